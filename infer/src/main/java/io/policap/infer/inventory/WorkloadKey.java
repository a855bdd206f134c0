package io.policap.infer.inventory;

import static java.util.Objects.requireNonNull;

import java.util.Comparator;

/**
 * The name of a workload: the topmost owner of its pods, or the pod itself where it has none.
 *
 * @param cluster the cluster's name, {@code default} where it is not known
 * @param namespace the namespace
 * @param kind the owner's kind as the API spells it: {@code Deployment}, {@code CronJob}, {@code Pod}
 * @param name the owner's name
 */
public record WorkloadKey(String cluster, String namespace, String kind, String name)
        implements Comparable<WorkloadKey> {
    /** The cluster's name where no source told it; also Cilium's own default. */
    public static final String DEFAULT_CLUSTER = "default";

    private static final Comparator<WorkloadKey> ORDER = Comparator.comparing(WorkloadKey::cluster)
            .thenComparing(WorkloadKey::namespace)
            .thenComparing(WorkloadKey::name)
            .thenComparing(WorkloadKey::kind);

    public WorkloadKey {
        requireNonNull(cluster, "cluster");
        requireNonNull(namespace, "namespace");
        requireNonNull(kind, "kind");
        requireNonNull(name, "name");
    }

    @Override
    public int compareTo(WorkloadKey other) {
        return ORDER.compare(this, other);
    }

    /** {@code namespace/name}, as users type it. */
    public String shortName() {
        return namespace + "/" + name;
    }

    /** {@code namespace/Kind/name}, with the cluster in front where it is not the default. */
    @Override
    public String toString() {
        String local = namespace + "/" + kind + "/" + name;
        return cluster.equals(DEFAULT_CLUSTER) ? local : cluster + ":" + local;
    }
}
