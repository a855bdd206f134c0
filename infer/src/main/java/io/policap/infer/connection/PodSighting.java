package io.policap.infer.connection;

import static java.util.Objects.requireNonNull;

import io.policap.infer.inventory.PodKey;
import io.policap.infer.label.Labels;
import org.jspecify.annotations.Nullable;

/**
 * That a pod of this name carried these labels, and perhaps whose pod it was; joins endpoints to workloads.
 *
 * @param pod the pod's name
 * @param labels its labels without those that differ between replicas
 * @param identity whether the labels are those of a Cilium identity, so that Cilium can select on them
 * @param workloadKind the workload's kind, empty where the source did not tell
 * @param workloadName the workload's name, empty where the source did not tell
 * @param node the node it ran on, empty where the source did not tell
 */
public record PodSighting(
        PodKey pod, Labels labels, boolean identity, String workloadKind, String workloadName, String node)
        implements Comparable<PodSighting> {
    public PodSighting {
        requireNonNull(pod, "pod");
        requireNonNull(labels, "labels");
        requireNonNull(workloadKind, "workloadKind");
        requireNonNull(workloadName, "workloadName");
        requireNonNull(node, "node");
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other
                || (other instanceof PodSighting sighting
                        && pod.equals(sighting.pod)
                        && labels.equals(sighting.labels)
                        && identity == sighting.identity
                        && workloadKind.equals(sighting.workloadKind)
                        && workloadName.equals(sighting.workloadName)
                        && node.equals(sighting.node));
    }

    @Override
    public int hashCode() {
        return pod.hashCode() * 31 + labels.hashCode();
    }

    @Override
    public int compareTo(PodSighting other) {
        int order = pod.compareTo(other.pod);
        order = order != 0 ? order : labels.compareTo(other.labels);
        order = order != 0 ? order : Boolean.compare(identity, other.identity);
        order = order != 0 ? order : workloadKind.compareTo(other.workloadKind);
        order = order != 0 ? order : workloadName.compareTo(other.workloadName);
        return order != 0 ? order : node.compareTo(other.node);
    }
}
