package io.policap.capture.packet.payload.http;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** The characters of HTTP's grammar (RFC 9110, 5.6). */
final class Tokens {
    private static final String MARKS = "!#$%&'*+-.^_`|~";

    private Tokens() {}

    /** A character of a method's or a header's name. */
    static boolean isToken(int b) {
        return b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' || b >= '0' && b <= '9' || MARKS.indexOf(b) >= 0;
    }

    static boolean isToken(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (!isToken(bytes[i])) {
                return false;
            }
        }
        return from < to;
    }

    /** A visible ASCII character: what a request target may consist of, as wide as servers take it. */
    static boolean isVisible(int b) {
        return b > ' ' && b < 0x7F;
    }

    /** A character of a field value. */
    static boolean isValue(int b) {
        return b >= ' ' && b != 0x7F || b < 0 || b == '\t';
    }

    static String text(byte[] bytes, int from, int to) {
        return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
    }

    static String lower(byte[] bytes, int from, int to) {
        return text(bytes, from, to).toLowerCase(Locale.ROOT);
    }
}
