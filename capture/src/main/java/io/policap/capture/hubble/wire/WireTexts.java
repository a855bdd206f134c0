package io.policap.capture.hubble.wire;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One string for each text that repeats, recognised by its bytes.
 *
 * <p>A table of fixed size in which a newcomer takes the place of what was there, so memory does not grow with what is
 * read. Not safe for several threads.
 */
final class WireTexts {
    /** Texts that differ do so near their end: labels share their prefixes. */
    private static final int HASHED = 32;

    private final CharsetDecoder utf8 = StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    private final @Nullable Entry[] table;
    private final int longest;

    private record Entry(byte[] bytes, String text) {}

    /**
     * A table.
     *
     * @param slots texts that are remembered, a power of two
     * @param longest bytes of the longest text that is remembered
     */
    WireTexts(int slots, int longest) {
        this.table = new @Nullable Entry[slots];
        this.longest = longest;
    }

    /** The text that follows; what is not UTF-8 is damage. */
    String next(WireCursor in) {
        int length = in.length();
        if (length == 0) {
            return "";
        }
        String text = text(in.bytes(), in.at(), in.at() + length);
        if (text == null) {
            in.damaged("a text that is not UTF-8");
            return "";
        }
        in.advance(length);
        return text;
    }

    private @Nullable String text(byte[] bytes, int from, int to) {
        if (to - from > longest) {
            return decode(bytes, from, to);
        }
        int slot = slot(bytes, from, to);
        Entry known = table[slot];
        if (known != null && Arrays.equals(known.bytes, 0, known.bytes.length, bytes, from, to)) {
            return known.text;
        }
        String text = decode(bytes, from, to);
        if (text != null) {
            table[slot] = new Entry(Arrays.copyOfRange(bytes, from, to), text);
        }
        return text;
    }

    private int slot(byte[] bytes, int from, int to) {
        int hash = to - from;
        for (int i = Math.max(from, to - HASHED); i < to; i++) {
            hash = 31 * hash + bytes[i];
        }
        return (hash ^ (hash >>> 15)) & (table.length - 1);
    }

    private @Nullable String decode(byte[] bytes, int from, int to) {
        if (isAscii(bytes, from, to)) {
            return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
        }
        try {
            return utf8.decode(ByteBuffer.wrap(bytes, from, to - from)).toString();
        } catch (CharacterCodingException notUtf8) {
            return null;
        }
    }

    private static boolean isAscii(byte[] bytes, int from, int to) {
        int all = 0;
        for (int i = from; i < to; i++) {
            all |= bytes[i];
        }
        return all >= 0;
    }
}
