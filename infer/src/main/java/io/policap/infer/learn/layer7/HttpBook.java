package io.policap.infer.learn.layer7;

import io.policap.infer.baseline.ContentEvidence;
import io.policap.infer.decision.Decisions;
import io.policap.infer.flow.AppProtocol;
import io.policap.infer.http.HeaderNames;
import io.policap.infer.http.PathLeaf;
import io.policap.infer.http.PathTemplates;
import io.policap.infer.http.TemplateBudget;
import io.policap.infer.intent.HttpPermission;
import io.policap.infer.intent.Peer;
import io.policap.infer.inventory.WorkloadKey;
import io.policap.infer.issue.IssueCode;
import io.policap.infer.issue.Issues;
import io.policap.infer.learn.Layer7Options;
import io.policap.infer.learn.edge.Edge;
import io.policap.infer.learn.edge.End;
import io.policap.infer.learn.edge.JudgedEdge;
import io.policap.infer.net.Cidr;
import io.policap.infer.net.Protocol;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The HTTP rules of every served port: templates of what all of its clients asked for, and of those for each client the
 * ones that its own requests match (R12).
 *
 * <p>Where anything speaks against it, a client keeps the port without HTTP rules, and an issue says why: a rule that lets
 * too much pass is what there was before, one that cuts a request is a defect. Where most of its connections were read and
 * what they asked for does not change any more, it has HTTP rules and makes the server not ready.
 */
public final class HttpBook {
    /** Everything that reaches one port. */
    private static final class Port {
        private final List<Edge> all = new ArrayList<>();
        private final TreeMap<WorkloadKey, List<Edge>> workloads = new TreeMap<>();
        private final TreeMap<Cidr, List<Edge>> outside = new TreeMap<>();
        private final List<Edge> others = new ArrayList<>();
    }

    private final EdgeContents contents;
    private final Layer7Options options;
    private final Decisions decisions;
    private final Issues issues;
    private final SortedMap<ServerPort, Port> ports = new TreeMap<>();
    private final SortedMap<ServerPort, PathTemplates> templates = new TreeMap<>();
    private final Map<WorkloadKey, TreeSet<String>> partly = new TreeMap<>();

    public HttpBook(
            List<JudgedEdge> edges, EdgeContents contents, Layer7Options options, Decisions decisions, Issues issues) {
        this.contents = contents;
        this.options = options;
        this.decisions = decisions;
        this.issues = issues;
        if (options.enabled() && !contents.isEmpty()) {
            edges.stream().filter(JudgedEdge::mustPass).forEach(this::add);
            List<PathLeaf> everywhere = new ArrayList<>();
            ports.values().forEach(port -> everywhere.addAll(leaves(port)));
            ports.forEach((at, port) -> infer(at, port, everywhere));
        }
    }

    private List<PathLeaf> leaves(Port port) {
        List<PathLeaf> leaves = new ArrayList<>();
        port.all.forEach(edge -> leaves.addAll(contents.of(edge).paths().leaves()));
        return leaves;
    }

    private void add(JudgedEdge judged) {
        Edge edge = judged.edge();
        if (edge.protocol() != Protocol.TCP || !(edge.server() instanceof End.Workloads servers)) {
            return;
        }
        for (WorkloadKey server : servers.keys()) {
            Port port = ports.computeIfAbsent(new ServerPort(server, edge.port()), key -> new Port());
            port.all.add(edge);
            if (judged.probe()) {
                continue;
            }
            if (edge.client() instanceof End.Workloads clients) {
                clients.keys()
                        .forEach(client -> port.workloads
                                .computeIfAbsent(client, key -> new ArrayList<>())
                                .add(edge));
            } else if (edge.client() instanceof End.Outside outside) {
                port.outside
                        .computeIfAbsent(outside.block(), key -> new ArrayList<>())
                        .add(edge);
            } else {
                port.others.add(edge);
            }
        }
    }

    private void infer(ServerPort at, Port port, List<PathLeaf> everywhere) {
        TreeSet<String> besides = new TreeSet<>();
        boolean http = false;
        for (Edge edge : port.all) {
            ContentEvidence content = contents.of(edge);
            http |= content.count(AppProtocol.HTTP) > 0;
            beside(content, AppProtocol.TLS, "TLS", besides);
            beside(content, AppProtocol.UPGRADED, "connections that left HTTP by an upgrade or CONNECT", besides);
            beside(content, AppProtocol.OTHER, "bytes that are no HTTP", besides);
        }
        if (!http) {
            return;
        }
        if (!besides.isEmpty()) {
            issues.add(
                    IssueCode.HTTP_BESIDE_OTHERS,
                    place(at),
                    "it also carried " + String.join(" and ", besides)
                            + ", which an HTTP rule would cut: its rules name the port only");
            return;
        }
        templates.put(at, PathTemplates.of(leaves(port), everywhere, options.widenFirstSegment()));
    }

