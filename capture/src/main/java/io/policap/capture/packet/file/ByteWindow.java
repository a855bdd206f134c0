package io.policap.capture.packet.file;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * A window that goes over the bytes of a file from its beginning to its end, and in which a whole packet lies in one
 * piece.
 *
 * <p>{@link #data} holds the window from {@link #start} to {@link #end}. What is too large for the usual buffers gets one
 * that grows up to the bound of {@link #need}. Memory does not depend on the size of the file. For one thread.
 */
public final class ByteWindow implements AutoCloseable {
    private static final int STREAM_CHUNK = 1 << 16;
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final Chunks chunks;
    private ByteBuffer data = NOTHING;
    private int start;
    private int end;
    /** Where the byte at index 0 of {@link #data} lies in the file; may be below 0. */
    private long origin;

    private boolean lent;
    private boolean exhausted;
    private @Nullable ByteBuffer large;
    private final WordCopy words = new WordCopy();

    private ByteWindow(Chunks chunks) {
        this.chunks = requireNonNull(chunks, "chunks");
    }

    /**
     * A window over an uncompressed file.
     *
     * @throws IOException when it cannot be opened
     */
    public static ByteWindow of(Path file) throws IOException {
        return new ByteWindow(new FileChunks(FileChannel.open(file, StandardOpenOption.READ)));
    }

    /** A window over a stream, which stays open. */
    public static ByteWindow of(InputStream in) {
        return of(in, STREAM_CHUNK, ChunkBuffers.HEADROOM);
    }

    static ByteWindow of(InputStream in, int chunk, int headroom) {
        return new ByteWindow(new StreamChunks(in, chunk, headroom));
    }

    /** The buffer that holds the window: in network byte order, read by absolute indices. */
    public ByteBuffer data() {
        return data;
    }

    /**
     * The bytes of the window once more, eight in a word: that of index {@code 8 * i} lies in the lowest bits of word
     * {@code i}. Good until the window moves; {@link WordCopy#BEYOND} words after the last may be read and mean nothing.
     */
    public long[] words() {
        return words.of(data, start, end);
    }

    /** The index of the first byte of the window. */
    public int start() {
        return start;
    }

    /** The index after the last byte of the window. */
    public int end() {
        return end;
    }

    /** Where the byte at an index lies in the file. */
    public long offset(int index) {
        return origin + index;
    }

    /** Whether the window reaches the end of the file, as far as that was noticed. */
    public boolean exhausted() {
        return exhausted;
    }

    /**
     * Moves the window so that it begins at an index and holds so many bytes from there: {@link #data}, {@link #start}
     * and {@link #end} are to be asked again, and {@link #start} is what {@code from} was.
     *
     * @param bytes a length that was checked: so much memory may be taken
     * @return false where the file ends before; then everything up to its end is there
     * @throws IOException when the file cannot be read on
     */
    public boolean need(int from, int bytes) throws IOException {
        start = from;
        while (end - start < bytes) {
            ByteBuffer next = exhausted ? null : chunks.next();
            if (next == null) {
                exhausted = true;
                return false;
            }
            take(next);
        }
        return true;
    }

    private void take(ByteBuffer next) {
        int rest = end - start;
        if (rest <= next.position()) {
            int at = next.position() - rest;
            next.put(at, data, start, rest);
            if (lent) {
                chunks.recycle(data);
            }
            lent = true;
            move(next, at, next.limit());
        } else {
            append(next, rest);
        }
    }

    private void append(ByteBuffer next, int rest) {
        int more = next.remaining();
        ByteBuffer into = large;
        if (into == null || data != into || into.capacity() - end < more) {
            if (into == null || into.capacity() < rest + more) {
                into = ByteBuffer.allocate(Math.max(2 * rest, rest + more));
                large = into;
            }
            into.put(0, data, start, rest);
            if (lent) {
                chunks.recycle(data);
                lent = false;
            }
            move(into, 0, rest);
        }
        into.put(end, next, next.position(), more);
        end += more;
        words.forget();
        chunks.recycle(next);
    }

    private void move(ByteBuffer buffer, int newStart, int newEnd) {
        origin += start - newStart;
        words.forget();
        data = buffer;
        start = newStart;
        end = newEnd;
    }

    @Override
    public void close() {
        if (lent) {
            chunks.recycle(data);
            lent = false;
        }
        data = NOTHING;
        start = 0;
        end = 0;
        exhausted = true;
        large = null;
        words.close();
        chunks.close();
    }
}
