package io.policap.capture.yaml;

/** Texts of a YAML file, and how they are shown in messages. */
public final class LinedText {
    private static final int SHOWN = 60;

    private LinedText() {}

    /** A scalar's text; empty for lists and objects. */
    public static String of(LinedValue value) {
        return value instanceof LinedValue.Scalar ? ((LinedValue.Scalar) value).text() : "";
    }

    /** The text without control characters, cut where it is long. */
    public static String quoted(String text) {
        String shown = text.length() > SHOWN ? text.substring(0, SHOWN) + "..." : text;
        return shown.replaceAll("\\p{C}", "?");
    }
}
