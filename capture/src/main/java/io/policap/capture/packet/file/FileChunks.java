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
    private final SpareBuffers spare = new SpareBuffers(ChunkBuffers.take(), ChunkBuffers.take());
    private long position;
    private boolean ended;

    FileChunks(FileChannel channel) {
        this.channel = channel;
    }

    @Override
    public @Nullable ByteBuffer next() throws IOException {
        ByteBuffer into = spare.next();
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
        spare.lend();
        return into;
    }

    @Override
    public void recycle(ByteBuffer chunk) {
        spare.add(chunk);
    }

    @Override
    public void close() {
        ended = true;
        spare.close();
        try {
            channel.close();
        } catch (IOException unimportant) {
            // Nothing was written.
        }
    }
}
