package io.policap.emit.lint;

import io.policap.emit.lint.cilium.CiliumPolicyRules;
import io.policap.emit.lint.effect.CiliumEffects;
import io.policap.emit.lint.effect.DnsOpenings;
import io.policap.emit.lint.effect.KnownCluster;
import io.policap.emit.lint.effect.NetworkPolicyEffects;
import io.policap.emit.lint.effect.Surroundings;
import io.policap.emit.lint.finding.Finding;
import io.policap.emit.lint.finding.Findings;
import io.policap.emit.lint.finding.LintRule;
import io.policap.emit.lint.finding.Spot;
import io.policap.emit.lint.kubernetes.MetadataRules;
import io.policap.emit.lint.kubernetes.NetworkPolicyRules;
import io.policap.emit.lint.schema.SchemaCheck;
import io.policap.emit.read.Excerpt;
import io.policap.emit.read.Node;
import io.policap.emit.read.ObjectDocuments;
import io.policap.emit.read.ObjectKind;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Checks policies as a cluster would take them: first their shape, then what Cilium's agent refuses, then what is
 * accepted and does nothing, or not what was meant.
 *
 * <p>Objects are read first and judged together in {@link #report}: the DNS rule that a name needs may be in another
 * file, and so may be a CiliumCIDRGroup.
 */
public final class Linter {
    private final LintOptions options;
    private final SchemaCheck networkPolicy = SchemaCheck.networkPolicy();
    private final SchemaCheck ciliumPolicy;
    private final SchemaCheck cidrGroup = SchemaCheck.cidrGroup();
    private final List<Document> documents = new ArrayList<>();
    private final DnsOpenings dns = new DnsOpenings();
    private final Set<String> groups;
    private long others;

    /** An object that is to be judged, or a text that is none and was judged already. */
    private record Document(String place, Optional<Parsed> parsed, List<Finding> broken) {}

    private record Parsed(Spot object, ObjectKind kind) {}

    public Linter(LintOptions options) {
        this.options = options;
        this.ciliumPolicy = SchemaCheck.ciliumPolicy(options.version());
        this.groups = new TreeSet<>(options.cidrGroups());
    }

    /**
     * Reads objects from YAML or JSON.
     *
     * @param place the name of the source for messages
     * @throws IOException when the stream cannot be read; what it says never throws
     */
    public void read(String place, InputStream in) throws IOException {
        ObjectDocuments.read(in, new Collector(place));
    }

    /** Takes what one stream holds. */
    private final class Collector implements ObjectDocuments.Receiver {
        private final String place;

        Collector(String place) {
            this.place = place;
        }

        @Override
        public void object(Node.Mapping node, ObjectKind kind) {
            if (!kind.isRead()) {
                others++;
                return;
            }
            Spot object = Spot.of(node);
            documents.add(new Document(place, Optional.of(new Parsed(object, kind)), List.of()));
            if (kind.kind().equals("CiliumCIDRGroup")) {
                object.field("metadata").map(of -> of.text("name")).ifPresent(groups::add);
            } else if (!kind.kind().equals("NetworkPolicy")) {
                dns.add(object, isClusterwide(kind) ? "" : namespace(object));
            }
        }

        @Override
        public void noObject() {
            others++;
        }

        @Override
        public void unreadable(String problem) {
            malformed(0, problem);
        }

        @Override
        public void malformed(int line, String problem) {
            Findings findings = new Findings(place, "");
            findings.add(line, "", LintRule.NOT_YAML, Findings.API_SERVER, problem);
            documents.add(new Document(place, Optional.empty(), findings.list()));
        }
    }

    /** Judges everything that was read. */
    public LintReport report() {
        Optional<KnownCluster> cluster = options.inventory().pods().isEmpty()
                        && options.inventory().nodes().isEmpty()
                ? Optional.empty()
                : Optional.of(new KnownCluster(options.inventory(), options.labels()));
        Surroundings around = new Surroundings(options.version(), options.labels(), cluster, groups, dns);
        List<Finding> all = new ArrayList<>();
        long objects = 0;
        for (Document document : documents) {
            all.addAll(document.broken());
            if (document.parsed().isPresent()) {
                objects++;
                all.addAll(judge(document.place(), document.parsed().get(), around));
            }
        }
        return new LintReport(all, objects, others);
    }

    private List<Finding> judge(String place, Parsed parsed, Surroundings around) {
        Spot object = parsed.object();
        ObjectKind kind = parsed.kind();
        Findings findings = new Findings(place, name(object, kind));
        apiVersion(object, kind, findings);
        boolean clusterwide = isClusterwide(kind);
        switch (kind.kind()) {
            case "NetworkPolicy":
                networkPolicy.check(object, findings);
                NetworkPolicyRules.check(object, findings);
                new NetworkPolicyEffects(around).check(object, findings);
                break;
            case "CiliumCIDRGroup":
                cidrGroup.check(object, findings);
                MetadataRules.check(object, false, Findings.API_SERVER, findings);
                break;
            default:
                ciliumPolicy.check(object, findings);
                MetadataRules.check(object, !clusterwide, Findings.BOTH, findings);
                new CiliumPolicyRules(options.version()).check(object, clusterwide, findings);
                new CiliumEffects(around).check(object, clusterwide, findings);
        }
        List<Finding> sorted = new ArrayList<>(findings.list());
        // A stable sort: findings of one line stay in the order of the steps.
        sorted.sort(Comparator.comparingInt(Finding::line));
        return sorted;
    }

    private static void apiVersion(Spot object, ObjectKind kind, Findings findings) {
        Set<String> served = kind.kind().equals("NetworkPolicy")
                ? Set.of("networking.k8s.io/v1")
                : kind.kind().equals("CiliumCIDRGroup")
                        ? Set.of("cilium.io/v2", "cilium.io/v2alpha1")
                        : Set.of("cilium.io/v2");
        if (!served.contains(kind.apiVersion())) {
            findings.add(
                    object.field("apiVersion").orElse(object),
                    LintRule.API_VERSION,
                    Findings.API_SERVER,
                    "is " + Excerpt.of(kind.apiVersion()) + ", which has no " + kind.kind() + "; write "
                            + String.join(" or ", new TreeSet<>(served)));
        }
    }

    private static boolean isClusterwide(ObjectKind kind) {
        return kind.kind().equals("CiliumClusterwideNetworkPolicy");
    }

    private static String namespace(Spot object) {
        return object.field("metadata").map(of -> of.text("namespace")).orElse("");
    }

    /** Kind and name for messages: names come from outside and are cut. */
    private static String name(Spot object, ObjectKind kind) {
        String name = object.field("metadata").map(of -> of.text("name")).orElse("");
        String namespace = namespace(object);
        String cut = Excerpt.of(namespace.isEmpty() ? name : namespace + "/" + name);
        return kind.kind() + " " + (name.isEmpty() ? "without a name" : cut.substring(1, cut.length() - 1));
    }
}
