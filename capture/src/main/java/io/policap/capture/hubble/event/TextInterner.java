package io.policap.capture.hubble.event;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One string for each text that repeats, without making a string to find out.
 *
 * <p>A table of fixed size in which a newcomer takes the place of what was there, so memory does not grow with what is
 * read. Not safe for several threads.
 */
public final class TextInterner {
    private static final int SLOTS = 1 << 14;
    /** Longer texts hardly repeat. */
    private static final int LONGEST = 256;
    /** Texts that differ do so near their end: labels share their prefixes. */
    private static final int HASHED = 32;

    private final @Nullable Entry[] table = new @Nullable Entry[SLOTS];

    private record Entry(char[] chars, String text) {}

    public String intern(char[] chars, int offset, int length) {
        if (length == 0) {
            return "";
        }
        if (length > LONGEST) {
            return new String(chars, offset, length);
        }
        int end = offset + length;
        int hash = length;
        for (int i = Math.max(offset, end - HASHED); i < end; i++) {
            hash = 31 * hash + chars[i];
        }
        int slot = (hash ^ (hash >>> 15)) & (SLOTS - 1);
        Entry known = table[slot];
        if (known != null && Arrays.equals(known.chars, 0, known.chars.length, chars, offset, end)) {
            return known.text;
        }
        char[] copy = Arrays.copyOfRange(chars, offset, end);
        String text = new String(copy);
        table[slot] = new Entry(copy, text);
        return text;
    }
}
