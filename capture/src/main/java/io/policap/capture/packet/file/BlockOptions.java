package io.policap.capture.packet.file;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Goes over the options of a pcapng block (draft-ietf-opsawg-pcapng, 3.5), one after the other. Used again for every
 * block: nothing is allocated.
 */
final class BlockOptions {
    private static final int END = 0;
    /** Bytes of a text that are taken at most. */
    private static final int MOST_TEXT = 1024;

    private ByteBuffer data = ByteBuffer.allocate(0);
    private boolean swapped;
    private int next;
    private int end;
    private boolean overrun;

    int code;
    int value;
    int length;

    void begin(ByteBuffer block, boolean swappedOrder, int from, int to) {
        data = block;
        swapped = swappedOrder;
        next = from;
        end = to;
        overrun = false;
    }

    /** Goes to the next option; false after the last, or where one goes beyond the block. */
    boolean next() {
        if (end - next < 4) {
            overrun = end != next;
            return false;
        }
        code = unsignedShort(next);
        length = unsignedShort(next + 2);
        value = next + 4;
        if (code == END) {
            return false;
        }
        if (length > end - value) {
            overrun = true;
            return false;
        }
        next = Math.min(end, value + (length + 3 & ~3));
        return true;
    }

    /** Whether an option went beyond the block. */
    boolean overrun() {
        return overrun;
    }

    int unsignedByte() {
        return data.get(value) & 0xFF;
    }

    long unsignedLong() {
        long bits = data.getLong(value);
        return swapped ? Long.reverseBytes(bits) : bits;
    }

    /** The value from an index on as text, without control characters. */
    String text(int skip) {
        int bytes = Math.min(length - skip, MOST_TEXT);
        if (bytes <= 0) {
            return "";
        }
        byte[] text = new byte[bytes];
        data.get(value + skip, text);
        return Printable.of(new String(text, StandardCharsets.UTF_8));
    }

    private int unsignedShort(int at) {
        short bits = data.getShort(at);
        return (swapped ? Short.reverseBytes(bits) : bits) & 0xFFFF;
    }
}
