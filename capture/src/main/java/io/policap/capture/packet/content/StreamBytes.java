package io.policap.capture.packet.content;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The first bytes of a stream, put together from its segments in any order; {@value #MOST} at most. */
final class StreamBytes {
    static final int MOST = 16 << 10;

    private static final int MOST_AHEAD = 8;
    private static final int FIRST_ROOM = 1 << 11;

    private byte[] bytes = new byte[0];
    private int length;
    private List<Ahead> ahead = List.of();
    private int bytesAhead;

    private record Ahead(int offset, byte[] bytes) {}

    /** Those that are there without a gap: {@link #length} bytes. */
    byte[] bytes() {
        return bytes;
    }

    int length() {
        return length;
    }

    /** Bytes of memory. */
    int size() {
        return bytes.length + bytesAhead;
    }

    /** Whether nothing more can be taken. */
    boolean isFull() {
        return length == MOST;
    }

    /** Takes bytes that begin at this place of the stream. */
    void add(int offset, byte[] from, int at, int count) {
        if (count <= 0 || offset < 0 || offset >= MOST) {
            return;
        }
        int taken = Math.min(count, MOST - offset);
        if (offset > length) {
            keep(offset, from, at, taken);
            return;
        }
        append(offset, from, at, taken);
        for (int before = -1; before != length && !ahead.isEmpty(); ) {
            before = length;
            for (Ahead piece : ahead) {
                if (piece.offset <= length) {
                    append(piece.offset, piece.bytes, 0, piece.bytes.length);
                }
            }
        }
    }

    private void append(int offset, byte[] from, int at, int count) {
        int known = length - offset;
        if (known >= count) {
            return;
        }
        int end = offset + count;
        if (end > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.min(MOST, Math.max(FIRST_ROOM, 2 * end)));
        }
        System.arraycopy(from, at + known, bytes, length, count - known);
        length = end;
    }

    private void keep(int offset, byte[] from, int at, int count) {
        if (ahead.size() == MOST_AHEAD || bytesAhead + count > MOST) {
            return;
        }
        if (ahead.isEmpty()) {
            ahead = new ArrayList<>(2);
        }
        ahead.add(new Ahead(offset, Arrays.copyOfRange(from, at, at + count)));
        bytesAhead += count;
    }
}
