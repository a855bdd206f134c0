package io.policap.cli.console;

/** Text that is safe on a terminal: names and messages come from hostile input. */
public final class Printable {
    private static final int LONGEST = 2000;

    private Printable() {}

    /** The text on one line, without control and direction characters, bounded. */
    public static String line(String text) {
        StringBuilder line = new StringBuilder(Math.min(text.length(), LONGEST));
        for (int i = 0; i < text.length() && line.length() < LONGEST; i++) {
            char c = text.charAt(i);
            int type = Character.getType(c);
            boolean unsafe = type == Character.CONTROL
                    || type == Character.FORMAT
                    || type == Character.LINE_SEPARATOR
                    || type == Character.PARAGRAPH_SEPARATOR
                    || (Character.isSurrogate(c) && !isPair(text, i));
            line.append(unsafe ? '?' : c);
        }
        return text.length() > LONGEST ? line + "..." : line.toString();
    }

    private static boolean isPair(String text, int i) {
        char c = text.charAt(i);
        return Character.isHighSurrogate(c)
                ? i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))
                : i > 0 && Character.isHighSurrogate(text.charAt(i - 1));
    }
}
