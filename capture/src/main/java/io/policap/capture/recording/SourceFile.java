package io.policap.capture.recording;

import java.nio.file.Path;

/**
 * A file to be looked at.
 *
 * @param name the path as the user gave it
 * @param path the file
 */
record SourceFile(String name, Path path) implements Comparable<SourceFile> {
    @Override
    public int compareTo(SourceFile other) {
        return name.compareTo(other.name);
    }
}
