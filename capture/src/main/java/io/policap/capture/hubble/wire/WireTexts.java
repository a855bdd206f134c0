package io.policap.capture.hubble.wire;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * One string for each text that repeats, recognised by its bytes. Not safe for several threads.
 */
final class WireTexts {
    /** Texts that differ do so near their end: labels share their prefixes. */
    private static final int HASHED = 32;

    private final CharsetDecoder utf8 = StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    private final SeenBytes<String> seen;
    private final int longest;

    /**
     * A table.
     *
     * @param places texts that are remembered, a power of two
     * @param longest bytes of the longest text that is remembered
     */
    WireTexts(int places, int longest) {
        this.seen = new SeenBytes<>(places);
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
        long hash = WireHash.of(bytes, Math.max(from, to - HASHED), to, to - from);
        String known = seen.find(bytes, from, to, hash);
        if (known != null) {
            return known;
        }
        String text = decode(bytes, from, to);
        if (text != null) {
            seen.put(bytes, from, to, hash, text);
        }
        return text;
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
