package io.policap.capture.hubble.wire;

import io.policap.capture.hubble.event.EndpointFields;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Endpoints that repeat, recognised by the bytes of their message.
 *
 * <p>A table of fixed size: two places for each hash, the newcomer takes that of the longer unused. Not safe for several
 * threads.
 */
final class SharedEndpoints {
    /** Places; an endpoint of the usual length takes about 1 KiB. */
    private static final int SLOTS = 1 << 13;

    /** Bytes and labels of the largest endpoint that is kept. */
    private static final int LONGEST = 2_048;

    private static final int MOST_LABELS = 64;

    /** The number and the identity stand first, pod, workload and cluster last; the labels go with the identity. */
    private static final int HASHED_FIRST = 24;

    private static final int HASHED_LAST = 96;

    private final @Nullable Entry[] table = new @Nullable Entry[SLOTS];

    private record Entry(byte[] bytes, EndpointFields fields) {}

    /** The endpoint of these bytes, null where it is not known. */
    @Nullable
    EndpointFields find(byte[] bytes, int from, int to) {
        int slot = slot(bytes, from, to);
        Entry recent = table[slot];
        if (recent != null && same(recent, bytes, from, to)) {
            return recent.fields;
        }
        Entry older = table[slot + 1];
        if (older != null && same(older, bytes, from, to)) {
            table[slot + 1] = recent;
            table[slot] = older;
            return older.fields;
        }
        return null;
    }

    /** Remembers what was read from these bytes. Returns what stands for it from now on. */
    EndpointFields remember(byte[] bytes, int from, int to, EndpointFields fields) {
        if (to - from > LONGEST || fields.labels.size() > MOST_LABELS) {
            return fields;
        }
        int slot = slot(bytes, from, to);
        EndpointFields shared = fields.shared();
        table[slot + 1] = table[slot];
        table[slot] = new Entry(Arrays.copyOfRange(bytes, from, to), shared);
        return shared;
    }

    private static boolean same(Entry entry, byte[] bytes, int from, int to) {
        return Arrays.equals(entry.bytes, 0, entry.bytes.length, bytes, from, to);
    }

    private static int slot(byte[] bytes, int from, int to) {
        int middle = Math.min(to, from + HASHED_FIRST);
        long hash = WireHash.of(bytes, from, middle, to - from);
        hash = WireHash.of(bytes, Math.max(middle, to - HASHED_LAST), to, hash);
        return (int) (hash >>> 32) & (SLOTS - 2);
    }
}
