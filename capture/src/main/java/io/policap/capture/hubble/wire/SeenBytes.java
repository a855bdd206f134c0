package io.policap.capture.hubble.wire;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What was made of bytes that were seen before.
 *
 * <p>A table of fixed size: two places for each hash, of which a newcomer takes that of the longer unused, so memory does
 * not grow with what is read. Not safe for several threads.
 */
final class SeenBytes<T> {
    private final @Nullable Entry<T>[] table;

    private record Entry<T>(byte[] bytes, T made) {}

    /** A table of so many places, a power of two. */
    @SuppressWarnings({"unchecked", "rawtypes"}) // An array of a generic type cannot be made otherwise.
    SeenBytes(int places) {
        this.table = (@Nullable Entry<T>[]) new Entry[places];
    }

    /** What was made of these bytes, null where they are new or were forgotten. */
    @Nullable
    T find(byte[] bytes, int from, int to, long hash) {
        int place = place(hash);
        Entry<T> recent = table[place];
        if (recent != null && same(recent, bytes, from, to)) {
            return recent.made;
        }
        Entry<T> older = table[place + 1];
        if (older != null && same(older, bytes, from, to)) {
            table[place + 1] = recent;
            table[place] = older;
            return older.made;
        }
        return null;
    }

    void put(byte[] bytes, int from, int to, long hash, T made) {
        int place = place(hash);
        table[place + 1] = table[place];
        table[place] = new Entry<>(Arrays.copyOfRange(bytes, from, to), made);
    }

    private int place(long hash) {
        return (int) (hash >>> 32) & (table.length - 2);
    }

    private static boolean same(Entry<?> entry, byte[] bytes, int from, int to) {
        return Arrays.equals(entry.bytes, 0, entry.bytes.length, bytes, from, to);
    }
}
