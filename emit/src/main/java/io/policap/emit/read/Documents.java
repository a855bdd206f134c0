package io.policap.emit.read;

import java.util.ArrayList;
import java.util.List;

/**
 * Splits a YAML stream into its documents, so that a broken one does not take the others with it.
 *
 * <p>A line that starts with {@code ---} ends a document wherever it stands, even within a block of text (YAML 1.2,
 * 9.1.2), so lines are all there is to look at.
 */
final class Documents {
    private Documents() {}

    /**
     * One document.
     *
     * @param text its text
     * @param linesBefore how many lines of the file come before it
     */
    record Document(String text, int linesBefore) {}

    static List<Document> split(String text) {
        List<Document> documents = new ArrayList<>();
        int start = 0;
        int line = 0;
        int startLine = 0;
        int at = 0;
        while (at < text.length()) {
            int end = text.indexOf('\n', at);
            int next = end < 0 ? text.length() : end + 1;
            if (isMarker(text, at, "---")) {
                add(documents, text.substring(start, at), startLine);
                start = at;
                startLine = line;
            } else if (isMarker(text, at, "...")) {
                add(documents, text.substring(start, at), startLine);
                start = next;
                startLine = line + 1;
            }
            at = next;
            line++;
        }
        add(documents, text.substring(start), startLine);
        return documents;
    }

    private static boolean isMarker(String text, int at, String marker) {
        if (!text.startsWith(marker, at)) {
            return false;
        }
        int after = at + marker.length();
        return after >= text.length() || Character.isWhitespace(text.charAt(after));
    }

    /** A text of directives and comments alone belongs to no document. */
    private static void add(List<Document> documents, String text, int linesBefore) {
        boolean content = text.lines()
                .anyMatch(line -> !line.isBlank() && !line.stripLeading().startsWith("#") && !line.startsWith("%"));
        if (content) {
            documents.add(new Document(text, linesBefore));
        }
    }
}
