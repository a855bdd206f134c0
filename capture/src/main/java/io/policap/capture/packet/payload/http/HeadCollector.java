package io.policap.capture.packet.payload.http;

import java.util.Arrays;

/**
 * Collects the head of an HTTP/1 message up to its empty line.
 *
 * <p>Lines end with CR LF and nothing else (RFC 9112, 2.2 lets servers differ on others, which is how requests are
 * smuggled). Memory is used only for a head that does not lie in one run of bytes.
 */
final class HeadCollector {
    /** The results of {@link #take} where the head does not end. */
    static final int MORE = -1;

    static final int BAD = -2;

    /** More than Envoy's and most servers' limits for a head, in bytes. */
    static final int LARGEST = 64 << 10;

    private static final byte[] NONE = {};

    /** The head, after {@link #take} found its end; as far as it goes after {@link #MORE} and {@link #BAD}. */
    byte[] bytes = NONE;

    int from;
    int to;

    private byte[] kept = NONE;
    private int length;
    private int line;
    private int lines;
    private boolean carriageReturn;

    boolean begun() {
        return length > 0;
    }

    /** How many lines have ended. */
    int lines() {
        return lines;
    }

    int held() {
        return kept.length;
    }

    void clear() {
        bytes = NONE;
        kept = NONE;
        from = 0;
        to = 0;
        length = 0;
        line = 0;
        lines = 0;
        carriageReturn = false;
    }

    /** Takes bytes up to the head's end, and says where that is: after its empty line. */
    int take(byte[] in, int start, int end) {
        int at = start;
        int result = MORE;
        while (at < end && result == MORE) {
            byte b = in[at++];
            if (carriageReturn != (b == '\n') || b == 0) {
                result = BAD;
            } else if (b == '\n') {
                result = line == 0 ? at : MORE;
                line = 0;
                lines++;
                carriageReturn = false;
            } else if (b == '\r') {
                carriageReturn = true;
            } else {
                line++;
            }
        }
        if (length + (long) (at - start) > LARGEST) {
            return BAD;
        }
        if (length == 0 && result >= 0) {
            bytes = in;
            from = start;
            to = at;
        } else {
            keep(in, start, at);
        }
        return result;
    }

    private void keep(byte[] in, int start, int end) {
        int needed = length + end - start;
        if (needed > kept.length) {
            kept = Arrays.copyOf(kept, Math.max(needed, Math.min(2 * kept.length, LARGEST)));
        }
        System.arraycopy(in, start, kept, length, end - start);
        length = needed;
        bytes = kept;
        from = 0;
        to = length;
    }
}
