package io.policap.infer.inventory;

import static java.util.Objects.requireNonNull;

import io.policap.infer.label.Labels;

/**
 * A namespace with its labels; {@code kubernetes.io/metadata.name} is always among them.
 *
 * @param cluster the cluster's name
 * @param name the namespace's name
 * @param labels its labels
 */
public record NamespaceRecord(String cluster, String name, Labels labels) {
    public NamespaceRecord {
        requireNonNull(cluster, "cluster");
        requireNonNull(name, "name");
        requireNonNull(labels, "labels");
    }
}
