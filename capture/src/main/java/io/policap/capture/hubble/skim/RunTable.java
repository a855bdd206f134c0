package io.policap.capture.hubble.skim;

import io.policap.capture.hubble.event.HubbleRecord;
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

    private final @Nullable Run[] table;
    private final int fields;
    private final int hashed;
    private int slot;
    private int from;
    private int seenBefore;

    /**
     * An empty table.
     *
     * @param fields what a run of it may hold
     * @param slots a power of two
     * @param hashed how many bytes from its beginning the slot of a run depends on
     */
    RunTable(int fields, int slots, int hashed) {
        this.fields = fields;
        this.table = new @Nullable Run[slots];
        this.hashed = hashed;
    }

    /**
     * The run that stands here; where none does, one may begin here, to be kept when its end is known.
     *
     * @param seen the fields of the flow before it
     * @param hint what the run also depends on
     */
    @Nullable
    Run begin(byte[] line, int at, int limit, int seen, int hint) {
        long hash = Words.mix(Words.hash(line, at, at + hashed), hint);
        from = at;
        seenBefore = seen;
        slot = (int) hash & (table.length - 2);
        if ((seen & fields) != 0) {
            return null;
        }
        Run known = table[slot];
        if (known != null && known.stands(line, at, limit)) {
            return (known.seen & seen) == 0 ? known : null;
        }
        known = table[slot + 1];
        return known != null && known.stands(line, at, limit) && (known.seen & seen) == 0 ? known : null;
    }

    /** Keeps the run that began, if it is fit for it; each slot has room for two. */
    void keep(byte[] line, int to, int seen, HubbleRecord record) {
        int added = seen & ~seenBefore;
        if ((seenBefore & fields) == 0 && (added & ~fields) == 0 && to - from <= LONGEST) {
            table[slot + 1] = table[slot];
            table[slot] = new Run(Arrays.copyOfRange(line, from, to), added, record);
        }
    }
}
