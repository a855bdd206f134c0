package io.policap.capture.packet.payload.quic;

import io.policap.capture.packet.payload.ByteCursor;
import java.util.Arrays;

/**
 * The part of a long header that is not protected (RFC 9000, 17.2).
 *
 * @param version the number of a known version
 * @param initial whether it is an Initial packet
 * @param connectionId the destination's
 * @param protectedAt where the packet number begins
 * @param end where the packet ends, in the array
 */
record LongHeader(int version, boolean initial, byte[] connectionId, int begin, int protectedAt, int end) {
    /** What cannot be read any further: another version, a Retry, garbage, more bytes than there are. */
    static final LongHeader NONE = new LongHeader(0, false, new byte[0], 0, 0, 0);

    private static final int LONGEST_ID = 20;
    private static final int RETRY = 3;

    boolean isNone() {
        return end == 0;
    }

    /** Whether these bytes begin like a packet with a long header, of whatever version. */
    static boolean begins(byte[] bytes, int from, int length) {
        return length > 6 && bytes[from] < 0;
    }

    static LongHeader read(byte[] bytes, int from, int length) {
        ByteCursor cursor = new ByteCursor(bytes, from, length);
        int first = cursor.octet();
        int number = cursor.bits32();
        if ((first & 0x80) == 0 || !QuicVersion.isKnown(number)) {
            return NONE;
        }
        int initialType = QuicVersion.of(number).initialType;
        // Version 2 counts the types from another start, in the same order.
        int type = (((first >> 4) & 3) - initialType) & 3;
        int idLength = cursor.octet();
        int idAt = cursor.at();
        cursor.skip(idLength);
        int sourceLength = cursor.octet();
        cursor.skip(sourceLength);
        if (cursor.overrun() || idLength > LONGEST_ID || sourceLength > LONGEST_ID || type == RETRY) {
            return NONE;
        }
        if (type == 0 && !cursor.skip((int) Math.min(variable(cursor), Integer.MAX_VALUE))) {
            return NONE;
        }
        long size = variable(cursor);
        if (cursor.overrun() || size > cursor.left()) {
            return NONE;
        }
        byte[] id = Arrays.copyOfRange(bytes, idAt, idAt + idLength);
        return new LongHeader(number, type == 0, id, from, cursor.at(), cursor.at() + (int) size);
    }

    /** A number of variable length (RFC 9000, 16). */
    static long variable(ByteCursor cursor) {
        int first = cursor.octet();
        long value = first & 0x3F;
        for (int more = (1 << (first >> 6)) - 1; more > 0; more--) {
            value = (value << 8) | cursor.octet();
        }
        return value;
    }
}
