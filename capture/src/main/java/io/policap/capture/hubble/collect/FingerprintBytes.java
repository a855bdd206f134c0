package io.policap.capture.hubble.collect;

import java.nio.ByteBuffer;

/** Fingerprints of 128 bits, oldest first, as bytes that never change. */
final class FingerprintBytes {
    static final int EACH = 2 * Long.BYTES;
    static final FingerprintBytes NONE = new FingerprintBytes(new byte[0]);

    private final byte[] bytes;

    /** Takes the bytes as they are; their number is a multiple of 16. */
    FingerprintBytes(byte[] bytes) {
        if (bytes.length % EACH != 0) {
            throw new IllegalArgumentException(bytes.length + " bytes are no whole number of fingerprints");
        }
        this.bytes = bytes;
    }

    boolean isEmpty() {
        return bytes.length == 0;
    }

    int size() {
        return bytes.length / EACH;
    }

    long high(int index) {
        return ByteBuffer.wrap(bytes).getLong(index * EACH);
    }

    long low(int index) {
        return ByteBuffer.wrap(bytes).getLong(index * EACH + Long.BYTES);
    }

    /** The bytes themselves; not to be changed. */
    byte[] bytes() {
        return bytes;
    }
}
