package io.policap.capture.packet.content;

import io.policap.infer.net.Ip;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Messages of DNS that were read before, recognised by their bytes: all clients ask the same, and a resolver answers them
 * all the same, but for the identifier at the beginning. A bounded table in which newer ones take the place of older
 * ones.
 */
final class KnownMessages {
    private static final int PLACES = 1 << 12;

    /** A longer message is read each time; with its name and its addresses a kept one takes about four times this. */
    private static final int LONGEST = 256;

    /** The identifier, which the client chose. */
    private static final int SKIPPED = 2;

    private static final int HEADER = 12;

    /** Bytes that tell most messages apart, beside their length: the first of the name, and the last of an address. */
    private static final int HASHED_FIRST = 24;

    private static final int HASHED_LAST = 4;

    /**
     * What a message says of one name.
     *
     * @param bytes all of it but its identifier
     * @param addresses all belong to the name; none in a question
     */
    record Message(byte[] bytes, boolean response, String name, List<Ip> addresses, long ttlSeconds) {
        private boolean is(byte[] other, int from, int length) {
            return Arrays.equals(bytes, 0, bytes.length, other, from + SKIPPED, from + length);
        }
    }

    private final @Nullable Message[] messages = new Message[PLACES];

    /** The same message as was kept before, if it was. */
    @Nullable
    Message find(byte[] bytes, int from, int length) {
        if (length < HEADER || length > LONGEST) {
            return null;
        }
        int place = place(bytes, from, length);
        Message newer = messages[place];
        if (newer == null || newer.is(bytes, from, length)) {
            return newer;
        }
        Message older = messages[place ^ 1];
        return older != null && older.is(bytes, from, length) ? older : null;
    }

    /** Keeps what a message says that was not found, unless it is long. */
    void keep(byte[] bytes, int from, int length, boolean response, String name, List<Ip> addresses, long ttlSeconds) {
        if (length >= HEADER && length <= LONGEST) {
            byte[] kept = Arrays.copyOfRange(bytes, from + SKIPPED, from + length);
            int place = place(bytes, from, length);
            // The place beside it lies in the same line of the cache.
            messages[place ^ 1] = messages[place];
            messages[place] = new Message(kept, response, name, addresses, ttlSeconds);
        }
    }

    private static int place(byte[] bytes, int from, int length) {
        int end = from + length;
        int hash = length;
        for (int i = from + HEADER, to = Math.min(i + HASHED_FIRST, end); i < to; i++) {
            hash = hash * 31 + bytes[i];
        }
        for (int i = end - HASHED_LAST; i < end; i++) {
            hash = hash * 31 + bytes[i];
        }
        return (hash * 0x9E37_79B9) >>> 32 - Integer.numberOfTrailingZeros(PLACES);
    }
}
