package io.policap.capture.packet.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import org.jspecify.annotations.Nullable;

/**
 * A file by positioned reads, chunk by chunk.
 *
 * <p>They are made by the thread that decodes: what was just read is still in its processor's cache, and Linux reads ahead
 * of whoever reads a file from its beginning to its end.
 */
final class FileChunks implements Chunks {
    private final FileChannel channel;
    private @Nullable ByteBuffer free = ChunkBuffers.take();
    private @Nullable ByteBuffer other = ChunkBuffers.take();
    private long position;
    private boolean ended;

    FileChunks(FileChannel channel) {
        this.channel = channel;
    }

    @Override
    public @Nullable ByteBuffer next() throws IOException {
        ByteBuffer into = free;
        if (ended || into == null) {
            return null;
        }
        into.clear().position(ChunkBuffers.HEADROOM);
        while (into.hasRemaining()) {
            int read = channel.read(into, position);
            if (read < 0) {
                ended = true;
                break;
            }
            position += read;
        }
        into.flip().position(ChunkBuffers.HEADROOM);
        if (!into.hasRemaining()) {
            return null;
        }
        free = other;
        other = null;
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
        ended = true;
        for (ByteBuffer buffer = free; buffer != null; buffer = free) {
            ChunkBuffers.give(buffer);
            free = other;
            other = null;
        }
        try {
            channel.close();
        } catch (IOException unimportant) {
            // Nothing was written.
        }
    }
}
