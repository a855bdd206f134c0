package io.policap.infer.policy.cilium;

import io.policap.infer.label.Labels;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which pod labels become part of an identity in Cilium; a selector on any other label matches nothing.
 *
 * <p>Keys carry no source prefix.
 */
public interface CiliumLabelFilter {
    boolean keeps(String key);

    /** The filter that keeps every label. */
    static CiliumLabelFilter all() {
        return key -> true;
    }

    /** The filter that keeps just these keys: for clusters whose identities were seen. */
    static CiliumLabelFilter of(Set<String> keys) {
        Set<String> kept = new TreeSet<>(keys);
        return kept::contains;
    }

    /** The filter that the agent has by default (Cilium, pkg/labelsfilter). */
    static CiliumLabelFilter byDefault() {
        return CiliumLabelFilter::keptByDefault;
    }

    /** The labels that are kept. */
    default Labels filter(Labels labels) {
        TreeMap<String, String> kept = new TreeMap<>();
        for (Map.Entry<String, String> label : labels.map().entrySet()) {
            if (keeps(label.getKey())) {
                kept.put(label.getKey(), label.getValue());
            }
        }
        return kept.size() == labels.map().size() ? labels : Labels.of(kept);
    }

    private static boolean keptByDefault(String key) {
        int included = longest(key, DefaultPrefixes.INCLUDED);
        if (included > 0) {
            // The longest inclusion wins over the shortest exclusion; the defaults never tie.
            return true;
        }
        return longest(key, DefaultPrefixes.EXCLUDED) == 0 && !key.contains("beta.kubernetes.io");
    }

    private static int longest(String key, List<String> prefixes) {
        int longest = 0;
        for (String prefix : prefixes) {
            if (key.startsWith(prefix)) {
                longest = Math.max(longest, prefix.length());
            }
        }
        return longest;
    }
}
