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
    private final SpareBuffers spare;

    StreamChunks(InputStream in, int chunk, int headroom) {
        this.in = in;
        this.headroom = headroom;
        this.bytes = new byte[chunk];
        this.spare = new SpareBuffers(buffer(), buffer());
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
        ByteBuffer into = spare.next();
        if (read < 0 || into == null) {
            return null;
        }
        spare.lend();
        into.clear().position(headroom);
        into.put(bytes, 0, read).flip().position(headroom);
        return into;
    }

    @Override
    public void recycle(ByteBuffer chunk) {
        spare.add(chunk);
    }

    @Override
    public void close() {
        spare.close();
    }
}
