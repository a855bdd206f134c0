package io.policap.infer.learn.workload;

import io.policap.infer.baseline.BaselineSnapshot;
import io.policap.infer.baseline.Span;
import io.policap.infer.connection.ConnectionClass;
import io.policap.infer.connection.OpenQuestion;
import io.policap.infer.connection.Party;
import io.policap.infer.connection.PodSighting;
import io.policap.infer.inventory.Inventory;
import io.policap.infer.inventory.PodKey;
import io.policap.infer.inventory.PodRecord;
import io.policap.infer.inventory.WorkloadKey;
import io.policap.infer.label.Labels;
import io.policap.infer.label.VolatileLabels;
import io.policap.infer.learn.edge.Translations;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Joins pods to workloads: by (cluster, namespace, pod), else by (cluster, namespace, labels), over the whole recording
 * and in either order.
 */
public final class WorkloadDirectory {
    /** The kind of a workload that is known by its labels only. */
    static final String KIND_BY_LABELS = "Labels";

    private final ClusterNames clusters;
    private final Inventory inventory;
    private final Translations translations;
    private final Map<PodKey, TreeSet<WorkloadKey>> byPod = new TreeMap<>();
    private final Map<Party.Pods, TreeSet<WorkloadKey>> byLabels = new TreeMap<>();
    private final SortedMap<WorkloadKey, SortedMap<Labels, Span>> identityLabels = new TreeMap<>();
    private final SortedMap<WorkloadKey, SortedMap<Labels, Span>> podLabels = new TreeMap<>();
    private final SortedMap<WorkloadKey, SortedSet<String>> nodes = new TreeMap<>();
    private final SortedSet<WorkloadKey> guessless = new TreeSet<>();

    public WorkloadDirectory(BaselineSnapshot snapshot, Inventory inventory) {
        this.inventory = inventory;
        this.translations = new Translations(snapshot.sockets());
        this.clusters = ClusterNames.of(snapshot);
        for (PodRecord pod : inventory.pods()) {
            if (!pod.hostNetwork()) {
                own(pod.key(), pod.workload());
                labelled(pod.workload(), VolatileLabels.withoutPerReplica(pod.labels()), false, lifetime(pod));
            }
        }
        snapshot.pods().keySet().forEach(sighting -> {
            if (!sighting.workloadName().isEmpty()) {
                PodKey pod = clusters.canonical(sighting.pod());
                if (!byPod.containsKey(pod)) {
                    own(
                            pod,
                            new WorkloadKey(
                                    pod.cluster(), pod.namespace(), sighting.workloadKind(), sighting.workloadName()));
                }
            }
        });
        snapshot.pods().forEach(this::joinByPod);
        snapshot.pods().forEach(this::joinByLabels);
        for (Party.Pods party : parties(snapshot)) {
            if (!byLabels.containsKey(party)) {
                byLabels.put(party, new TreeSet<>(List.of(nameByLabels(party))));
            }
        }
    }

    private static Span lifetime(PodRecord pod) {
        return new Span(pod.lifetime().from(), pod.lifetime().from());
    }

    private void own(PodKey pod, WorkloadKey workload) {
        byPod.computeIfAbsent(pod, key -> new TreeSet<>()).add(workload);
    }

    private void labelled(WorkloadKey workload, Labels labels, boolean identity, Span span) {
        (identity ? identityLabels : podLabels)
                .computeIfAbsent(workload, key -> new TreeMap<>())
                .merge(labels, span, Span::join);
        if (!identity && !labels.isEmpty()) {
            Party.Pods party = Party.Pods.of(workload.cluster(), workload.namespace(), labels);
            byLabels.computeIfAbsent(party, key -> new TreeSet<>()).add(workload);
        }
    }

    private void joinByPod(PodSighting sighting, Span span) {
        PodKey pod = clusters.canonical(sighting.pod());
        Party.Pods party = Party.Pods.of(pod.cluster(), pod.namespace(), sighting.labels());
        for (WorkloadKey workload : byPod.getOrDefault(pod, new TreeSet<>())) {
            byLabels.computeIfAbsent(party, key -> new TreeSet<>()).add(workload);
            labelled(workload, sighting.labels(), sighting.identity(), span);
            seenOn(workload, sighting.node());
        }
    }

