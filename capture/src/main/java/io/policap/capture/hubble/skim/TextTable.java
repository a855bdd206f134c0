package io.policap.capture.hubble.skim;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One string for each ASCII text that repeats, without making a string to find out.
 *
 * <p>A table of fixed size in which a newcomer takes the place of what was there. Not safe for several threads.
 */
final class TextTable {
    private static final int SLOTS = 1 << 13;
    /** Longer texts hardly repeat. */
    private static final int LONGEST = 256;
    /** Texts that differ do so near their end, as labels share their prefixes. */
    private static final int HASHED = 24;

    private final @Nullable Entry[] table = new @Nullable Entry[SLOTS];

    private record Entry(byte[] bytes, String text) {}

    String text(byte[] line, int from, int to) {
        int length = to - from;
        if (length == 0) {
            return "";
        }
        if (length > LONGEST) {
            return new String(line, from, length, StandardCharsets.ISO_8859_1);
        }
        int slot = slot(line, from, to);
        Entry known = table[slot];
        if (known != null && Arrays.equals(known.bytes, 0, known.bytes.length, line, from, to)) {
            return known.text;
        }
        String text = new String(line, from, length, StandardCharsets.ISO_8859_1);
        table[slot] = new Entry(Arrays.copyOfRange(line, from, to), text);
        return text;
    }

    private static int slot(byte[] line, int from, int to) {
        long hash = to - from;
        if (to - from < Words.BYTES) {
            for (int i = from; i < to; i++) {
                hash = hash * 31 + line[i];
            }
        } else {
            // From the end back: what it takes in beyond the beginning is the beginning again.
            int at = to - Words.BYTES;
            for (int words = HASHED / Words.BYTES; at > from && words > 1; words--) {
                hash = Words.mix(hash, Words.at(line, at));
                at = Math.max(from, at - Words.BYTES);
            }
            hash = Words.mix(hash, Words.at(line, at));
        }
        return (int) (Words.mix(hash, 0) >>> 32) & (SLOTS - 1);
    }
}
