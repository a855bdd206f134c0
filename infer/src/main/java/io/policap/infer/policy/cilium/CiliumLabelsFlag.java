package io.policap.infer.policy.cilium;

import java.util.List;

/** The value of the agent's {@code --labels} flag, for clusters that changed which labels identities carry. */
public final class CiliumLabelsFlag {
    private CiliumLabelsFlag() {}

    /**
     * The filter of such a value: key prefixes separated by spaces or commas, {@code !} drops, {@code k8s:} is optional.
     *
     * <p>As in Cilium, a list with any prefix to keep keeps nothing else but Cilium's own labels; where a kept and a
     * dropped prefix both match, the longer one counts.
     */
    public static CiliumLabelFilter parse(String text) {
        List<String> parts = List.of(text.trim().split("[,\\s]+"));
        List<String> keep = parts.stream()
                .filter(part -> !part.isEmpty() && !part.startsWith("!"))
                .map(CiliumLabelsFlag::withoutSource)
                .toList();
        List<String> drop = parts.stream()
                .filter(part -> part.startsWith("!"))
                .map(part -> withoutSource(part.substring(1)))
                .toList();
        return key -> {
            int kept = Math.max(longest(keep, key), key.startsWith("io.cilium.k8s.") ? key.length() : -1);
            int dropped = longest(drop, key);
            return kept >= 0 ? kept >= dropped : dropped < 0 && keep.isEmpty();
        };
    }

    private static String withoutSource(String prefix) {
        String key = prefix.startsWith("k8s:") ? prefix.substring("k8s:".length()) : prefix;
        return key.endsWith(".*") ? key.substring(0, key.length() - 2) : key;
    }

    private static int longest(List<String> prefixes, String key) {
        int longest = -1;
        for (String prefix : prefixes) {
            if (key.startsWith(prefix)) {
                longest = Math.max(longest, prefix.length());
            }
        }
        return longest;
    }
}
