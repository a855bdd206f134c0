package io.policap.capture.packet.file;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.concurrent.ArrayBlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * A file by positioned reads, one chunk ahead: a second thread fills a buffer while the other is read.
 *
 * <p>A file of one chunk or less is read without that thread.
 */
final class ReadAhead implements Chunks {
    private final FileChannel channel;
    private final ArrayBlockingQueue<ByteBuffer> empty = new ArrayBlockingQueue<>(2);
    private final ArrayBlockingQueue<Filled> filled = new ArrayBlockingQueue<>(2);
    private final @Nullable Thread filler;
    private long position;
    private boolean ended;

    /** What the second thread hands over: a chunk, or the end with the error that caused it, if one did. */
    private record Filled(
            ByteBuffer chunk, boolean end, @Nullable IOException failure) {}

    ReadAhead(FileChannel channel) throws IOException {
        this.channel = channel;
        empty.add(ChunkBuffers.take());
        if (channel.size() <= ChunkBuffers.CHUNK) {
            filler = null;
        } else {
            empty.add(ChunkBuffers.take());
            filler = new Thread(this::fillAll, "policap-read-ahead");
            filler.setDaemon(true);
            filler.start();
        }
    }

    @Override
    public @Nullable ByteBuffer next() throws IOException {
        if (ended) {
            return null;
        }
        try {
            Filled next = filler == null ? fill(free()) : filled.take();
            ended = next.end;
            if (next.failure != null) {
                throw next.failure;
            }
            if (next.end) {
                empty.add(next.chunk);
                return null;
            }
            return next.chunk;
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while reading");
        }
    }

    private ByteBuffer free() {
        ByteBuffer free = empty.poll();
        return free != null ? free : ChunkBuffers.take();
    }

    @Override
    public void recycle(ByteBuffer chunk) {
        empty.add(chunk);
    }

    private void fillAll() {
        try {
            boolean more = true;
            while (more) {
                Filled next = fill(empty.take());
                filled.put(next);
                more = !next.end;
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private Filled fill(ByteBuffer buffer) {
        buffer.clear().position(ChunkBuffers.HEADROOM);
        try {
            while (buffer.hasRemaining()) {
                int read = channel.read(buffer, position);
                if (read < 0) {
                    break;
                }
                position += read;
            }
        } catch (IOException failed) {
            return new Filled(buffer, true, failed);
        }
        buffer.flip().position(ChunkBuffers.HEADROOM);
        return new Filled(buffer, !buffer.hasRemaining(), null);
    }

    @Override
    public void close() {
        ended = true;
        boolean quiet = true;
        Thread second = filler;
        if (second != null) {
            second.interrupt();
            try {
                second.join();
            } catch (InterruptedException stop) {
                // It may still write into its buffer: that one is left to the garbage collector.
                quiet = false;
                Thread.currentThread().interrupt();
            }
        }
        if (quiet) {
            empty.forEach(ChunkBuffers::give);
            filled.forEach(left -> ChunkBuffers.give(left.chunk));
        }
        empty.clear();
        filled.clear();
        try {
            channel.close();
        } catch (IOException unimportant) {
            // Nothing was written.
        }
    }
}
