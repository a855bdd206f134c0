package io.policap.capture.hubble.collect;

/** A set of fingerprints of a size known from the start; the one of two zeros stands for none and is never in it. */
final class FingerprintIndex {
    private final long[] highs;
    private final long[] lows;
    private final int mask;

    FingerprintIndex(int size) {
        int slots = Integer.highestOneBit(Math.max(8, size) * 2 - 1) * 2;
        highs = new long[slots];
        lows = new long[slots];
        mask = slots - 1;
    }

    void add(long high, long low) {
        int at = slot(high, low);
        while ((highs[at] | lows[at]) != 0) {
            if (highs[at] == high && lows[at] == low) {
                return;
            }
            at = (at + 1) & mask;
        }
        highs[at] = high;
        lows[at] = low;
    }

    boolean contains(long high, long low) {
        int at = slot(high, low);
        while ((highs[at] | lows[at]) != 0) {
            if (highs[at] == high && lows[at] == low) {
                return true;
            }
            at = (at + 1) & mask;
        }
        return false;
    }

    private int slot(long high, long low) {
        long mixed = (high ^ Long.rotateLeft(low, 32)) * 0x9E37_79B9_7F4A_7C15L;
        return (int) (mixed >>> 32) & mask;
    }
}
