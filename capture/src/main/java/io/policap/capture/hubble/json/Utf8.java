package io.policap.capture.hubble.json;

/** The byte sequences of RFC 3629, section 4; parsers let some others pass, overlong ones and surrogates. */
final class Utf8 {
    private Utf8() {}

    static boolean isValid(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to) {
            int first = bytes[at] & 255;
            int tail = tail(first);
            if (tail < 0 || at + tail >= to || (tail > 0 && !isSecond(first, bytes[at + 1] & 255))) {
                return false;
            }
            for (int i = 2; i <= tail; i++) {
                if ((bytes[at + i] & 0xC0) != 0x80) {
                    return false;
                }
            }
            at += 1 + tail;
        }
        return true;
    }

    /** Bytes that follow a first byte, -1 where it is none. */
    private static int tail(int first) {
        if (first < 0x80) {
            return 0;
        }
        if (first < 0xC2 || first > 0xF4) {
            return -1;
        }
        return first < 0xE0 ? 1 : first < 0xF0 ? 2 : 3;
    }

    private static boolean isSecond(int first, int second) {
        switch (first) {
            case 0xE0:
                return second >= 0xA0 && second <= 0xBF;
            case 0xED:
                return second >= 0x80 && second <= 0x9F;
            case 0xF0:
                return second >= 0x90 && second <= 0xBF;
            case 0xF4:
                return second >= 0x80 && second <= 0x8F;
            default:
                return second >= 0x80 && second <= 0xBF;
        }
    }
}
