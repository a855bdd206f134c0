package io.policap.capture.hubble.collect;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** A hash over the bytes of a message, which stands for its UUID where an agent gives none; never 0. */
final class MessageHash {
    private static final long FACTOR = 0x9E37_79B9_7F4A_7C15L;
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private MessageHash() {}

    static long of(byte[] bytes, int length, long seed) {
        long hash = seed ^ length;
        int at = 0;
        for (; at <= length - Long.BYTES; at += Long.BYTES) {
            hash = (hash ^ (long) LONG.get(bytes, at)) * FACTOR;
            hash ^= hash >>> 32;
        }
        for (; at < length; at++) {
            hash = (hash ^ bytes[at]) * FACTOR;
        }
        return (hash ^ (hash >>> 29)) | 1;
    }
}
