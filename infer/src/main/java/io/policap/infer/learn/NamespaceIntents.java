package io.policap.infer.learn;

import io.policap.infer.intent.NamespaceIntent;
import io.policap.infer.intent.WorkloadIntent;
import io.policap.infer.inventory.PodRecord;
import io.policap.infer.inventory.WorkloadKey;
import io.policap.infer.learn.workload.Selections;
import io.policap.infer.learn.workload.WorkloadDirectory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** What the default-deny of each namespace needs (R17). */
final class NamespaceIntents {
    private final WorkloadDirectory directory;
    private final Selections selections;
    private final ResolverRules resolverRules;
    private final RuleBooks books;

    NamespaceIntents(WorkloadDirectory directory, Selections selections, ResolverRules resolverRules, RuleBooks books) {
        this.directory = directory;
        this.selections = selections;
        this.resolverRules = resolverRules;
        this.books = books;
    }

    List<NamespaceIntent> of(List<WorkloadIntent> workloads) {
        SortedSet<String> namespaces = new TreeSet<>();
        Map<WorkloadKey, WorkloadIntent> byKey = new TreeMap<>();
        for (WorkloadIntent workload : workloads) {
            byKey.put(workload.key(), workload);
            if (workload.hasRules() || hasTraffic(workload.key())) {
                namespaces.add(workload.key().namespace());
            }
        }
        RuleBook resolver = new RuleBook();
        resolverRules.addTo(resolver);
        List<NamespaceIntent> intents = new ArrayList<>();
        for (String namespace : namespaces) {
            String cluster = workloads.get(0).key().cluster();
            List<String> cut = new ArrayList<>();
            List<String> uncovered = uncovered(cluster, namespace, byKey, cut);
            intents.add(new NamespaceIntent(cluster, namespace, resolver.rules(), uncovered, cut));
        }
        return intents;
    }

    private List<String> uncovered(
            String cluster, String namespace, Map<WorkloadKey, WorkloadIntent> byKey, List<String> cut) {
        List<String> uncovered = new ArrayList<>();
        for (WorkloadKey workload : directory.workloads()) {
            boolean here =
                    workload.namespace().equals(namespace) && workload.cluster().equals(cluster);
            if (!here || !(isRunning(workload) || hasTraffic(workload))) {
                continue;
            }
            WorkloadIntent intent = byKey.get(workload);
            if (selections.of(workload).isEmpty()) {
                (hasTraffic(workload) ? cut : uncovered)
                        .add(workload.kind() + "/" + workload.name() + " (cannot be selected)");
            } else if (intent == null || !intent.hasRules()) {
                uncovered.add(workload.kind() + "/" + workload.name() + " (no traffic seen, so no policy)");
            } else if (hasUnselectedPod(intent)) {
                uncovered.add(workload.kind() + "/" + workload.name() + " (some of its running pods are not selected)");
            }
            books.ingress(workload)
                    .openReasons()
                    .forEach(reason ->
                            cut.add(workload.kind() + "/" + workload.name() + " (ingress stays open: " + reason + ")"));
            books.egress(workload)
                    .openReasons()
                    .forEach(reason ->
                            cut.add(workload.kind() + "/" + workload.name() + " (egress stays open: " + reason + ")"));
        }
        return uncovered;
    }

    /** Whether a pod that runs, of an older label generation or without labels, is not selected. */
    private boolean hasUnselectedPod(WorkloadIntent intent) {
        return directory.inventory().podsOf(intent.key()).stream()
                .filter(pod -> pod.isRunning() && !pod.hostNetwork())
                .anyMatch(pod -> !intent.selection().kubernetes().matches(pod.labels()));
    }

    /** Whether it took part in what was recorded: one that has finished, as a job, may come back. */
    private boolean hasTraffic(WorkloadKey workload) {
        RuleBook ingress = books.ingress(workload);
        RuleBook egress = books.egress(workload);
        boolean open = !ingress.openReasons().isEmpty() || !egress.openReasons().isEmpty();
        return open || !ingress.isEmpty() || !egress.isEmpty();
    }

    private boolean isRunning(WorkloadKey workload) {
        List<PodRecord> pods = directory.inventory().podsOf(workload);
        return pods.isEmpty() || pods.stream().anyMatch(pod -> pod.isRunning() && !pod.hostNetwork());
    }
}
