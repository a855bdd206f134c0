package io.policap.infer.inventory;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/** The name of a pod: cluster, namespace, name. */
public record PodKey(String cluster, String namespace, String name) implements Comparable<PodKey> {
    public PodKey {
        requireNonNull(cluster, "cluster");
        requireNonNull(namespace, "namespace");
        requireNonNull(name, "name");
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof PodKey key
                && name.equals(key.name)
                && namespace.equals(key.namespace)
                && cluster.equals(key.cluster);
    }

    @Override
    public int hashCode() {
        return (name.hashCode() * 31 + namespace.hashCode()) * 31 + cluster.hashCode();
    }

    @Override
    public int compareTo(PodKey other) {
        int byCluster = cluster.compareTo(other.cluster);
        int byNamespace = byCluster != 0 ? byCluster : namespace.compareTo(other.namespace);
        return byNamespace != 0 ? byNamespace : name.compareTo(other.name);
    }

    @Override
    public String toString() {
        return namespace + "/" + name;
    }
}
