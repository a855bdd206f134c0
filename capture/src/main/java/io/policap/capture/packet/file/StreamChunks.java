package io.policap.capture.packet.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * What a stream holds: decompressed content, a pipe.
 *
 * <p>A piece is what one read gives, so packets of a slow pipe are delivered when they come.
 */
final class StreamChunks implements Chunks {
    private final InputStream in;
    private final int headroom;
    private final byte[] bytes;
    private @Nullable ByteBuffer free;
    private @Nullable ByteBuffer other;

    StreamChunks(InputStream in, int chunk, int headroom) {
        this.in = in;
        this.headroom = headroom;
        this.bytes = new byte[chunk];
        this.free = buffer();
        this.other = buffer();
    }

    private ByteBuffer buffer() {
        boolean usual = headroom == ChunkBuffers.HEADROOM && bytes.length <= ChunkBuffers.CHUNK;
        return usual ? ChunkBuffers.take() : ByteBuffer.allocate(headroom + bytes.length);
    }

    @Override
    public @Nullable ByteBuffer next() throws IOException {
        int read = 0;
        while (read == 0) {
            read = in.read(bytes, 0, bytes.length);
        }
        ByteBuffer into = free;
        if (read < 0 || into == null) {
            return null;
        }
        free = other;
        other = null;
        into.clear().position(headroom);
        into.put(bytes, 0, read).flip().position(headroom);
        return into;
    }

    @Override
    public void recycle(ByteBuffer chunk) {
        if (free == null) {
            free = chunk;
        } else {
            other = chunk;
        }
    }

    @Override
    public void close() {
        for (ByteBuffer buffer = free; buffer != null; buffer = free) {
            ChunkBuffers.give(buffer);
            free = other;
            other = null;
        }
    }
}
