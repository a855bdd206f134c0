package io.policap.infer.policy.from;

import io.policap.infer.inventory.WorkloadKey;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The labels and annotations that policies of ours carry. */
final class OwnMetadata {
    static final SortedMap<String, String> LABELS =
            Collections.unmodifiableSortedMap(new TreeMap<>(Map.of("app.kubernetes.io/managed-by", "policap")));

    /** The annotation that names the workload a policy was learned for: {@code Kind/name}. */
    static final String WORKLOAD = "policap.io/workload";

    private OwnMetadata() {}

    static SortedMap<String, String> annotations(WorkloadKey workload) {
        return new TreeMap<>(Map.of(WORKLOAD, workload.kind() + "/" + workload.name()));
    }
}
