package io.policap.infer.flow;

import static java.util.Objects.requireNonNull;

import io.policap.infer.label.Labels;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What a source knew of one end of a flow, beyond its address.
 *
 * @param local whether the end is an endpoint of the reporting node (Hubble: its ID is not 0)
 * @param cluster the cluster's name, empty where not told
 * @param namespace the pod's namespace, empty where the end is no pod
 * @param pod the pod's name, empty where not told
 * @param labels the identity labels without their {@code k8s:} prefix and without Cilium's own
 *     {@code io.kubernetes.pod.namespace}, {@code io.cilium.k8s.*} ones; none where not told
 * @param reserved Cilium's reserved identities without prefix: {@code host}, {@code world}, {@code kube-apiserver}, ...
 * @param workloadKind the workload's kind, empty where not told
 * @param workloadName the workload's name, empty where not told
 * @param names DNS names by which the other end knew this one, sorted
 */
public record FlowEndpoint(
        boolean local,
        String cluster,
        String namespace,
        String pod,
        Labels labels,
        SortedSet<String> reserved,
        String workloadKind,
        String workloadName,
        List<String> names) {
    /** An end of which nothing but the address is known. */
    public static final FlowEndpoint UNKNOWN =
            new FlowEndpoint(false, "", "", "", Labels.NONE, new TreeSet<>(), "", "", List.of());

    public FlowEndpoint {
        requireNonNull(cluster, "cluster");
        requireNonNull(namespace, "namespace");
        requireNonNull(pod, "pod");
        requireNonNull(labels, "labels");
        requireNonNull(workloadKind, "workloadKind");
        requireNonNull(workloadName, "workloadName");
        reserved = Collections.unmodifiableSortedSet(new TreeSet<>(reserved));
        names = names.stream().distinct().sorted().toList();
    }

    /** Whether the source knew the end as a pod: by its name, or by its namespace and labels. */
    public boolean isPod() {
        return !namespace.isEmpty() && (!pod.isEmpty() || !labels.isEmpty());
    }
}