    private void joinByLabels(PodSighting sighting, Span span) {
        PodKey pod = clusters.canonical(sighting.pod());
        if (byPod.containsKey(pod)) {
            return;
        }
        Party.Pods party = Party.Pods.of(pod.cluster(), pod.namespace(), sighting.labels());
        TreeSet<WorkloadKey> same = byLabels.computeIfAbsent(party, key -> new TreeSet<>(List.of(nameByLabels(key))));
        for (WorkloadKey workload : same) {
            labelled(workload, sighting.labels(), sighting.identity(), span);
            seenOn(workload, sighting.node());
        }
    }

    private void seenOn(WorkloadKey workload, String node) {
        if (!node.isEmpty()) {
            nodes.computeIfAbsent(workload, key -> new TreeSet<>()).add(node);
        }
    }

    private WorkloadKey nameByLabels(Party.Pods party) {
        String name = "";
        for (String key : SelectorChoice.PREFERRED_KEYS) {
            name = name.isEmpty() ? party.labels().map().getOrDefault(key, "") : name;
        }
        Labels stable = VolatileLabels.stable(party.labels());
        WorkloadKey key = new WorkloadKey(
                party.cluster(), party.namespace(), KIND_BY_LABELS, name.isEmpty() ? stable.toString() : name);
        guessless.add(key);
        labelled(key, party.labels(), true, Span.NEVER);
        return key;
    }

    private List<Party.Pods> parties(BaselineSnapshot snapshot) {
        TreeSet<Party.Pods> all = new TreeSet<>();
        for (ConnectionClass type : snapshot.classes().keySet()) {
            addIfPods(type.client(), all);
            addIfPods(type.server(), all);
        }
        for (OpenQuestion question : snapshot.questions().keySet()) {
            addIfPods(question.left(), all);
            addIfPods(question.right(), all);
        }
        translations.parties().forEach(party -> addIfPods(party, all));
        return new ArrayList<>(all);
    }

    private void addIfPods(Party party, TreeSet<Party.Pods> all) {
        if (party instanceof Party.Pods) {
            all.add(clusters.canonical((Party.Pods) party));
        }
    }

    /** The workloads whose pods the party may be; empty where nobody knows. */
    public SortedSet<WorkloadKey> workloadsOf(Party.Pods party) {
        return byLabels.getOrDefault(clusters.canonical(party), new TreeSet<>());
    }

    /** The workloads that own a pod of this name; empty where nobody knows. */
    public SortedSet<WorkloadKey> workloadsOf(PodKey pod) {
        return byPod.getOrDefault(clusters.canonical(pod), new TreeSet<>());
    }

    /** Every workload that was seen or is in the inventory, also one whose pods carry no label that lasts. */
    public SortedSet<WorkloadKey> workloads() {
        TreeSet<WorkloadKey> all = new TreeSet<>(identityLabels.keySet());
        all.addAll(podLabels.keySet());
        return all;
    }

    /** Workloads that are known by their labels only. */
    public SortedSet<WorkloadKey> namedByLabels() {
        return Collections.unmodifiableSortedSet(guessless);
    }

    /** The label sets of a workload's pods as the API server has them, with when; identities' where not known. */
    SortedMap<Labels, Span> podLabels(WorkloadKey workload) {
        SortedMap<Labels, Span> known = podLabels.get(workload);
        return known != null ? known : identityLabels.getOrDefault(workload, new TreeMap<>());
    }

    /** The label sets of a workload's identities as Cilium reported them; empty where it did not. */
    SortedMap<Labels, Span> identityLabels(WorkloadKey workload) {
        return identityLabels.getOrDefault(workload, new TreeMap<>());
    }

    /** The nodes on which pods of the workload were seen as endpoints of the reporting node. */
    SortedSet<String> nodesOf(WorkloadKey workload) {
        return nodes.getOrDefault(workload, new TreeSet<>());
    }

    /** What socket calls showed of the addresses of services. */
    public Translations translations() {
        return translations;
    }

    public Inventory inventory() {
        return inventory;
    }

    ClusterNames clusters() {
        return clusters;
    }
}
