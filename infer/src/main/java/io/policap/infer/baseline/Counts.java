package io.policap.infer.baseline;

/**
 * Sums of counters from 0 that stay at {@link Long#MAX_VALUE} instead of overflowing.
 *
 * <p>Weights come from outside and may be as large as a long; a sum that sticks is still associative and commutative.
 */
final class Counts {
    private Counts() {}

    static long plus(long left, long right) {
        long sum = left + right;
        return sum < 0 ? Long.MAX_VALUE : sum;
    }
}
