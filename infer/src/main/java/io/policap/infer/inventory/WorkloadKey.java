package io.policap.infer.inventory;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

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

    public WorkloadKey {
        requireNonNull(cluster, "cluster");
        requireNonNull(namespace, "namespace");
        requireNonNull(kind, "kind");
        requireNonNull(name, "name");
    }

    // Written out, as what a record and a comparator have of their own is slow until it is compiled.
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof WorkloadKey key
                && name.equals(key.name)
                && namespace.equals(key.namespace)
                && kind.equals(key.kind)
                && cluster.equals(key.cluster);
    }

    @Override
    public int hashCode() {
        return ((cluster.hashCode() * 31 + namespace.hashCode()) * 31 + kind.hashCode()) * 31 + name.hashCode();
    }

    @Override
    public int compareTo(WorkloadKey other) {
        int byCluster = cluster.compareTo(other.cluster);
        int byNamespace = byCluster != 0 ? byCluster : namespace.compareTo(other.namespace);
        int byName = byNamespace != 0 ? byNamespace : name.compareTo(other.name);
        return byName != 0 ? byName : kind.compareTo(other.kind);
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
