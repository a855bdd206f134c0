package io.policap.capture.packet.payload;

import static java.util.Objects.checkFromIndexSize;
import static java.util.Objects.requireNonNull;

/**
 * A position in a range of bytes, moved by reading numbers in network byte order.
 *
 * <p>It never leaves the range: what would reach beyond its end is 0, moves to the end, and makes {@link #overrun} true
 * for good, so that a parser asks once after several reads.
 */
public final class ByteCursor {
    private final byte[] bytes;
    private final int end;
    private int at;
    private boolean overrun;

    public ByteCursor(byte[] bytes, int from, int length) {
        checkFromIndexSize(from, length, requireNonNull(bytes, "bytes").length);
        this.bytes = bytes;
        this.at = from;
        this.end = from + length;
    }

    /** The index of the next byte in the array. */
    public int at() {
        return at;
    }

    /** How many bytes are left. */
    public int left() {
        return end - at;
    }

    /** Whether more was asked for than there was. */
    public boolean overrun() {
        return overrun;
    }

    /** The next byte, 0 to 255. */
    public int octet() {
        return skip(1) ? bytes[at - 1] & 0xFF : 0;
    }

    /** The next two bytes, 0 to 65,535. */
    public int word() {
        return skip(2) ? (bytes[at - 2] & 0xFF) << 8 | bytes[at - 1] & 0xFF : 0;
    }

    /** The next four bytes, as they are. */
    public int bits32() {
        return skip(4)
                ? bytes[at - 4] << 24
                        | (bytes[at - 3] & 0xFF) << 16
                        | (bytes[at - 2] & 0xFF) << 8
                        | bytes[at - 1] & 0xFF
                : 0;
    }

    /** The next eight bytes, as they are. */
    public long bits64() {
        long high = bits32();
        return high << 32 | bits32() & 0xFFFF_FFFFL;
    }

    /** Passes over so many bytes, where they are all there. */
    public boolean skip(int count) {
        if (count < 0 || count > end - at) {
            at = end;
            overrun = true;
            return false;
        }
        at += count;
        return true;
    }
}
