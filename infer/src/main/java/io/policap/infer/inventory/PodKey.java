package io.policap.infer.inventory;

import static java.util.Objects.requireNonNull;

import java.util.Comparator;

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
    public int compareTo(PodKey other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return namespace + "/" + name;
    }
}
