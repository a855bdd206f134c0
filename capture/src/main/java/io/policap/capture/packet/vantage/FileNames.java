package io.policap.capture.packet.vantage;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.List;

/**
 * Names of files below a directory; {@code *} stands for any characters within one name.
 *
 * @param directory the names of the directory's path as the user gave it, {@code .} left out
 * @param names the names below it, the last of which is the file's
 */
public record FileNames(List<String> directory, List<String> names) {
    public FileNames {
        directory = List.copyOf(directory);
        names = List.copyOf(names);
        if (names.isEmpty()) {
            throw new IllegalArgumentException("a file without a name");
        }
    }

    /**
     * The files of this pattern in the directory of another file.
     *
     * @throws IllegalArgumentException when the pattern is empty, absolute, or leads out of the directory
     */
    static FileNames beside(String notesFile, String pattern) {
        List<String> notes = split(requireNonNull(notesFile, "notesFile"));
        List<String> names = split(pattern);
        if (names.isEmpty() || pattern.startsWith("/") || pattern.endsWith("/") || names.contains("..")) {
            throw new IllegalArgumentException("'" + pattern + "' is not a name below the directory");
        }
        return new FileNames(notes.subList(0, Math.max(0, notes.size() - 1)), names);
    }

    /** Whether this is one of the files, its path given as that of the notes was. */
    boolean matches(String file) {
        List<String> path = split(file);
        int depth = directory.size();
        if (path.size() != depth + names.size() || !path.subList(0, depth).equals(directory)) {
            return false;
        }
        for (int i = 0; i < names.size(); i++) {
            if (!matches(names.get(i), path.get(depth + i))) {
                return false;
            }
        }
        return true;
    }

    // Both separators, as a path may have been typed on any system.
    private static List<String> split(String path) {
        return Arrays.stream(path.split("[/\\\\]"))
                .filter(name -> !name.isEmpty() && !name.equals("."))
                .toList();
    }

    // Goes back to the last star only, so it takes no more than the product of both lengths.
    private static boolean matches(String pattern, String name) {
        int at = 0;
        int in = 0;
        int star = -1;
        int resume = 0;
        while (in < name.length()) {
            if (at < pattern.length() && pattern.charAt(at) == '*') {
                star = at++;
                resume = in;
            } else if (at < pattern.length() && pattern.charAt(at) == name.charAt(in)) {
                at++;
                in++;
            } else if (star >= 0) {
                at = star + 1;
                in = ++resume;
            } else {
                return false;
            }
        }
        while (at < pattern.length() && pattern.charAt(at) == '*') {
            at++;
        }
        return at == pattern.length();
    }
}
