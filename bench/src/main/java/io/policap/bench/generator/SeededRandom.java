package io.policap.bench.generator;

/** A fast generator of random numbers (SplitMix64): the same seed gives the same numbers on every Java. */
final class SeededRandom {
    private long state;

    SeededRandom(long seed) {
        state = seed;
    }

    long next() {
        state += 0x9E3779B97F4A7C15L;
        long mixed = (state ^ (state >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }

    /** A number from 0 to below {@code bound}. */
    int below(int bound) {
        return (int) (((next() >>> 32) * bound) >>> 32);
    }

    boolean percent(int percent) {
        return below(100) < percent;
    }

    <T> T oneOf(T[] values) {
        return values[below(values.length)];
    }
}
