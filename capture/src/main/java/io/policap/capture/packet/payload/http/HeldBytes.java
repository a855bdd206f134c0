package io.policap.capture.packet.payload.http;

import java.util.Arrays;

/** Bytes that wait for what the other direction says; those above the limit are only counted, as unknown. */
final class HeldBytes implements ByteRuns {
    private static final byte[] NONE = {};

    private final int limit;
    private byte[] bytes = NONE;
    private int length;
    private long unknown;

    HeldBytes(int limit) {
        this.limit = limit;
    }

    boolean isEmpty() {
        return length == 0 && unknown == 0;
    }

    int held() {
        return bytes.length;
    }

    @Override
    public void known(byte[] from, int start, int end) {
        if (unknown > 0 || end - start > limit - length) {
            unknown += end - start;
            return;
        }
        if (end - start > bytes.length - length) {
            bytes = Arrays.copyOf(bytes, Math.min(limit, Math.max(length + end - start, 2 * bytes.length)));
        }
        System.arraycopy(from, start, bytes, length, end - start);
        length += end - start;
    }

    @Override
    public void unknown(long count) {
        unknown += count;
    }

    /** Hands everything over and is empty then. */
    void release(ByteRuns into) {
        byte[] released = bytes;
        int known = length;
        long lost = unknown;
        bytes = NONE;
        length = 0;
        unknown = 0;
        if (known > 0) {
            into.known(released, 0, known);
        }
        if (lost > 0) {
            into.unknown(lost);
        }
    }
}
