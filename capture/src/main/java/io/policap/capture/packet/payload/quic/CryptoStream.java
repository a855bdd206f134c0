package io.policap.capture.packet.payload.quic;

import io.policap.capture.packet.payload.ByteCursor;
import java.util.Arrays;
import java.util.BitSet;

/** The handshake bytes of Initial packets, in whatever order they come (RFC 9000, 19.6). */
final class CryptoStream {
    static final int MOST_BYTES = 16 << 10;

    private static final int PADDING = 0;
    private static final int PING = 1;
    private static final int ACK = 2;
    private static final int ACK_WITH_ECN = 3;
    private static final int CRYPTO = 6;

    private byte[] bytes = new byte[0];
    private final BitSet there = new BitSet();

    byte[] bytes() {
        return bytes;
    }

    /** How many bytes there are from the beginning without a gap. */
    int length() {
        return there.nextClearBit(0);
    }

    void clear() {
        bytes = new byte[0];
        there.clear();
    }

    /** Takes the frames of one packet, up to one that cannot be in an Initial packet. */
    void take(byte[] frames) {
        ByteCursor cursor = new ByteCursor(frames, 0, frames.length);
        while (cursor.left() > 0) {
            int type = cursor.octet();
            if (type == ACK || type == ACK_WITH_ECN) {
                acknowledgement(cursor, type == ACK_WITH_ECN);
            } else if (type == CRYPTO) {
                crypto(cursor, frames);
            } else if (type != PADDING && type != PING) {
                return;
            }
        }
    }

    private static void acknowledgement(ByteCursor cursor, boolean ecn) {
        LongHeader.variable(cursor);
        LongHeader.variable(cursor);
        long ranges = LongHeader.variable(cursor);
        LongHeader.variable(cursor);
        for (long numbers = 2 * ranges + (ecn ? 3 : 0); numbers > 0 && !cursor.overrun(); numbers--) {
            LongHeader.variable(cursor);
        }
    }

    private void crypto(ByteCursor cursor, byte[] frames) {
        long offset = LongHeader.variable(cursor);
        long length = LongHeader.variable(cursor);
        int from = cursor.at();
        if (length > cursor.left() || cursor.overrun()) {
            cursor.skip(Integer.MAX_VALUE);
            return;
        }
        cursor.skip((int) length);
        if (offset + length > MOST_BYTES) {
            return;
        }
        int at = (int) offset;
        int end = (int) (offset + length);
        if (end > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.min(MOST_BYTES, Math.max(end, 2 * bytes.length)));
        }
        System.arraycopy(frames, from, bytes, at, end - at);
        there.set(at, end);
    }
}
