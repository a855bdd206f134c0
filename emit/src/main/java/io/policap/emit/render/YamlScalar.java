package io.policap.emit.render;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A string as a YAML scalar that every YAML 1.1 and 1.2 reader takes for that string.
 *
 * <p>Plain only where the text is on a list of harmless forms; everything else is double-quoted with escapes
 * (YAML 1.2.2, 7.3.1), in ASCII. A lone surrogate, which no encoding of Unicode can carry, becomes U+FFFD.
 */
final class YamlScalar {
    /** Words, label keys with or without a source prefix; never a colon where a mapping could start. */
    private static final Pattern WORD = Pattern.compile("[A-Za-z](?:[A-Za-z0-9._/-]|:(?=[A-Za-z0-9.]))*");

    private static final Pattern IPV4_PREFIX =
            Pattern.compile("[0-9]{1,3}\\.[0-9]{1,3}\\.[0-9]{1,3}\\.[0-9]{1,3}/[0-9]{1,2}");

    /** What YAML 1.1 reads as booleans and null, in lower case. */
    private static final Set<String> RESERVED =
            Set.of("y", "n", "yes", "no", "on", "off", "true", "false", "null", "nan", "inf");

    private YamlScalar() {}

    static String of(String text) {
        return isPlain(text) ? text : quoted(text);
    }

    private static boolean isPlain(String text) {
        if (text.length() > 128) {
            return false;
        }
        return (WORD.matcher(text).matches() && !RESERVED.contains(text.toLowerCase(Locale.ROOT)))
                || IPV4_PREFIX.matcher(text).matches();
    }

    private static String quoted(String text) {
        StringBuilder out = new StringBuilder(text.length() + 2).append('"');
        text.codePoints().forEach(c -> append(out, c));
        return out.append('"').toString();
    }

    private static void append(StringBuilder out, int c) {
        if (c == '"' || c == '\\') {
            out.append('\\').append((char) c);
        } else if (c == '\n') {
            out.append("\\n");
        } else if (c == '\t') {
            out.append("\\t");
        } else if (c >= 0x20 && c < 0x7F) {
            out.append((char) c);
        } else if (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) {
            out.append("\\uFFFD");
        } else if (c < 0x1_0000) {
            out.append(String.format(Locale.ROOT, "\\u%04X", c));
        } else {
            out.append(String.format(Locale.ROOT, "\\U%08X", c));
        }
    }
}
