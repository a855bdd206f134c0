package io.policap.infer.learn;

import io.policap.infer.intent.Evidence;
import io.policap.infer.intent.Mark;
import io.policap.infer.intent.Peer;
import io.policap.infer.intent.Ports;
import io.policap.infer.intent.Selection;
import io.policap.infer.inventory.Inventory;
import io.policap.infer.inventory.WorkloadKey;
import io.policap.infer.issue.Issue;
import io.policap.infer.issue.IssueCode;
import io.policap.infer.issue.Issues;
import io.policap.infer.learn.edge.Edge;
import io.policap.infer.learn.edge.End;
import io.policap.infer.learn.edge.Outcome;
import io.policap.infer.learn.name.AskedNames;
import io.policap.infer.learn.name.ServerName;
import io.policap.infer.learn.name.ServerNames;
import io.policap.infer.learn.workload.Selections;
import io.policap.infer.net.Cidr;
import io.policap.infer.net.PortRange;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Where a served edge becomes rules: egress at the client, ingress at the server (R5 to R9, R11). */
final class RuleBooks {
    private final SortedMap<WorkloadKey, RuleBook> ingress = new TreeMap<>();
    private final SortedMap<WorkloadKey, RuleBook> egress = new TreeMap<>();
    private final Inventory inventory;
    private final Selections selections;
    private final NodeBook nodes;
    private final DynamicPorts dynamicPorts;
    private final NodeCallers callers;
    private final AskedNames asked;
    private final ServerNames names;
    private final Issues issues;
    private final Set<Issue> said = new HashSet<>();

    RuleBooks(
            Inventory inventory,
            Selections selections,
            NodeBook nodes,
            DynamicPorts dynamicPorts,
            NodeCallers callers,
            AskedNames asked,
            ServerNames names,
            Issues issues) {
        this.inventory = inventory;
        this.selections = selections;
        this.nodes = nodes;
        this.dynamicPorts = dynamicPorts;
        this.callers = callers;
        this.asked = asked;
        this.names = names;
        this.issues = issues;
    }

    RuleBook ingress(WorkloadKey workload) {
        return ingress.computeIfAbsent(workload, key -> new RuleBook());
    }

    RuleBook egress(WorkloadKey workload) {
        return egress.computeIfAbsent(workload, key -> new RuleBook());
    }

    /** All nodes, as a peer. */
    Peer nodePeer() {
        return nodes.nodes();
    }

    /** Every workload that has a rule or needed one. */
    Set<WorkloadKey> workloads() {
        Set<WorkloadKey> all = new TreeSet<>(ingress.keySet());
        all.addAll(egress.keySet());
        return all;
    }

    void add(Edge edge, Outcome outcome) {
        if (callers.isProbe(edge)) {
            return;
        }
        if (edge.client() instanceof End.Workloads) {
            for (WorkloadKey client : ((End.Workloads) edge.client()).keys()) {
                addEgress(client, edge, outcome);
            }
        }
        if (edge.server() instanceof End.Workloads) {
            for (WorkloadKey server : ((End.Workloads) edge.server()).keys()) {
                addIngress(server, edge, outcome);
            }
        }
    }

    private void addEgress(WorkloadKey client, Edge edge, Outcome outcome) {
        RuleBook book = egress(client);
        Evidence evidence = evidence(edge);
        Set<Mark> marks = new HashSet<>(outcome.marks());
        if (edge.server() instanceof End.Workloads) {
            for (WorkloadKey server : ((End.Workloads) edge.server()).keys()) {
                Set<Mark> own = new HashSet<>(marks);
                Ports ports = ports(server, edge, own);
                workload(server)
                        .ifPresentOrElse(
                                peer -> book.add(peer, ports, evidence, own),
                                () -> book.leaveOpen("peer " + server + " cannot be selected"));
            }
        } else if (edge.server() instanceof End.Node) {
            Ports ports = ports(edge);
            if (nodes.isApiServer((End.Node) edge.server(), edge.port())) {
                book.add(nodes.apiServer(), ports, evidence, marks);
            } else {
                marks.add(Mark.NODES);
                book.add(nodes.nodes(), ports, evidence, marks);
                nodeIssue(client, "reaches nodes on " + ports);
            }
        } else if (edge.server() instanceof End.IngressProxy) {
            book.add(new Peer.IngressProxy(), ports(edge), evidence, marks);
        } else if (edge.server() instanceof End.Outside) {
            ServerName name = names.of(edge);
            if (name.names().isEmpty()) {
                addOutside(book, client, (End.Outside) edge.server(), edge, evidence, marks);
            } else {
                addNamed(book, client, (End.Outside) edge.server(), name, edge, evidence, marks);
            }
        }
    }

    private void addNamed(
            RuleBook book,
            WorkloadKey client,
            End.Outside end,
            ServerName name,
            Edge edge,
            Evidence evidence,
            Set<Mark> marks) {
        Ports ports = ports(edge);
        TreeSet<Cidr> addresses = new TreeSet<>(Set.of(end.block()));
        for (String each : name.names()) {
            asked.addresses(Set.of(client), each).forEach(address -> addresses.add(Cidr.of(address)));
        }
        String all = String.join(", ", name.names());
        sayOnce(
                IssueCode.VOLATILE_ADDRESS,
                client.toString(),
                all + " " + ports + ": NetworkPolicy has no names and lists the addresses seen ("
                        + String.join(
                                ", ", addresses.stream().map(Cidr::toString).toList())
                        + "), which may change");
        if (!name.toldApart()) {
            sayOnce(
                    IssueCode.NAMES_NOT_TOLD_APART,
                    client.toString(),
                    end.block() + " " + ports + " was the answer for " + all
                            + ", and its connections do not say which of them was meant; the rule names them all");
        }
        marks.add(Mark.NAME);
        book.addNamed(name.names(), addresses, ports, evidence, marks);
    }

