package io.policap.infer.inventory;

import static java.util.Objects.requireNonNull;

import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/** The name of a pod: cluster, namespace, name. */
public record PodKey(String cluster, String namespace, String name) implements Comparable<PodKey> {
    private static final Comparator<PodKey> ORDER = Comparator.comparing(PodKey::cluster)
            .thenComparing(PodKey::namespace)
            .thenComparing(PodKey::name);

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
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return namespace + "/" + name;
    }
}
