package io.policap.capture.hubble.wire;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** A hash of 64 bits over bytes, eight at a time. */
final class WireHash {
    /** 2 to the power of 64 by the golden ratio: an odd number without pattern. */
    private static final long FACTOR = 0x9E37_79B9_7F4A_7C15L;

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private WireHash() {}

    static long of(byte[] bytes, int from, int to, long seed) {
        long hash = seed;
        int at = from;
        for (; at <= to - Long.BYTES; at += Long.BYTES) {
            hash = (hash ^ (long) LONG.get(bytes, at)) * FACTOR;
            hash ^= hash >>> 32;
        }
        for (; at < to; at++) {
            hash = (hash ^ bytes[at]) * FACTOR;
        }
        return hash ^ (hash >>> 29);
    }
}
