package io.policap.infer.decision;

import static java.util.Objects.requireNonNull;

import io.policap.infer.inventory.WorkloadKey;

/**
 * A workload as people call it: {@code namespace/name} or {@code namespace/Kind/name}, with {@code cluster:} in front
 * where that matters. What is left out matches any.
 *
 * @param cluster the cluster, empty for any
 * @param namespace the namespace
 * @param kind the owner's kind as the API spells it, empty for any
 * @param name the owner's name
 */
public record WorkloadName(String cluster, String namespace, String kind, String name) {
    public WorkloadName {
        requireNonNull(cluster, "cluster");
        requireNonNull(namespace, "namespace");
        requireNonNull(kind, "kind");
        requireNonNull(name, "name");
        if (namespace.isEmpty() || name.isEmpty()) {
            throw new IllegalArgumentException("a workload has a namespace and a name");
        }
    }

    /** A workload of any kind, in any cluster. */
    public static WorkloadName of(String namespace, String name) {
        return new WorkloadName("", namespace, "", name);
    }

    public boolean matches(WorkloadKey key) {
        return namespace.equals(key.namespace())
                && name.equals(key.name())
                && (kind.isEmpty() || kind.equals(key.kind()))
                && (cluster.isEmpty() || cluster.equals(key.cluster()));
    }

    /** Whether some workload may be meant by both. */
    public boolean overlaps(WorkloadName other) {
        return namespace.equals(other.namespace)
                && name.equals(other.name)
                && (kind.isEmpty() || other.kind.isEmpty() || kind.equals(other.kind))
                && (cluster.isEmpty() || other.cluster.isEmpty() || cluster.equals(other.cluster));
    }

    @Override
    public String toString() {
        return (cluster.isEmpty() ? "" : cluster + ":") + namespace + "/" + (kind.isEmpty() ? "" : kind + "/") + name;
    }
}
