package io.policap.capture.packet.file;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** The two buffers of a file's chunks, as far as nobody reads them: one is filled while what remains of the other is moved. */
final class SpareBuffers {
    private @Nullable ByteBuffer first;
    private @Nullable ByteBuffer second;

    SpareBuffers(ByteBuffer first, ByteBuffer second) {
        this.first = first;
        this.second = second;
    }

    /** The one to be filled next, which stays here; null where both are being read. */
    @Nullable
    ByteBuffer next() {
        return first;
    }

    /** Gives the next one away. */
    void lend() {
        first = second;
        second = null;
    }

    /** Takes one back that is no longer read. */
    void add(ByteBuffer buffer) {
        if (first == null) {
            first = buffer;
        } else {
            second = buffer;
        }
    }

    /** Leaves them to other files. */
    void close() {
        for (ByteBuffer buffer = first; buffer != null; buffer = first) {
            ChunkBuffers.give(buffer);
            lend();
        }
    }
}
