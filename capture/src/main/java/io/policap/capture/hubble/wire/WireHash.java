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

    /** The hash of these bytes, another one for each seed; all its bits depend on all of them. */
    static long of(byte[] bytes, int from, int to, long seed) {
        long hash = seed;
        int at = from;
        for (; at <= to - Long.BYTES; at += Long.BYTES) {
            hash = mixed(hash, (long) LONG.get(bytes, at));
        }
        if (at < to) {
            hash = mixed(hash, at == from ? few(bytes, from, to) : (long) LONG.get(bytes, to - Long.BYTES));
        }
        // Once more, so that the last bytes too reach every bit.
        return mixed(hash, 0);
    }

    private static long few(byte[] bytes, int from, int to) {
        long word = 0;
        for (int i = from; i < to; i++) {
            word = word << Byte.SIZE | bytes[i] & 255;
        }
        return word;
    }

    private static long mixed(long hash, long word) {
        long product = (hash ^ word) * FACTOR;
        return product ^ product >>> 32;
    }
}
