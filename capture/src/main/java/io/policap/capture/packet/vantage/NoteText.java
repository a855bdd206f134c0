package io.policap.capture.packet.vantage;

/** Texts of a notes file, and how they are shown in messages. */
final class NoteText {
    private static final int SHOWN = 60;

    private NoteText() {}

    /** A scalar's text; empty for lists and objects. */
    static String of(NotesValue value) {
        return value instanceof NotesValue.Scalar ? ((NotesValue.Scalar) value).text() : "";
    }

    /** The text without control characters, cut where it is long. */
    static String quoted(String text) {
        String shown = text.length() > SHOWN ? text.substring(0, SHOWN) + "..." : text;
        return shown.replaceAll("\\p{C}", "?");
    }
}