    private void addIngress(WorkloadKey server, Edge edge, Outcome outcome) {
        RuleBook book = ingress(server);
        Evidence evidence = evidence(edge);
        Set<Mark> marks = new HashSet<>(outcome.marks());
        Ports ports = ports(server, edge, marks);
        if (edge.client() instanceof End.Workloads) {
            for (WorkloadKey client : ((End.Workloads) edge.client()).keys()) {
                workload(client)
                        .ifPresentOrElse(
                                peer -> book.add(peer, ports, evidence, marks),
                                () -> book.leaveOpen("peer " + client + " cannot be selected"));
            }
            return;
        }
        if (edge.client() instanceof End.IngressProxy) {
            book.add(new Peer.IngressProxy(), ports, evidence, marks);
            return;
        }
        boolean fromOutside = edge.client() instanceof End.Outside;
        boolean fromNode = edge.client() instanceof End.Node;
        boolean exposed = edge.protocol().hasPorts() && inventory.isExposed(server, edge.protocol(), edge.port());
        if (exposed && (fromOutside || fromNode)) {
            marks.add(Mark.PUBLIC_ENDPOINT);
            book.add(nodes.anyone(), ports, evidence, marks);
            sayOnce(
                    IssueCode.PUBLIC_ENDPOINT,
                    server.toString(),
                    ports + " is exposed outside the cluster and was reached from there or through nodes; the rule"
                            + " admits anyone");
        } else if (fromOutside) {
            addOutside(book, server, (End.Outside) edge.client(), edge, evidence, marks);
        } else if (fromNode) {
            boolean control = callers.onlyControlPlane(server, edge);
            marks.add(Mark.NODES);
            book.add(control ? nodes.controlPlane() : nodes.nodes(), ports, evidence, marks);
            nodeIssue(
                    server,
                    "is reached on " + ports
                            + (control
                                    ? " by the control plane's nodes (the rule for Cilium admits every node)"
                                    : " by nodes"));
        }
    }

    private void addOutside(
            RuleBook book, WorkloadKey subject, End.Outside end, Edge edge, Evidence evidence, Set<Mark> marks) {
        Ports ports = ports(edge);
        if (!end.block().isSingle()) {
            marks.add(Mark.PREFIX);
            sayOnce(
                    IssueCode.FOLDED_ADDRESSES,
                    subject.toString(),
                    "more outside addresses for " + ports + " than are kept apart; folded to " + end.block());
        }
        SortedSet<String> heard = heard(edge);
        if (!heard.isEmpty()) {
            marks.add(Mark.VOLATILE_ADDRESS);
            sayOnce(
                    IssueCode.VOLATILE_ADDRESS,
                    subject.toString(),
                    end.block() + " " + ports + " is known by name (" + String.join(", ", heard)
                            + "); the address may change");
        }
        book.addOutside(end.block(), ports, evidence, marks, heard);
    }

    /** Names that are no more than a comment: nobody saw the client ask for them. */
    private static SortedSet<String> heard(Edge edge) {
        TreeSet<String> heard = new TreeSet<>(edge.evidence().names());
        edge.evidence().contacts().openings().keySet().stream()
                .filter(host -> !host.isEmpty())
                .forEach(heard::add);
        return heard;
    }

    private Optional<Peer> workload(WorkloadKey key) {
        Optional<Selection> selection = selections.of(key);
        return selection.map(found -> new Peer.Workload(key, found));
    }

    private Ports ports(WorkloadKey server, Edge edge, Set<Mark> marks) {
        Optional<PortRange> range = dynamicPorts.rangeFor(server, edge);
        if (range.isPresent()) {
            marks.add(Mark.RANGE);
            return new Ports.Transport(edge.protocol(), range.get());
        }
        return ports(edge);
    }

    private static Ports ports(Edge edge) {
        return edge.protocol().hasPorts()
                ? new Ports.Transport(edge.protocol(), PortRange.of(edge.port()))
                : new Ports.Icmp(edge.protocol(), edge.port());
    }

    /** Several edges may give the same reason to look at one rule. */
    private void sayOnce(IssueCode code, String place, String message) {
        if (said.add(new Issue(code, place, message))) {
            issues.add(code, place, message);
        }
    }

    private void nodeIssue(WorkloadKey workload, String what) {
        String addresses = nodes.isComplete()
                ? "NetworkPolicy lists their addresses from the inventory"
                : "the inventory does not know all nodes, so NetworkPolicy lists those it has and the addresses seen";
        sayOnce(
                IssueCode.NODE_ADDRESSES,
                workload.toString(),
                what + "; " + addresses + " and has to be renewed when nodes change");
    }

    private static Evidence evidence(Edge edge) {
        List<String> observers = edge.evidence().observations().stream()
                .map(observation -> observation.observer())
                .filter(observer -> !observer.isEmpty())
                .toList();
        return new Evidence(
                edge.evidence().mostTotal(),
                edge.evidence().span().first(),
                edge.evidence().span().last(),
                observers);
    }
}
