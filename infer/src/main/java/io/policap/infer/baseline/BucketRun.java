package io.policap.infer.baseline;

/**
 * Consecutive ten-minute intervals, numbered from the epoch.
 *
 * @param first the first interval's number
 * @param last the last interval's number, at least {@code first}
 */
public record BucketRun(long first, long last) {
    /** Intervals of the longest run that counts: 600 years, more than the clocks of captures can span. */
    public static final long LONGEST = 600L * 366 * 24 * 6;

    public BucketRun {
        if (last < first) {
            throw new IllegalArgumentException("bucket run " + first + "-" + last + " ends before it begins");
        }
    }

    public long size() {
        return last - first + 1;
    }
}