    private static void beside(ContentEvidence content, AppProtocol protocol, String name, TreeSet<String> besides) {
        if (content.count(protocol) > 0) {
            besides.add(name);
        }
    }

    /** What a peer may ask of a server; empty where its rule names the port only. */
    public List<HttpPermission> of(WorkloadKey server, int port, Peer peer) {
        ServerPort at = new ServerPort(server, port);
        PathTemplates known = templates.get(at);
        Port clients = ports.get(at);
        if (known == null || clients == null) {
            return List.of();
        }
        List<Edge> edges = new ArrayList<>();
        if (peer instanceof Peer.Workload workload) {
            edges.addAll(clients.workloads.getOrDefault(workload.key(), List.of()));
        } else if (peer instanceof Peer.Addresses addresses) {
            clients.outside.forEach((block, from) -> {
                if (addresses.prefixes().stream().anyMatch(prefix -> prefix.contains(block))) {
                    edges.addAll(from);
                }
            });
        } else {
            issues.add(
                    IssueCode.HTTP_OPEN_CALLERS,
                    place(at),
                    "nodes, or anyone, may call it: their rule names the port only, as who they are was not told"
                            + " apart");
            return List.of();
        }
        return edges.isEmpty() ? List.of() : ofClient(at, known, edges);
    }

    private List<HttpPermission> ofClient(ServerPort at, PathTemplates known, List<Edge> edges) {
        String client = Edge.text(edges.get(0).client());
        AskedTemplates asked = new AskedTemplates(known);
        TreeSet<String> unseen = new TreeSet<>();
        for (Edge edge : edges) {
            ContentEvidence content = contents.of(edge);
            Optional<String> missing = WholeView.missing(contents.evidence(edge), content);
            if (missing.isPresent()) {
                if (!WholeView.isMostlySeen(contents.evidence(edge), content)) {
                    plain(IssueCode.HTTP_PARTLY_SEEN, at, client, missing.get());
                    return List.of();
                }
                unseen.add(missing.get());
            }
            if (!content.paths().isComplete()) {
                plain(
                        IssueCode.HTTP_UNKNOWN_PATHS,
                        at,
                        client,
                        content.paths().gaps().iterator().next().reason());
                return List.of();
            }
            if (!asked.add(content.paths().leaves())) {
                plain(
                        IssueCode.HTTP_TOO_MANY_PATHS,
                        at,
                        client,
                        "more names in one place of its paths than can be listed, where no pattern may stand");
                return List.of();
            }
        }
        if (asked.size() > TemplateBudget.MOST_RULES) {
            plain(
                    IssueCode.HTTP_TOO_MANY_PATHS,
                    at,
                    client,
                    "it needs " + asked.size() + " HTTP rules, and no more than " + TemplateBudget.MOST_RULES
                            + " are written");
            return List.of();
        }
        if (!unseen.isEmpty() && !asked.isSettled()) {
            plain(
                    IssueCode.HTTP_PARTLY_SEEN,
                    at,
                    client,
                    unseen.first() + ", and what was read is still new too often to tell what that would be");
            return List.of();
        }
        if (!unseen.isEmpty()) {
            issues.add(
                    IssueCode.HTTP_PARTLY_SEEN,
                    place(at),
                    "from " + client + ": " + unseen.first()
                            + "; its HTTP rules hold what was read, and it is not ready");
            partly.computeIfAbsent(at.server(), key -> new TreeSet<>())
                    .add("HTTP requests of " + client + " to TCP " + at.port() + " were not all read");
        }
        TreeSet<String> wanted = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        wanted.addAll(options.headers());
        decisions.headers(at.server(), at.port()).stream()
                .filter(header -> !HeaderNames.carriesCredentials(header))
                .forEach(wanted::add);
        Map<String, Long> without = new TreeMap<>();
        List<HttpPermission> permissions = asked.permissions(wanted, without);
        without.forEach((header, rules) -> issues.add(
                IssueCode.HTTP_HEADER_MISSING,
                place(at),
                "not every request of " + client + " had the header " + header + ": of its " + permissions.size()
                        + " HTTP rules " + rules + " cannot ask for it"));
        return permissions;
    }

    /** Why a workload's HTTP rules may cut requests that nobody read, one phrase each, sorted. */
    public SortedSet<String> notReady(WorkloadKey server) {
        return partly.getOrDefault(server, new TreeSet<>());
    }

    private void plain(IssueCode code, ServerPort at, String client, String why) {
        issues.add(code, place(at), "from " + client + ": " + why + "; so its rule names the port only");
    }

    private static String place(ServerPort at) {
        return at.server() + " TCP " + at.port();
    }
}
