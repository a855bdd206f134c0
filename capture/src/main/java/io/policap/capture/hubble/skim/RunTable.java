package io.policap.capture.hubble.skim;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The runs that repeat, found by a few of their bytes and recognised by all of them.
 *
 * <p>A table of fixed size in which a newcomer takes the place of what was there. Not safe for several threads.
 */
final class RunTable {
    /** Longer runs are read anew each time: they would fill the memory. */
    private static final int LONGEST = 1_024;
    /** Every so manieth byte counts for the slot. */
    private static final int STEP = 4;

    private final @Nullable Run[] table;
    private final int hashed;

    /**
     * An empty table.
     *
     * @param slots a power of two
     * @param hashed how many bytes from its beginning the slot of a run depends on
     */
    RunTable(int slots, int hashed) {
        this.table = new @Nullable Run[slots];
        this.hashed = hashed;
    }

    int slot(byte[] line, int from, int limit, int hint) {
        int hash = hint;
        int end = Math.min(from + hashed, limit);
        for (int i = from; i < end; i += STEP) {
            hash = 31 * hash + line[i];
        }
        hash *= 0x9E3779B1;
        return hash >>> (32 - Integer.numberOfTrailingZeros(table.length));
    }

    /** The run of the slot if its text stands here. */
    @Nullable
    Run at(int slot, byte[] line, int from, int limit) {
        Run known = table[slot];
        if (known == null) {
            return null;
        }
        int length = known.bytes.length;
        return limit - from > length && Arrays.equals(known.bytes, 0, length, line, from, from + length) ? known : null;
    }

    void keep(int slot, Run run) {
        table[slot] = run;
    }

    static boolean fits(int length) {
        return length <= LONGEST;
    }
}
