package io.policap.emit.lint.effect;

/**
 * The key of a label in a selector of Cilium, apart from its source.
 *
 * @param source {@code k8s}, {@code any}, {@code reserved}, ..., {@code any} where none is written
 * @param name the key without it
 */
record LabelKey(String source, String name) {
    static final String NAMESPACE = "io.kubernetes.pod.namespace";
    static final String NAMESPACE_LABELS = "io.cilium.k8s.namespace.labels.";

    static LabelKey of(String written) {
        int colon = written.indexOf(':');
        return colon < 0
                ? new LabelKey("any", written)
                : new LabelKey(written.substring(0, colon), written.substring(colon + 1));
    }

    /** Whether labels of Kubernetes can have it. */
    boolean isKubernetes() {
        return source.equals("any") || source.equals("k8s");
    }

    /** Whether it says which namespaces are meant. */
    boolean tellsNamespace() {
        return source.equals("reserved")
                || (isKubernetes() && (name.equals(NAMESPACE) || name.startsWith(NAMESPACE_LABELS)));
    }
}
