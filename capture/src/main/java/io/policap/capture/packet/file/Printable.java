package io.policap.capture.packet.file;

/** Text out of a capture without what would change how a terminal shows it. */
final class Printable {
    private Printable() {}

    /** The text up to its first NUL, control and format characters replaced by question marks. */
    static String of(String text) {
        int nul = text.indexOf(0);
        StringBuilder printable = new StringBuilder();
        (nul < 0 ? text : text.substring(0, nul))
                .codePoints()
                .forEach(c -> printable.appendCodePoint(
                        Character.isISOControl(c) || Character.getType(c) == Character.FORMAT ? '?' : c));
        return printable.toString();
    }
}
