package io.policap.capture.hubble.skim;

/**
 * Passes over values of a JSON line without decoding them, and accepts nothing that is not valid JSON.
 *
 * <p>Every method returns the position behind what it passed over, or -1 where it is in doubt: also for much that is
 * valid, such as fractions and characters beyond ASCII. Lines end with a newline, at which all of them stop.
 */
final class JsonSkip {
    /** Deeper values are in doubt; Hubble's own are at most 8 deep. */
    private static final int DEEPEST = 16;

    private static final int LONGEST_NAME = 1_000;
    private static final int MOST_DIGITS = 18;

    private JsonSkip() {}

    /** From behind a string's first quote to its last one; in doubt where it holds an escape. */
    static int plainText(byte[] line, int from) {
        int at = plain(line, from);
        return line[at] == '"' ? at : -1;
    }

    /** From behind a string's first quote to behind its last one. */
    static int text(byte[] line, int from) {
        int at = plain(line, from);
        while (line[at] == '\\') {
            int escaped = escape(line, at + 1);
            if (escaped < 0) {
                return -1;
            }
            at = plain(line, escaped);
        }
        return line[at] == '"' ? at + 1 : -1;
    }

    /** The first position from here on of what may not stand in a string as it is. */
    private static int plain(byte[] line, int from) {
        int at = from;
        int ahead = Words.plain(Words.at(line, at));
        while (ahead == Words.BYTES) {
            at += Words.BYTES;
            ahead = Words.plain(Words.at(line, at));
        }
        return at + ahead;
    }

    private static int escape(byte[] line, int at) {
        switch (line[at]) {
            case '"':
            case '\\':
            case '/':
            case 'b':
            case 'f':
            case 'n':
            case 'r':
            case 't':
                return at + 1;
            case 'u':
                for (int i = at + 1; i <= at + 4; i++) {
                    if (!isHex(line[i])) {
                        return -1;
                    }
                }
                return at + 5;
            default:
                return -1;
        }
    }

    private static boolean isHex(byte b) {
        return (b >= '0' && b <= '9') || (b >= 'a' && b <= 'f') || (b >= 'A' && b <= 'F');
    }

    /** A whole number from 0 without leading zeros. */
    static int number(byte[] line, int from) {
        int at = from;
        while (line[at] >= '0' && line[at] <= '9') {
            at++;
        }
        int digits = at - from;
        boolean valid = digits > 0 && digits <= MOST_DIGITS && (digits == 1 || line[from] != '0');
        return valid ? at : -1;
    }

    static int value(byte[] line, int at) {
        return value(line, at, 0);
    }

    private static int value(byte[] line, int at, int depth) {
        switch (line[at]) {
            case '"':
                return text(line, at + 1);
            case '{':
                return depth < DEEPEST ? object(line, at + 1, depth + 1) : -1;
            case '[':
                return depth < DEEPEST ? array(line, at + 1, depth + 1) : -1;
            case 't':
                return word(line, at, "true");
            case 'f':
                return word(line, at, "false");
            case 'n':
                return word(line, at, "null");
            default:
                return number(line, at);
        }
    }

    private static int word(byte[] line, int from, String word) {
        for (int i = 0; i < word.length(); i++) {
            if (line[from + i] != word.charAt(i)) {
                return -1;
            }
        }
        return from + word.length();
    }

    private static int object(byte[] line, int from, int depth) {
        int at = from;
        if (line[at] == '}') {
            return at + 1;
        }
        while (line[at] == '"') {
            int end = plainText(line, at + 1);
            if (end < 0 || end - at > LONGEST_NAME || line[end + 1] != ':') {
                return -1;
            }
            at = value(line, end + 2, depth);
            if (at < 0) {
                return -1;
            }
            if (line[at] == '}') {
                return at + 1;
            }
            if (line[at] != ',') {
                return -1;
            }
            at++;
        }
        return -1;
    }

    private static int array(byte[] line, int from, int depth) {
        int at = from;
        if (line[at] == ']') {
            return at + 1;
        }
        while (true) {
            at = value(line, at, depth);
            if (at < 0) {
                return -1;
            }
            if (line[at] == ']') {
                return at + 1;
            }
            if (line[at] != ',') {
                return -1;
            }
            at++;
        }
    }
}
