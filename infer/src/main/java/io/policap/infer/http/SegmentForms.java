package io.policap.infer.http;

/** Tells the kind of a path segment by its characters. */
final class SegmentForms {
    private static final int LONGEST_EXTENSION = 5;
    private static final int SHORTEST_HEX = 8;
    private static final int SHORTEST_LONG_HEX = 32;
    private static final int SHORTEST_BASE64URL = 16;
    private static final String ULID_LETTERS = "ABCDEFGHJKMNPQRSTVWXYZ";

    private SegmentForms() {}

    static PathKind kindOf(String segment) {
        if (segment.isEmpty()) {
            return PathKind.EMPTY;
        }
        boolean plain = true;
        boolean hex = true;
        int digits = 0;
        for (int i = 0; i < segment.length(); i++) {
            char c = segment.charAt(i);
            digits += isDigit(c) ? 1 : 0;
            hex &= isHex(c);
            plain &= isUnreserved(c);
        }
        if (digits == segment.length()) {
            return PathKind.NUMBER;
        }
        if (hex && digits > 0 && segment.length() >= SHORTEST_HEX) {
            return segment.length() >= SHORTEST_LONG_HEX ? PathKind.LONG_HEX : PathKind.HEX;
        }
        if (isUuid(segment)) {
            return PathKind.UUID;
        }
        if (isUlid(segment)) {
            return PathKind.ULID;
        }
        if (isDate(segment)) {
            return PathKind.DATE;
        }
        if (isLocale(segment)) {
            return PathKind.LOCALE;
        }
        if (isEmail(segment)) {
            return PathKind.EMAIL;
        }
        if (!plain || segment.charAt(0) == '.') {
            return PathKind.OTHER;
        }
        if (isJwt(segment)) {
            return PathKind.JWT;
        }
        if (isBase64Url(segment, digits)) {
            return PathKind.BASE64URL;
        }
        return extension(segment).isEmpty() ? PathKind.WORD : PathKind.FILE;
    }

    /** The extension of a file name, up to five lower-case letters and digits, the first a letter; empty where there is none. */
    static String extension(String segment) {
        int dot = segment.lastIndexOf('.');
        int length = segment.length() - dot - 1;
        if (dot < 1 || length < 1 || length > LONGEST_EXTENSION || segment.indexOf('~') >= 0) {
            return "";
        }
        for (int i = dot + 1; i < segment.length(); i++) {
            char c = segment.charAt(i);
            if (!(c >= 'a' && c <= 'z') && !(isDigit(c) && i > dot + 1)) {
                return "";
            }
        }
        return segment.substring(dot + 1);
    }

    private static boolean isUuid(String text) {
        if (text.length() != 36) {
            return false;
        }
        for (int i = 0; i < 36; i++) {
            boolean hyphen = i == 8 || i == 13 || i == 18 || i == 23;
            if (hyphen ? text.charAt(i) != '-' : !isHex(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isUlid(String text) {
        if (text.length() != 26 || text.charAt(0) < '0' || text.charAt(0) > '7') {
            return false;
        }
        for (int i = 1; i < 26; i++) {
            if (!isDigit(text.charAt(i)) && ULID_LETTERS.indexOf(text.charAt(i)) < 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean isDate(String text) {
        if (text.length() != 10) {
            return false;
        }
        for (int i = 0; i < 10; i++) {
            boolean hyphen = i == 4 || i == 7;
            if (hyphen ? text.charAt(i) != '-' : !isDigit(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isLocale(String text) {
        return text.length() == 5
                && isLower(text.charAt(0))
                && isLower(text.charAt(1))
                && (text.charAt(2) == '-' || text.charAt(2) == '_')
                && isUpper(text.charAt(3))
                && isUpper(text.charAt(4));
    }

    private static boolean isEmail(String text) {
        int at = text.indexOf('@');
        int after = at + 1;
        if (at < 0) {
            at = text.indexOf("%40");
            after = at + 3;
        }
        if (at < 1 || text.indexOf('.', after) < 0) {
            return false;
        }
        for (int i = 0; i < at; i++) {
            char c = text.charAt(i);
            if (!isAlphanumeric(c) && "._+-".indexOf(c) < 0) {
                return false;
            }
        }
        char before = '.';
        for (int i = after; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!isAlphanumeric(c) && c != '-' && (c != '.' || before == '.')) {
                return false;
            }
            before = c;
        }
        return before != '.';
    }

    private static boolean isJwt(String text) {
        int first = text.indexOf('.');
        int second = text.indexOf('.', first + 1);
        return text.startsWith("eyJ")
                && first > 3
                && second > first + 1
                && text.indexOf('.', second + 1) < 0
                && text.indexOf('~') < 0;
    }

    /**
     * Whether it mixes upper case, lower case and digits as no name does: in names of several words the case changes
     * once or twice a word, in base64 with two of three characters.
     */
    private static boolean isBase64Url(String text, int digits) {
        if (text.length() < SHORTEST_BASE64URL || digits < 1) {
            return false;
        }
        int changes = 0;
        boolean upper = false;
        boolean lower = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '.' || c == '~') {
                return false;
            }
            upper |= isUpper(c);
            lower |= isLower(c);
            changes += i > 0 && group(c) != group(text.charAt(i - 1)) ? 1 : 0;
        }
        int places = text.length() - 1;
        return upper && lower && (changes * 2 >= places || (digits >= 3 && changes * 5 >= places * 2));
    }

    private static int group(char c) {
        return isUpper(c) ? 0 : isLower(c) ? 1 : isDigit(c) ? 2 : 3;
    }

    private static boolean isUnreserved(char c) {
        return isAlphanumeric(c) || c == '.' || c == '_' || c == '~' || c == '-';
    }

    private static boolean isAlphanumeric(char c) {
        return isDigit(c) || isUpper(c) || isLower(c);
    }

    private static boolean isHex(char c) {
        return isDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isUpper(char c) {
        return c >= 'A' && c <= 'Z';
    }

    private static boolean isLower(char c) {
        return c >= 'a' && c <= 'z';
    }
}
