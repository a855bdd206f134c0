package io.policap.capture.kubernetes;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Short ASCII texts by their bytes, so that a text that repeats is made once; a bounded table in which the last text of a
 * slot stays.
 *
 * <p>The names of fields are interned: they are looked up by literals, and the same instance needs no comparison.
 */
final class TextPool {
    private static final int SLOTS = 1 << 9;
    private static final int LONGEST = 48;

    private final boolean interned;
    private final byte[][] bytes = new byte[SLOTS][];
    private final String[] texts = new String[SLOTS];

    TextPool(boolean interned) {
        this.interned = interned;
        Arrays.fill(bytes, new byte[0]);
    }

    String text(byte[] source, int from, int to) {
        int length = to - from;
        if (length == 0 || length > LONGEST) {
            return new String(source, from, length, StandardCharsets.ISO_8859_1);
        }
        int slot =
                ((source[from] * 31 + source[from + (length >> 1)]) * 31 + source[to - 1] * 7 + length) & (SLOTS - 1);
        byte[] known = bytes[slot];
        if (known.length == length) {
            int same = 0;
            while (same < length && known[same] == source[from + same]) {
                same++;
            }
            if (same == length) {
                return texts[slot];
            }
        }
        String text = new String(source, from, length, StandardCharsets.ISO_8859_1);
        bytes[slot] = Arrays.copyOfRange(source, from, to);
        texts[slot] = interned ? text.intern() : text;
        return texts[slot];
    }
}
