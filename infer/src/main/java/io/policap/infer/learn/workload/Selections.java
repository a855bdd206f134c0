package io.policap.infer.learn.workload;

import io.policap.infer.baseline.Span;
import io.policap.infer.intent.Selection;
import io.policap.infer.inventory.OwnerRecord;
import io.policap.infer.inventory.WorkloadKey;
import io.policap.infer.issue.IssueCode;
import io.policap.infer.issue.Issues;
import io.policap.infer.label.LabelSelector;
import io.policap.infer.label.Labels;
import io.policap.infer.label.VolatileLabels;
import io.policap.infer.learn.decided.DecisionUse;
import io.policap.infer.policy.cilium.CiliumLabelFilter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** The selector of every workload, for both kinds of policy, proven against everything known of its namespace (R6). */
public final class Selections {
    private record NamespaceKey(String cluster, String namespace) implements Comparable<NamespaceKey> {
        static NamespaceKey of(WorkloadKey key) {
            return new NamespaceKey(key.cluster(), key.namespace());
        }

        @Override
        public int compareTo(NamespaceKey other) {
            int byCluster = cluster.compareTo(other.cluster);
            return byCluster != 0 ? byCluster : namespace.compareTo(other.namespace);
        }
    }

    private final WorkloadDirectory directory;
    private final CiliumLabelFilter filter;
    private final DecidedSelectors decided;
    private final Issues issues;
    private final SortedMap<WorkloadKey, Selection> chosen = new TreeMap<>();

    public Selections(WorkloadDirectory directory, CiliumLabelFilter filter, DecisionUse decisions, Issues issues) {
        this.decided = new DecidedSelectors(decisions);
        this.directory = directory;
        this.filter = filter;
        this.issues = issues;
        Map<NamespaceKey, List<WorkloadKey>> neighbours = new TreeMap<>();
        for (WorkloadKey workload : directory.workloads()) {
            neighbours
                    .computeIfAbsent(NamespaceKey.of(workload), key -> new ArrayList<>())
                    .add(workload);
        }
        neighbours.values().forEach(namespace -> namespace.forEach(workload -> choose(workload, namespace)));
    }

    /** The selection of a workload; empty where labels cannot tell it from its neighbours. */
    public Optional<Selection> of(WorkloadKey workload) {
        return Optional.ofNullable(chosen.get(workload));
    }

    private void choose(WorkloadKey workload, List<WorkloadKey> namespace) {
        SortedMap<Labels, Span> generations = directory.podLabels(workload);
        List<Labels> others = new ArrayList<>();
        List<Labels> ciliumOthers = new ArrayList<>();
        for (WorkloadKey other : namespace) {
            if (!other.equals(workload)) {
                others.addAll(directory.podLabels(other).keySet());
                ciliumOthers.addAll(ciliumLabels(other));
            }
        }
        Optional<LabelSelector> ownerSelector =
                directory.inventory().owner(workload).flatMap(OwnerRecord::selector);
        Optional<LabelSelector> fixed = decided.of(workload, generations.keySet(), others);
        Optional<LabelSelector> kubernetes =
                fixed.isPresent() ? fixed : choose(workload, generations, others, ownerSelector);
        if (kubernetes.isEmpty()) {
            issues.add(
                    IssueCode.UNSELECTABLE,
                    workload.toString(),
                    "no labels tell its pods from those of " + lookalikes(workload, namespace)
                            + "; it gets no policy, and its namespace no default-deny, until they carry a label of"
                            + " their own");
            return;
        }
        Optional<LabelSelector> cilium = chooseForCilium(workload, kubernetes.get(), generations, ciliumOthers);
        if (cilium.isEmpty()) {
            issues.add(
                    IssueCode.LABELS_NOT_SEEN_BY_CILIUM,
                    workload.toString(),
                    "the labels that Cilium keeps on identities do not tell its pods apart; no CiliumNetworkPolicy;"
                            + " see --cilium-labels");
        }
        if (fixed.isPresent() && !fixed.equals(cilium)) {
            decided.notForCilium(workload);
        }
        chosen.put(workload, new Selection(kubernetes.get(), cilium));
    }

    private Optional<LabelSelector> choose(
            WorkloadKey workload,
            SortedMap<Labels, Span> generations,
            List<Labels> others,
            Optional<LabelSelector> ownerSelector) {
        Optional<LabelSelector> all = new SelectorChoice(generations.keySet(), others).choose(ownerSelector);
        if (all.isPresent() || generations.size() < 2) {
            return all;
        }
        Labels newest = newest(workload, generations);
        Optional<LabelSelector> current = new SelectorChoice(List.of(newest), others).choose(ownerSelector);
        current.ifPresent(selector -> generations.keySet().forEach(labels -> {
            if (!selector.matches(labels)) {
                issues.add(
                        IssueCode.OLD_LABEL_GENERATION,
                        workload.toString(),
                        "pods of an older label generation " + VolatileLabels.stable(labels)
                                + " are not selected by the newest one's selector");
            }
        }));
        return current;
    }

    /** The label set of the owner's template, else the one whose first pod came last. */
    Labels newest(WorkloadKey workload, SortedMap<Labels, Span> generations) {
        Labels template = directory
                .inventory()
                .owner(workload)
                .map(owner -> VolatileLabels.withoutPerReplica(owner.templateLabels()))
                .orElse(Labels.NONE);
        if (generations.containsKey(template)) {
            return template;
        }
        Labels newest = generations.firstKey();
        Instant latest = Instant.MIN;
        for (Map.Entry<Labels, Span> generation : generations.entrySet()) {
            if (generation.getValue().first().isAfter(latest)) {
                newest = generation.getKey();
                latest = generation.getValue().first();
            }
        }
        return newest;
    }

    private Optional<LabelSelector> chooseForCilium(
            WorkloadKey workload,
            LabelSelector kubernetes,
            SortedMap<Labels, Span> generations,
            Collection<Labels> others) {
        Collection<Labels> own = ciliumLabels(workload);
        if (own.isEmpty()) {
            return Optional.empty();
        }
        Optional<LabelSelector> all = new SelectorChoice(own, others).choose(Optional.of(kubernetes));
        if (all.isPresent() || own.size() < 2) {
            return all;
        }
        Labels newest = newest(workload, generations);
        List<Labels> current = own.stream().filter(newest::containsAll).toList();
        return new SelectorChoice(current, others).choose(Optional.of(kubernetes));
    }

    /** What Cilium can select on: labels seen on identities, else what its filter keeps of the pods' labels. */
    private Collection<Labels> ciliumLabels(WorkloadKey workload) {
        SortedMap<Labels, Span> seen = directory.identityLabels(workload);
        if (!seen.isEmpty()) {
            return seen.keySet();
        }
        TreeSet<Labels> filtered = new TreeSet<>();
        directory.podLabels(workload).keySet().forEach(labels -> filtered.add(filter.filter(labels)));
        filtered.remove(Labels.NONE);
        return filtered;
    }

    private String lookalikes(WorkloadKey workload, List<WorkloadKey> namespace) {
        StringBuilder names = new StringBuilder();
        for (WorkloadKey other : namespace) {
            boolean alike = !other.equals(workload)
                    && directory.podLabels(other).keySet().stream()
                            .map(VolatileLabels::stable)
                            .anyMatch(theirs -> directory.podLabels(workload).keySet().stream()
                                    .map(VolatileLabels::stable)
                                    .anyMatch(theirs::containsAll));
            if (alike) {
                names.append(names.isEmpty() ? "" : ", ").append(other);
            }
        }
        return names.isEmpty() ? "other workloads" : names.toString();
    }
}
