package io.policap.capture.packet.content;

import io.policap.infer.net.Ip;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Responses of DNS that were read before, recognised by their bytes: a resolver gives all clients the same answer, and
 * only the identifier at its beginning differs. A bounded table in which a newer one takes the place of an older one.
 */
final class KnownAnswers {
    private static final int PLACES = 1 << 10;

    /** What every resolver sends over UDP (RFC 1035, 4.2.1); a longer one is read each time. */
    private static final int LONGEST = 512;

    /** The identifier, which the client chose. */
    private static final int SKIPPED = 2;

    private static final int HEADER = 12;

    /** Bytes that tell most responses apart, beside their length: the first of the name, and the last of an address. */
    private static final int HASHED_FIRST = 20;

    private static final int HASHED_LAST = 4;

    /**
     * What a response says.
     *
     * @param bytes all of it but its identifier
     * @param name the name asked for, to which all the addresses belong
     */
    record Answer(byte[] bytes, String name, List<Ip> addresses, long ttlSeconds) {}

    private final @Nullable Answer[] answers = new Answer[PLACES];

    /** The same response as was kept before, if it was. */
    @Nullable
    Answer find(byte[] bytes, int from, int length) {
        if (length < HEADER || length > LONGEST) {
            return null;
        }
        Answer known = answers[place(bytes, from, length)];
        return known != null
                        && Arrays.equals(known.bytes, 0, known.bytes.length, bytes, from + SKIPPED, from + length)
                ? known
                : null;
    }

    /** Keeps what a response says, if it is none of the longest. */
    void keep(byte[] bytes, int from, int length, String name, List<Ip> addresses, long ttlSeconds) {
        if (length >= HEADER && length <= LONGEST) {
            byte[] kept = Arrays.copyOfRange(bytes, from + SKIPPED, from + length);
            answers[place(bytes, from, length)] = new Answer(kept, name, addresses, ttlSeconds);
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
