package io.policap.infer.flow;

import static java.util.Objects.requireNonNull;

/**
 * Where something was read; its text is made only when asked for, as most are never shown.
 *
 * @param source the source as the user named it
 * @param line the line or record in it, from 1; 0 for the source as a whole
 */
public record Place(String source, long line) implements Comparable<Place> {
    public Place {
        requireNonNull(source, "source");
        if (line < 0) {
            throw new IllegalArgumentException("line " + line + " < 0");
        }
    }

    @Override
    public int compareTo(Place other) {
        int bySource = source.compareTo(other.source);
        return bySource != 0 ? bySource : Long.compare(line, other.line);
    }

    /** The place as messages show it: {@code source:line}. */
    @Override
    public String toString() {
        return line == 0 ? source : source + ":" + line;
    }
}
