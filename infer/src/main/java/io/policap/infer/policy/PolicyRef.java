package io.policap.infer.policy;

import static java.util.Objects.requireNonNull;

import java.util.Comparator;

/**
 * The name of a policy: kind, namespace (empty for a cluster-wide one) and name.
 *
 * @param kind its kind
 * @param namespace its namespace, empty for a cluster-wide policy
 * @param name its name
 */
public record PolicyRef(PolicyKind kind, String namespace, String name) implements Comparable<PolicyRef> {
    private static final Comparator<PolicyRef> ORDER = Comparator.comparing(PolicyRef::kind)
            .thenComparing(PolicyRef::namespace)
            .thenComparing(PolicyRef::name);

    public PolicyRef {
        requireNonNull(kind, "kind");
        requireNonNull(namespace, "namespace");
        requireNonNull(name, "name");
    }

    @Override
    public int compareTo(PolicyRef other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return kind.kind() + " " + (namespace.isEmpty() ? name : namespace + "/" + name);
    }
}
