package io.policap.capture.packet.file;

import java.nio.ByteBuffer;
import java.util.concurrent.ArrayBlockingQueue;

/**
 * Buffers for chunks that go from one file to the next.
 *
 * <p>A run over many small files must not take new memory for each.
 */
final class ChunkBuffers {
    /** Bytes of a chunk of a file: few reads, and what was read is still in the processor's cache when it is decoded. */
    static final int CHUNK = 1 << 17;

    /** Room before a chunk for the beginning of a packet that ends in it. */
    static final int HEADROOM = (1 << 18) + (1 << 12);

    private static final int KEPT = 8;
    private static final int WORDS = (HEADROOM + CHUNK >>> 3) + 1;
    private static final ArrayBlockingQueue<ByteBuffer> FREE = new ArrayBlockingQueue<>(KEPT);
    private static final ArrayBlockingQueue<long[]> FREE_WORDS = new ArrayBlockingQueue<>(KEPT);

    private ChunkBuffers() {}

    /** A buffer for a chunk of the usual size: outside of the heap, as Java would read a file to such a one first. */
    static ByteBuffer take() {
        ByteBuffer free = FREE.poll();
        return free != null ? free : ByteBuffer.allocateDirect(HEADROOM + CHUNK);
    }

    /** An array for so many words of a buffer, and {@link WordCopy#BEYOND} after them. */
    static long[] takeWords(int words) {
        if (words > WORDS) {
            return new long[words + WordCopy.BEYOND];
        }
        long[] free = FREE_WORDS.poll();
        return free != null ? free : new long[WORDS + WordCopy.BEYOND];
    }

    /** Takes an array back that nobody reads any more; others than those for the usual buffers are dropped. */
    static void give(long[] words) {
        if (words.length == WORDS + WordCopy.BEYOND) {
            FREE_WORDS.offer(words);
        }
    }

    /** Takes a buffer back that nobody reads or writes any more; others than those of {@link #take} are dropped. */
    static void give(ByteBuffer buffer) {
        if (buffer.capacity() == HEADROOM + CHUNK) {
            FREE.offer(buffer);
        }
    }
}
