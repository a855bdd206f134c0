package io.policap.infer.baseline;

import io.policap.infer.flow.SkipReason;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The account of what was read: {@code read = used + all skipped}.
 *
 * @param read records read, weighted
 * @param used records that became evidence, weighted
 * @param skipped records that did not, weighted, by reason
 */
public record Books(long read, long used, SortedMap<SkipReason, Long> skipped) {
    public static final Books EMPTY = new Books(0, 0, new TreeMap<>());

    public Books {
        skipped = Collections.unmodifiableSortedMap(new TreeMap<>(skipped));
    }

    public long skippedTotal() {
        long sum = 0;
        for (long count : skipped.values()) {
            sum = Counts.plus(sum, count);
        }
        return sum;
    }

    public boolean balance() {
        return read == Counts.plus(used, skippedTotal());
    }
}
