package io.policap.capture.hubble.skim;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Eight bytes of a line at a time. Whoever has lines in an array leaves {@link #PADDING} bytes behind the last one, so that
 * every position in a line has eight bytes.
 */
final class Words {
    static final int BYTES = 8;
    /** Bytes behind the last line. */
    static final int PADDING = 256;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGH = 0x8080808080808080L;
    private static final long QUOTES = '"' * ONES;
    private static final long BACKSLASHES = '\\' * ONES;
    private static final long SPACES = ' ' * ONES;
    private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;

    private Words() {}

    static long at(byte[] bytes, int position) {
        return (long) LONGS.get(bytes, position);
    }

    /**
     * The first of eight bytes that may not stand in a string as it is, 8 where all may: quotes, backslashes, controls, and
     * what is not ASCII. After such a byte the others are not looked at.
     */
    static int plain(long word) {
        // A byte above the first hit may count as one by the borrow, which changes nothing.
        long quote = word ^ QUOTES;
        long backslash = word ^ BACKSLASHES;
        long hits = ((quote - ONES) | (backslash - ONES) | (word - SPACES) | word) & HIGH;
        return hits == 0 ? BYTES : Long.numberOfTrailingZeros(hits) >>> 3;
    }

    /** A number that depends on whole words from here on, the last of which may reach behind {@code to}. */
    static long hash(byte[] bytes, int from, int to) {
        long hash = 0;
        for (int i = from; i < to; i += BYTES) {
            hash = (hash ^ at(bytes, i)) * MULTIPLIER;
            hash ^= hash >>> 29;
        }
        return hash;
    }

    static long mix(long hash, long more) {
        long mixed = (hash ^ more) * MULTIPLIER;
        return mixed ^ (mixed >>> 32);
    }

    /** Bytes that are looked for at one position of a line. */
    static final class Token {
        final int length;
        private final long[] words;
        private final int lastAt;

        /** A token of at least eight ASCII characters. */
        Token(String ascii) {
            byte[] bytes = ascii.getBytes(StandardCharsets.US_ASCII);
            length = bytes.length;
            words = new long[(length + BYTES - 1) / BYTES];
            lastAt = length - BYTES;
            for (int i = 0; i < words.length; i++) {
                words[i] = Words.at(bytes, Math.min(i * BYTES, lastAt));
            }
        }

        /** Whether it stands here. */
        boolean at(byte[] line, int from) {
            int last = words.length - 1;
            for (int i = 0; i < last; i++) {
                if (Words.at(line, from + i * BYTES) != words[i]) {
                    return false;
                }
            }
            return Words.at(line, from + lastAt) == words[last];
        }
    }
}
