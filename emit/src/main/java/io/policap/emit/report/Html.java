package io.policap.emit.report;

/**
 * Builds HTML that is well-formed XML too: every text and attribute is escaped on its way in.
 *
 * <p>Names come from hostile input: characters that steer a browser's text, and those that XML does not know, are shown
 * by their number.
 */
final class Html {
    private final StringBuilder text = new StringBuilder(1 << 16);

    /** Opens an element; attributes are pairs of name and value, names are ours. */
    Html open(String element, String... attributes) {
        tag(element, attributes).append(">");
        return this;
    }

    /** An element without content. */
    Html empty(String element, String... attributes) {
        tag(element, attributes).append(" />");
        return this;
    }

    Html close(String element) {
        text.append("</").append(element).append(">");
        return this;
    }

    Html text(String content) {
        escape(content);
        return this;
    }

    /** An element that holds just a text. */
    Html element(String element, String content, String... attributes) {
        return open(element, attributes).text(content).close(element);
    }

    Html line() {
        text.append('\n');
        return this;
    }

    /** Markup of our own, as it stands. */
    Html trusted(String markup) {
        text.append(markup);
        return this;
    }

    private StringBuilder tag(String element, String... attributes) {
        text.append('<').append(element);
        for (int i = 0; i < attributes.length; i += 2) {
            text.append(' ').append(attributes[i]).append("=\"");
            escape(attributes[i + 1]);
            text.append('"');
        }
        return text;
    }

    private void escape(String content) {
        content.codePoints().forEach(point -> {
            switch (point) {
                case '<' -> text.append("&lt;");
                case '>' -> text.append("&gt;");
                case '&' -> text.append("&amp;");
                case '"' -> text.append("&quot;");
                case '\'' -> text.append("&#39;");
                case '\n' -> text.append(' ');
                default -> {
                    if (isSafe(point)) {
                        text.appendCodePoint(point);
                    } else {
                        text.append(String.format("[U+%04X]", point));
                    }
                }
            }
        });
    }

    private static boolean isSafe(int point) {
        switch (Character.getType(point)) {
            case Character.CONTROL:
            case Character.FORMAT:
            case Character.SURROGATE:
            case Character.PRIVATE_USE:
            case Character.UNASSIGNED:
            case Character.LINE_SEPARATOR:
            case Character.PARAGRAPH_SEPARATOR:
                return false;
            default:
                return true;
        }
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
