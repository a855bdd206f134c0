package io.policap.emit.render;

import java.util.ArrayList;
import java.util.List;

/**
 * Text for a YAML comment that cannot end it: printable ASCII stays, everything else becomes {@code ?}, words are
 * bounded, lines are wrapped.
 *
 * <p>Names in comments come from flows, so line breaks of every kind (also U+0085, U+2028), control characters and
 * characters that reorder text (Unicode TR 36) have no place here.
 */
final class CommentText {
    private static final int LONGEST_NAME = 128;

    private CommentText() {}

    /** An outside name, made harmless and at most 128 characters long. */
    static String name(String raw) {
        String safe = ascii(raw);
        return safe.length() <= LONGEST_NAME ? safe : safe.substring(0, LONGEST_NAME - 3) + "...";
    }

    /** A whole line, made harmless. */
    static String ascii(String raw) {
        StringBuilder out = new StringBuilder(raw.length());
        raw.codePoints().forEach(c -> out.append(c >= 0x20 && c < 0x7F ? (char) c : '?'));
        return out.toString();
    }

    /** The text in lines of at most {@code width} characters where words allow it; at least one line. */
    static List<String> wrap(String text, int width) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : ascii(text).split(" +")) {
            if (line.length() > 0 && line.length() + 1 + word.length() > width) {
                lines.add(line.toString());
                line.setLength(0);
            }
            if (line.length() > 0) {
                line.append(' ');
            }
            line.append(word);
        }
        lines.add(line.toString());
        return List.copyOf(lines);
    }
}
