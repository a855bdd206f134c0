package io.policap.infer.label;

import java.util.List;

/**
 * Which pod labels Cilium keeps on an identity: a selector on any other label matches nothing.
 *
 * <p>The default is that of Cilium's {@code pkg/labelsfilter}; a cluster changes it with the agent's {@code --labels}.
 * Keys are compared by prefix; the longest kept prefix beats a dropped one.
 *
 * @param kept prefixes of keys to keep; when not empty and {@code exclusive}, nothing else is kept
 * @param dropped prefixes of keys to drop
 * @param exclusive whether only what {@code kept} names is kept
 */
public record CiliumLabelFilter(List<String> kept, List<String> dropped, boolean exclusive) {
    /** Cilium's default filter. */
    public static final CiliumLabelFilter DEFAULT = new CiliumLabelFilter(
            List.of(
                    "io.kubernetes.pod.namespace",
                    "io.cilium.k8s.namespace.labels",
                    "app.kubernetes.io",
                    "io.cilium.k8s.policy.cluster",
                    "io.cilium.k8s.policy.serviceaccount"),
            List.of(
                    "io.kubernetes",
                    "kubernetes.io",
                    "statefulset.kubernetes.io/pod-name",
                    "apps.kubernetes.io/pod-index",
                    "batch.kubernetes.io/job-completion-index",
                    "batch.kubernetes.io/controller-uid",
                    "beta.kubernetes.io",
                    "topology.kubernetes.io",
                    "k8s.io",
                    "pod-template-generation",
                    "pod-template-hash",
                    "controller-revision-hash",
                    "controller-uid",
                    "annotation.",
                    "etcd_node"),
            false);

    public CiliumLabelFilter {
        kept = List.copyOf(kept);
        dropped = List.copyOf(dropped);
    }

    /**
     * The filter of an agent's {@code --labels} value: prefixes separated by spaces or commas, {@code !} drops.
     *
     * <p>As in Cilium, a list with any prefix to keep keeps nothing else but Cilium's own labels.
     */
    public static CiliumLabelFilter parse(String text) {
        List<String> parts = List.of(text.trim().split("[,\\s]+"));
        List<String> keep = parts.stream()
                .filter(part -> !part.isEmpty() && !part.startsWith("!"))
                .map(CiliumLabelFilter::withoutSource)
                .toList();
        List<String> drop = parts.stream()
                .filter(part -> part.startsWith("!"))
                .map(part -> withoutSource(part.substring(1)))
                .toList();
        return new CiliumLabelFilter(keep, drop, !keep.isEmpty());
    }

    private static String withoutSource(String prefix) {
        String key = prefix.startsWith("k8s:") ? prefix.substring(4) : prefix;
        return key.endsWith(".*") ? key.substring(0, key.length() - 2) : key;
    }

    /** Whether Cilium keeps a label with this key. */
    public boolean keeps(String key) {
        int keep = longest(kept, key);
        int drop = longest(dropped, key);
        if (keep >= 0) {
            return drop < 0 || keep >= drop;
        }
        return drop < 0 && !exclusive;
    }

    /** The labels that Cilium keeps. */
    public Labels filter(Labels labels) {
        java.util.TreeMap<String, String> filtered = new java.util.TreeMap<>(labels.map());
        filtered.keySet().removeIf(key -> !keeps(key));
        return Labels.of(filtered);
    }

    private static int longest(List<String> prefixes, String key) {
        int longest = -1;
        for (String prefix : prefixes) {
            boolean matches = key.startsWith(prefix) || (prefix.equals("beta.kubernetes.io") && key.contains(prefix));
            if (matches) {
                longest = Math.max(longest, prefix.length());
            }
        }
        return longest;
    }
}
