package io.policap.infer.policy.from;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The labels that every policy of ours carries. */
final class OwnMetadata {
    static final SortedMap<String, String> LABELS =
            Collections.unmodifiableSortedMap(new TreeMap<>(Map.of("app.kubernetes.io/managed-by", "policap")));

    private OwnMetadata() {}
}
