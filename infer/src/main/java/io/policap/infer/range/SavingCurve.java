package io.policap.infer.range;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The smallest surplus, in addresses, at which exactly so many entries are saved, for every number up to the most that a
 * budget allows.
 */
final class SavingCurve {
    /** Ways of two curves together that are weighed one by one; more take seconds. */
    static final long MOST_PAIRS = 1L << 24;

    /** Says that so many cannot be saved, or not exactly. */
    static final long NEVER = Long.MAX_VALUE / 8;

    /** Nothing to save. */
    static final SavingCurve NONE = new SavingCurve(new long[] {0});

    private final long[] prices;

    private SavingCurve(long[] prices) {
        this.prices = prices;
    }

    /** The most entries that can be saved. */
    int most() {
        return prices.length - 1;
    }

    /** The surplus for saving exactly so many, {@link #NEVER} where that cannot be. */
    long price(int saved) {
        return saved >= 0 && saved < prices.length ? prices[saved] : NEVER;
    }

    /** What both save together. */
    SavingCurve plus(SavingCurve other, long budget) {
        if ((long) prices.length * other.prices.length > MOST_PAIRS) {
            return hull().plusHull(other.hull(), most() + other.most(), budget);
        }
        long[] sums = new long[prices.length + other.prices.length - 1];
        Arrays.fill(sums, NEVER);
        for (int i = 0; i < prices.length; i++) {
            for (int j = 0; j < other.prices.length && prices[i] < NEVER; j++) {
                long sum = prices[i] + other.prices[j];
                if (sum <= budget && sum < sums[i + j]) {
                    sums[i + j] = sum;
                }
            }
        }
        return trimmed(sums);
    }

    /** The same with one more way. */
    SavingCurve or(int saved, long price) {
        long[] more = Arrays.copyOf(prices, Math.max(prices.length, saved + 1));
        Arrays.fill(more, prices.length, more.length, NEVER);
        more[saved] = Math.min(more[saved], price);
        return new SavingCurve(more);
    }

    private static SavingCurve trimmed(long[] prices) {
        int length = prices.length;
        while (length > 1 && prices[length - 1] >= NEVER) {
            length--;
        }
        return new SavingCurve(Arrays.copyOf(prices, length));
    }

    /** The corners of the lower convex hull of a curve, from 0 on. */
    private record Hull(List<long[]> corners) {
        SavingCurve plusHull(Hull other, int most, long budget) {
            long[] sums = new long[most + 1];
            Arrays.fill(sums, NEVER);
            int i = 0;
            int j = 0;
            long saved = 0;
            long price = 0;
            while (price <= budget) {
                sums[(int) saved] = price;
                double here = slope(i);
                double there = other.slope(j);
                if (here == Double.POSITIVE_INFINITY && there == Double.POSITIVE_INFINITY) {
                    break;
                }
                Hull next = here <= there ? this : other;
                int at = here <= there ? i++ : j++;
                saved += next.corners.get(at + 1)[0] - next.corners.get(at)[0];
                price += next.corners.get(at + 1)[1] - next.corners.get(at)[1];
            }
            return trimmed(sums);
        }

        private double slope(int from) {
            return from + 1 < corners.size()
                    ? SavingCurve.slope(corners.get(from), corners.get(from + 1))
                    : Double.POSITIVE_INFINITY;
        }
    }

    private Hull hull() {
        List<long[]> corners = new ArrayList<>();
        for (int i = 0; i < prices.length; i++) {
            if (prices[i] >= NEVER) {
                continue;
            }
            long[] next = {i, prices[i]};
            while (corners.size() >= 2
                    && slope(corners.get(corners.size() - 2), corners.get(corners.size() - 1))
                            >= slope(corners.get(corners.size() - 1), next)) {
                corners.remove(corners.size() - 1);
            }
            corners.add(next);
        }
        return new Hull(corners);
    }

    private static double slope(long[] from, long[] to) {
        return (double) (to[1] - from[1]) / (to[0] - from[0]);
    }
}
