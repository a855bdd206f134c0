package io.policap.infer.decision;

import static java.util.Objects.requireNonNull;

/**
 * Where a decision is written.
 *
 * @param file the path as the user gave it
 * @param line from 1
 */
public record DecisionPlace(String file, int line) implements Comparable<DecisionPlace> {
    public DecisionPlace {
        requireNonNull(file, "file");
        if (line < 1) {
            throw new IllegalArgumentException("line " + line + " is below 1");
        }
    }

    @Override
    public int compareTo(DecisionPlace other) {
        int byFile = file.compareTo(other.file);
        return byFile != 0 ? byFile : Integer.compare(line, other.line);
    }

    /** {@code FILE:LINE}, as compilers write it. */
    @Override
    public String toString() {
        return file + ":" + line;
    }
}
