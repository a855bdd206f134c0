package io.policap.capture.packet.join;

import io.policap.capture.packet.connection.Leg;
import java.util.Arrays;

/** Sorts rows of legs by a time each, digit by digit: legs are many, and few of them have the same time. */
final class TimeOrder {
    private static final int DIGIT_BITS = 12;
    private static final int DIGITS = 1 << DIGIT_BITS;

    /** Rows handled by one call: a method that is called often is compiled sooner than a loop that runs long. */
    private static final int BLOCK = 64;

    /** A row with its leg. */
    private record Placed(int row, Leg leg) {}

    private final HeldLegs held;
    private final LegOrder ties;
    private final long[] times;
    private final int[] counts = new int[DIGITS];
    private long least = Long.MAX_VALUE;
    private long most = Long.MIN_VALUE;
    private int[] rows;
    private int[] sorted;

    private TimeOrder(HeldLegs held, LegOrder ties) {
        this.held = held;
        this.ties = ties;
        this.times = new long[held.size()];
        this.rows = new int[held.size()];
        this.sorted = new int[held.size()];
    }

    /** The legs in the order of their first packets, and then in that of {@code ties}. */
    static int[] byFirst(HeldLegs held, LegOrder ties) {
        TimeOrder order = new TimeOrder(held, ties);
        for (int row = 0; row < order.times.length; row++) {
            order.take(row, held.first(row));
        }
        return order.sort();
    }

    /** The legs in the order of their last packets, and then in that of {@code ties}. */
    static int[] byLast(HeldLegs held, LegOrder ties) {
        TimeOrder order = new TimeOrder(held, ties);
        for (int row = 0; row < order.times.length; row++) {
            order.take(row, held.last(row));
        }
        return order.sort();
    }

    private void take(int row, long time) {
        rows[row] = row;
        times[row] = time;
        least = Math.min(least, time);
        most = Math.max(most, time);
    }

    private int[] sort() {
        // As unsigned numbers, so that no range is too wide.
        int bits = times.length == 0 ? 0 : Long.SIZE - Long.numberOfLeadingZeros(most - least);
        for (int shift = 0; shift < bits; shift += DIGIT_BITS) {
            byDigit(shift);
        }
        int to;
        for (int from = 0; from < rows.length; from = to) {
            to = endOfTie(from);
            if (to - from > 1) {
                sortTies(from, to);
            }
        }
        return rows;
    }

    private void byDigit(int shift) {
        Arrays.fill(counts, 0);
        for (int from = 0; from < rows.length; from += BLOCK) {
            count(shift, from, Math.min(from + BLOCK, rows.length));
        }
        int before = 0;
        for (int digit = 0; digit < DIGITS; digit++) {
            int count = counts[digit];
            counts[digit] = before;
            before += count;
        }
        for (int from = 0; from < rows.length; from += BLOCK) {
            place(shift, from, Math.min(from + BLOCK, rows.length));
        }
        int[] free = rows;
        rows = sorted;
        sorted = free;
    }

    private void count(int shift, int from, int to) {
        for (int i = from; i < to; i++) {
            counts[(int) (times[i] - least >>> shift) & DIGITS - 1]++;
        }
    }

    private void place(int shift, int from, int to) {
        for (int i = from; i < to; i++) {
            int row = rows[i];
            sorted[counts[(int) (times[row] - least >>> shift) & DIGITS - 1]++] = row;
        }
    }

    private int endOfTie(int from) {
        int to = from + 1;
        while (to < rows.length && times[rows[to]] == times[rows[from]]) {
            to++;
        }
        return to;
    }

    private void sortTies(int from, int to) {
        Placed[] tied = new Placed[to - from];
        for (int i = from; i < to; i++) {
            tied[i - from] = new Placed(rows[i], held.leg(rows[i]));
        }
        Arrays.sort(tied, (left, right) -> ties.compare(left.leg, right.leg));
        for (int i = from; i < to; i++) {
            rows[i] = tied[i - from].row;
        }
    }
}
