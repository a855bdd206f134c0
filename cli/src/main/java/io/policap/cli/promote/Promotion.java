package io.policap.cli.promote;

import io.policap.infer.intent.NamespaceIntent;
import io.policap.infer.issue.Issue;
import io.policap.infer.issue.IssueCode;
import io.policap.infer.learn.edge.JudgedEdge;
import io.policap.infer.learn.edge.Outcome;
import io.policap.infer.policy.Policy;
import io.policap.infer.policy.cilium.CiliumPolicy;
import io.policap.infer.policy.rollout.Accepted;
import io.policap.infer.policy.rollout.AuditForm;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/** Which files of an output directory leave audit, which stay and why, and which namespaces may be closed (R16, R17). */
public final class Promotion {
    private final SortedMap<String, List<String>> notReady = new TreeMap<>();
    private final SortedMap<String, TreeSet<String>> uncovered = new TreeMap<>();
    private final SortedMap<String, TreeSet<String>> cut = new TreeMap<>();
    private final TreeSet<String> served = new TreeSet<>();
    private final SortedMap<String, String> files = new TreeMap<>();
    private final List<Policy> policies = new ArrayList<>();
    private final TreeSet<String> takenOver = new TreeSet<>();
    private final TreeSet<Issue> refused = new TreeSet<>();
    private final TreeSet<Issue> closed = new TreeSet<>();
    private final Map<String, TreeSet<String>> stillAudit = new TreeMap<>();
    private final Accepted accepted;
    private int promoted;

    public Promotion(JsonNode summary, Accepted accepted) {
        this.accepted = accepted;
        for (JsonNode workload : summary.path("workloads")) {
            List<String> reasons = new ArrayList<>();
            workload.path("notReady").forEach(reason -> reasons.add(reason.asString("")));
            notReady.put(workload.path("workload").asString(""), reasons);
        }
        for (JsonNode namespace : summary.path("namespaces")) {
            TreeSet<String> names = new TreeSet<>();
            namespace.path("uncovered").forEach(name -> names.add(name.asString("")));
            uncovered.put(namespace.path("namespace").asString(""), names);
            TreeSet<String> certain = new TreeSet<>();
            namespace.path("cut").forEach(name -> certain.add(name.asString("")));
            cut.put(namespace.path("namespace").asString(""), certain);
        }
        for (JsonNode edge : summary.path("edges")) {
            if (edge.path("outcome").asString("").equals(Outcome.Kind.SERVED.text())) {
                served.add(edge.path("edge").asString(""));
            }
        }
    }

    /** Takes one file in: promoted where its workload is ready or accepted, as it is otherwise. */
    public void add(PolicyFile file) {
        if (!AuditForm.isAudit(file.policy())) {
            keep(file);
            return;
        }
        List<String> reasons = notReady.get(file.workload());
        boolean ready = reasons != null && reasons.isEmpty();
        if (!ready && !isAccepted(file.workload())) {
            String why = reasons == null ? "not in summary.json" : String.join("; ", reasons);
            refuse(file, why + "; --accept " + shortName(file.workload()) + " promotes it all the same");
            return;
        }
        String text = PromotedText.of(file.text());
        Optional<Policy> policy = PolicyFile.policy(file.path(), text);
        if (policy.isEmpty() || !policy.get().equals(AuditForm.enforce(file.policy()))) {
            refuse(file, "its audit parts were rewritten by hand and cannot be taken out safely; do it by hand");
            return;
        }
        files.put(file.path(), text);
        policies.add(policy.get());
        promoted++;
        if (file.edited()) {
            takenOver.add(file.path());
        }
    }

    private void keep(PolicyFile file) {
        files.put(file.path(), file.text());
        policies.add(file.policy());
        if (file.edited()) {
            takenOver.add(file.path());
        }
    }

    private void refuse(PolicyFile file, String why) {
        keep(file);
        refused.add(new Issue(IssueCode.NOT_READY, file.workload(), why));
        stillAudit
                .computeIfAbsent(file.tree() + " " + file.policy().namespace(), key -> new TreeSet<>())
                .add(file.workload() + " (still in audit)");
    }

    /** Whether the default-deny of a namespace may be written; where not, that is noted. */
    public boolean mayClose(String tree, NamespaceIntent namespace) {
        TreeSet<String> open = new TreeSet<>(uncovered.getOrDefault(namespace.name(), new TreeSet<>()));
        open.addAll(stillAudit.getOrDefault(tree + " " + namespace.name(), new TreeSet<>()));
        TreeSet<String> certain = cut.getOrDefault(namespace.name(), new TreeSet<>());
        if (!certain.isEmpty()) {
            refused.add(new Issue(
                    IssueCode.DEFAULT_DENY_WITHHELD,
                    namespace.name(),
                    "would cut off " + String.join(", ", certain)
                            + "; no --accept writes it, because recorded traffic would be cut for certain"));
            return false;
        }
        if (open.isEmpty()) {
            return true;
        }
        if (accepted.namespace(namespace.name())) {
            closed.add(new Issue(
                    IssueCode.DEFAULT_DENY_ACCEPTED,
                    namespace.name(),
                    "cuts off " + String.join(", ", open) + "; written because it was accepted"));
            return true;
        }
        refused.add(new Issue(
                IssueCode.DEFAULT_DENY_WITHHELD,
                namespace.name(),
                "would cut off " + String.join(", ", open) + "; --accept " + namespace.name()
                        + " writes it all the same"));
        return false;
    }

    /** What is wrong with each name that was to be accepted. */
    public List<String> unknownNames() {
        return UnknownNames.accepted(notReady.keySet(), uncovered.keySet(), List.copyOf(accepted.names()));
    }

    private boolean isAccepted(String workload) {
        return accepted.all()
                || accepted.names().contains(workload)
                || accepted.names().contains(shortName(workload));
    }

    /** {@code namespace/name} of {@code namespace/Kind/name}. */
    static String shortName(String workload) {
        String[] parts = workload.split("/", 3);
        return parts.length == 3 ? parts[0] + "/" + parts[2] : workload;
    }

    public void addDefaultDeny(String path, String text, Policy policy) {
        files.put(path, text);
        policies.add(policy);
    }

    public SortedMap<String, String> files() {
        return files;
    }

    public List<Policy> policies(String tree) {
        boolean cilium = tree.equals("cilium");
        return policies.stream()
                .filter(policy -> cilium == policy instanceof CiliumPolicy)
                .toList();
    }

    public TreeSet<String> takenOver() {
        return takenOver;
    }

    /** What was refused and why, sorted; the same reason in both trees once. */
    public List<Issue> refused() {
        return List.copyOf(refused);
    }

    /** Whom an accepted default-deny cuts off, sorted. */
    public List<Issue> closed() {
        return List.copyOf(closed);
    }

    /** The edges that learn found served: with less inventory, inference alone may see more or fewer. */
    public List<JudgedEdge> served(List<JudgedEdge> edges) {
        return edges.stream()
                .filter(judged -> served.contains(judged.edge().describe()))
                .toList();
    }

    /** How many served edges of learn there are to replay. */
    public int servedEdges() {
        return served.size();
    }

    public int promoted() {
        return promoted;
    }
}
