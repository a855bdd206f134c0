package io.policap.capture.packet.file;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A window's bytes as words, copied when they are asked for.
 *
 * <p>The first compiler makes of each byte that is read a check of its bounds; a header of 54 bytes is seven words.
 */
public final class WordCopy {
    /** Words that may be read after the last one with a byte of the window: as far as the headers of a packet reach. */
    public static final int BEYOND = 32;

    private static final long[] NONE = new long[0];

    private long[] words = NONE;
    private boolean isCopied;

    WordCopy() {}

    /** Gives its memory back. */
    void close() {
        ChunkBuffers.give(words);
        words = NONE;
        isCopied = false;
    }

    /** Tells that the window holds other bytes. */
    void forget() {
        isCopied = false;
    }

    long[] of(ByteBuffer data, int start, int end) {
        if (!isCopied) {
            copy(data, start >>> 3, end);
            isCopied = true;
        }
        return words;
    }

    private void copy(ByteBuffer data, int first, int end) {
        int whole = end >>> 3;
        if (words.length <= whole + BEYOND) {
            close();
            words = ChunkBuffers.takeWords((data.capacity() >>> 3) + 1);
        }
        ByteBuffer bytes = data.duplicate().order(ByteOrder.LITTLE_ENDIAN);
        if (whole > first) {
            bytes.clear().position(first << 3);
            bytes.asLongBuffer().get(words, first, whole - first);
        }
        long rest = 0;
        for (int i = (end & 7) - 1; i >= 0; i--) {
            rest = rest << 8 | data.get((whole << 3) + i) & 0xFF;
        }
        words[whole] = rest;
    }

    /** The eight bytes from an index on, the first in the lowest bits. */
    public static long at(long[] words, int index) {
        int word = index >>> 3;
        int bits = index << 3;
        // Two shifts, as one by 64 would be none.
        return words[word] >>> bits | words[word + 1] << 1 << ~bits;
    }
}
