package io.policap.infer.policy.rollout;

import io.policap.infer.inventory.WorkloadKey;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What the user takes upon himself although it is not ready (R16, R17).
 *
 * @param all everything
 * @param names {@code namespace/workload} for a workload, {@code namespace} for a namespace's default-deny
 */
public record Accepted(boolean all, SortedSet<String> names) {
    public static final Accepted NOTHING = new Accepted(false, new TreeSet<>());
    public static final Accepted EVERYTHING = new Accepted(true, new TreeSet<>());

    public Accepted {
        names = Collections.unmodifiableSortedSet(new TreeSet<>(names));
    }

    public boolean workload(WorkloadKey key) {
        return all
                || names.contains(key.shortName())
                || names.contains(key.namespace() + "/" + key.kind() + "/" + key.name());
    }

    public boolean namespace(String name) {
        return all || names.contains(name);
    }
}
