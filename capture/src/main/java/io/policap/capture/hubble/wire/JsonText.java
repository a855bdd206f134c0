package io.policap.capture.hubble.wire;

/** Texts as Go's JSON encoder writes them: what HTML could mistake is escaped too. */
final class JsonText {
    private static final char LINE_SEPARATOR = 0x2028;
    private static final char PARAGRAPH_SEPARATOR = 0x2029;

    private JsonText() {}

    static void append(String text, StringBuilder out) {
        out.append('"');
        int plain = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (isEscaped(c)) {
                out.append(text, plain, i);
                escape(c, out);
                plain = i + 1;
            }
        }
        out.append(text, plain, text.length()).append('"');
    }

    private static boolean isEscaped(char c) {
        return c < ' '
                || c == '"'
                || c == '\\'
                || c == '&'
                || c == '<'
                || c == '>'
                || c == LINE_SEPARATOR
                || c == PARAGRAPH_SEPARATOR;
    }

    private static void escape(char c, StringBuilder out) {
        switch (c) {
            case '"':
            case '\\':
                out.append('\\').append(c);
                break;
            case '\b':
                out.append("\\b");
                break;
            case '\f':
                out.append("\\f");
                break;
            case '\n':
                out.append("\\n");
                break;
            case '\r':
                out.append("\\r");
                break;
            case '\t':
                out.append("\\t");
                break;
            default:
                out.append("\\u");
                for (int shift = 12; shift >= 0; shift -= 4) {
                    out.append(Character.forDigit(c >>> shift & 15, 16));
                }
        }
    }
}
