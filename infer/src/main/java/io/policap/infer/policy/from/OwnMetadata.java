package io.policap.infer.policy.from;

import io.policap.infer.inventory.WorkloadKey;
import io.policap.infer.policy.Policy;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The labels and annotations that policies of ours carry. */
public final class OwnMetadata {
    private static final String MANAGED_BY = "app.kubernetes.io/managed-by";
    private static final String OWNER = "policap";

    static final SortedMap<String, String> LABELS =
            Collections.unmodifiableSortedMap(new TreeMap<>(Map.of(MANAGED_BY, OWNER)));

    /** The annotation that names the workload a policy was learned for: {@code Kind/name}. */
    private static final String WORKLOAD = "policap.io/workload";

    private OwnMetadata() {}

    /** Whether policap wrote the policy. */
    public static boolean isOurs(Policy policy) {
        return OWNER.equals(policy.labels().get(MANAGED_BY));
    }

    /** The workload that a policy was learned for, {@code Kind/name}; empty where it names none. */
    public static String workload(Policy policy) {
        return policy.annotations().getOrDefault(WORKLOAD, "");
    }

    static SortedMap<String, String> annotations(WorkloadKey workload) {
        return new TreeMap<>(Map.of(WORKLOAD, workload.kind() + "/" + workload.name()));
    }
}
