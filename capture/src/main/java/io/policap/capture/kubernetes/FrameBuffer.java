package io.policap.capture.kubernetes;

import java.util.Arrays;

/** A growing byte buffer that stops storing, but remembers that it had to, at {@link #LIMIT}. */
final class FrameBuffer {
    /** The largest object that is read, in bytes; etcd does not store objects above 1.5 MiB. */
    static final int LIMIT = 32 << 20;

    private static final int SHRINK_ABOVE = 1 << 20;

    private byte[] bytes = new byte[1 << 14];
    private int length;
    private boolean overflow;

    void add(int value) {
        if (length == bytes.length) {
            if (length >= LIMIT) {
                overflow = true;
                return;
            }
            bytes = Arrays.copyOf(bytes, Math.min(LIMIT, length * 2));
        }
        bytes[length++] = (byte) value;
    }

    void addAll(byte[] more, int count) {
        for (int i = 0; i < count; i++) {
            add(more[i]);
        }
    }

    void clear() {
        length = 0;
        overflow = false;
        if (bytes.length > SHRINK_ABOVE) {
            bytes = new byte[1 << 14];
        }
    }

    byte[] bytes() {
        return bytes;
    }

    int length() {
        return length;
    }

    boolean hasOverflow() {
        return overflow;
    }

    byte[] copy() {
        return Arrays.copyOf(bytes, length);
    }
}
