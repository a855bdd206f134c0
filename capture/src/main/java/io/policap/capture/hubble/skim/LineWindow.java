package io.policap.capture.hubble.skim;

import java.io.IOException;
import java.io.InputStream;

/**
 * A window over a source in which whole lines stand; moves forward only. As a stream it gives the bytes from its position
 * on, never those of two lines at once.
 */
final class LineWindow extends InputStream {
    /** Where the bytes come from, in their order. */
    @FunctionalInterface
    interface Feed {
        /** Reads up to {@code length} bytes, at least one; -1 at the end. */
        int read(byte[] into, int offset, int length) throws IOException;
    }

    /** Bytes asked for at a time: they stay in the processor's second cache until they were read. */
    private static final int PIECE = 1 << 18;
    /** A longer line is left to the strict reader. */
    private static final int CAPACITY = 1 << 19;

    final byte[] bytes = new byte[CAPACITY + Words.PADDING];
    /** The position: what stands before it was read. */
    int at;
    /** Behind the last newline in the window, or the position where there is none. */
    int whole;

    private Feed feed = (into, offset, length) -> -1;
    private int limit;
    private long base;
    private boolean ended;

    /** Goes to another part of the source. */
    void restart(Feed from, long offset) {
        feed = from;
        at = 0;
        whole = 0;
        limit = 0;
        base = offset;
        ended = false;
    }

    /** The offset of the position in the source. */
    long offset() {
        return base + at;
    }

    /** Where an offset of the source lies in the window, or would lie in a larger one. */
    long index(long offset) {
        return offset - base;
    }

    boolean isAtEnd() {
        return ended && at == limit;
    }

    /** Whether there is another whole line, reading on where there is none yet. */
    boolean hasLine() throws IOException {
        while (at >= whole) {
            if (!fill()) {
                return false;
            }
        }
        return true;
    }

    private boolean fill() throws IOException {
        if (ended) {
            return false;
        }
        if (at > 0) {
            System.arraycopy(bytes, at, bytes, 0, limit - at);
            limit -= at;
            base += at;
            at = 0;
            whole = 0;
        }
        if (limit == CAPACITY) {
            return false;
        }
        int read = feed.read(bytes, limit, Math.min(PIECE, CAPACITY - limit));
        if (read <= 0) {
            ended = true;
            return false;
        }
        int from = limit;
        limit += read;
        for (int i = limit - 1; i >= from; i--) {
            if (bytes[i] == '\n') {
                whole = i + 1;
                break;
            }
        }
        return true;
    }

    /** Goes behind the next newline; false where there is none in the next bytes. */
    boolean skipLine(long most) throws IOException {
        long left = most;
        while (left > 0) {
            if (at == limit && !fill()) {
                return false;
            }
            left--;
            if (bytes[at++] == '\n') {
                return true;
            }
        }
        return false;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 255;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (at == limit && !fill()) {
            return -1;
        }
        int end = Math.min(limit, at + length);
        int to = at;
        while (to < end) {
            if (bytes[to++] == '\n') {
                break;
            }
        }
        int read = to - at;
        System.arraycopy(bytes, at, into, offset, read);
        at = to;
        return read;
    }
}
