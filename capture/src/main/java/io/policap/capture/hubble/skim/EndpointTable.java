package io.policap.capture.hubble.skim;

import io.policap.capture.hubble.event.EndpointFields;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The endpoints that repeat, recognised by the bytes of their whole JSON object.
 *
 * <p>A table of fixed size in which a newcomer takes the place of what was there. Not safe for several threads.
 */
final class EndpointTable {
    private static final int SLOTS = 1 << 13;
    /** Longer objects are read anew each time: they would fill the memory. */
    private static final int LONGEST = 2_048;
    /** The bytes that the slot depends on: the numbers of the endpoint and of its identity stand first. */
    private static final int HASHED = 24;

    /** An endpoint with its text; the number tells it from every other one that was here. */
    static final class Known {
        final byte[] bytes;
        final EndpointFields fields;
        final int number;

        private Known(byte[] bytes, EndpointFields fields, int number) {
            this.bytes = bytes;
            this.fields = fields;
            this.number = number;
        }

        private boolean stands(byte[] line, int from, int limit) {
            int length = bytes.length;
            return limit - from > length && Arrays.equals(bytes, 0, length, line, from, from + length);
        }
    }

    private final @Nullable Known[] table = new @Nullable Known[SLOTS];
    private int count;

    /** The slot of the object that begins here, for an end with this address. */
    static int slot(byte[] line, int from, String address) {
        long hash = Words.mix(Words.hash(line, from, from + HASHED), address.hashCode());
        return (int) hash & (SLOTS - 2);
    }

    /** The endpoint of the slot if its text stands here. */
    @Nullable
    Known at(int slot, byte[] line, int from, int limit) {
        Known known = table[slot];
        if (known != null && known.stands(line, from, limit)) {
            return known;
        }
        known = table[slot + 1];
        return known != null && known.stands(line, from, limit) ? known : null;
    }

    /** Keeps an endpoint if it is small enough; each slot has room for two. */
    @Nullable
    Known keep(int slot, byte[] line, int from, int to, EndpointFields fields) {
        if (to - from > LONGEST) {
            return null;
        }
        Known known = new Known(Arrays.copyOfRange(line, from, to), fields.shared(), ++count);
        table[slot + 1] = table[slot];
        table[slot] = known;
        return known;
    }
}
