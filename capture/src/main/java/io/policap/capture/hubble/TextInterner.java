package io.policap.capture.hubble;

import org.jspecify.annotations.Nullable;

/**
 * One string for each text that repeats, without making a string to find out.
 *
 * <p>A table of fixed size in which a newcomer takes the place of what was there, so memory does not grow with what is
 * read. Not safe for several threads.
 */
final class TextInterner {
    private static final int SLOTS = 1 << 14;
    /** Longer texts hardly repeat. */
    private static final int LONGEST = 256;

    private final @Nullable String[] table = new @Nullable String[SLOTS];

    String intern(char[] chars, int offset, int length) {
        if (length == 0) {
            return "";
        }
        if (length > LONGEST) {
            return new String(chars, offset, length);
        }
        int hash = 0;
        for (int i = offset; i < offset + length; i++) {
            hash = 31 * hash + chars[i];
        }
        int slot = (hash ^ (hash >>> 15)) & (SLOTS - 1);
        String known = table[slot];
        if (known != null && same(known, chars, offset, length)) {
            return known;
        }
        String made = new String(chars, offset, length);
        table[slot] = made;
        return made;
    }

    private static boolean same(String known, char[] chars, int offset, int length) {
        if (known.length() != length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (known.charAt(i) != chars[offset + i]) {
                return false;
            }
        }
        return true;
    }
}
