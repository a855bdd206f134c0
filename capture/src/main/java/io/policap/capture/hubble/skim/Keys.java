package io.policap.capture.hubble.skim;

import java.nio.charset.StandardCharsets;

/** Comparison of the bytes of a line with what they may be. */
final class Keys {
    private Keys() {}

    static byte[] bytes(String ascii) {
        return ascii.getBytes(StandardCharsets.US_ASCII);
    }

    /** Whether these bytes stand here; a newline at the end of every line keeps this inside of the buffer. */
    static boolean at(byte[] line, int from, byte[] wanted) {
        for (int i = 0; i < wanted.length; i++) {
            if (line[from + i] != wanted[i]) {
                return false;
            }
        }
        return true;
    }

    /** Whether the text from here to there is this one. */
    static boolean is(byte[] line, int from, int to, String wanted) {
        int length = wanted.length();
        if (to - from != length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (line[from + i] != wanted.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** Whether a name that is not used is in the form of proto's names, so that it is not another form of a used one. */
    static boolean isProtoName(byte[] line, int from, int to) {
        for (int i = from; i < to; i++) {
            byte b = line[i];
            if (!(b >= 'a' && b <= 'z') && !(b >= '0' && b <= '9') && b != '_') {
                return false;
            }
        }
        return true;
    }
}
