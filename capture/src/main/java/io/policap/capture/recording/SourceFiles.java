package io.policap.capture.recording;

import io.policap.infer.issue.IssueCode;
import io.policap.infer.issue.Issues;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Finds the files that sources name: the file itself, or every file below a directory that is not hidden.
 *
 * <p>Links are followed, and each directory and each file is taken once, so loops end. The result is sorted by name and
 * does not depend on the order in which sources were given or directories are listed.
 */
final class SourceFiles {
    private static final int DEEPEST = 32;

    private final Issues issues;
    private final List<SourceFile> files = new ArrayList<>();
    private final Set<Path> seen = new HashSet<>();

    SourceFiles(Issues issues) {
        this.issues = issues;
    }

    List<SourceFile> find(List<String> sources) {
        List<String> sorted = new ArrayList<>(sources);
        Collections.sort(sorted);
        for (String source : sorted) {
            try {
                add(printable(source), Path.of(source), 0);
            } catch (InvalidPathException notAPath) {
                unreadable(printable(source), "is not a path");
            }
        }
        Collections.sort(files);
        return files;
    }

    private void add(String name, Path path, int depth) {
        if (!Files.exists(path)) {
            unreadable(name, "does not exist");
        } else if (Files.isDirectory(path)) {
            addDirectory(name, path, depth);
        } else if (depth > 0 && !Files.isRegularFile(path)) {
            unreadable(name, "is not a regular file; left out");
        } else if (isNew(name, path)) {
            files.add(new SourceFile(name, path));
        }
    }

    private void addDirectory(String name, Path directory, int depth) {
        if (depth > DEEPEST) {
            unreadable(name, "is more than " + DEEPEST + " directories deep; left out");
            return;
        }
        if (!isNew(name, directory)) {
            return;
        }
        List<Path> entries = new ArrayList<>();
        try (DirectoryStream<Path> listing = Files.newDirectoryStream(directory)) {
            for (Path entry : listing) {
                entries.add(entry);
            }
        } catch (IOException | DirectoryIteratorException failed) {
            unreadable(name, "cannot be listed; may it be read?");
            return;
        }
        Collections.sort(entries);
        String prefix = name.endsWith("/") ? name : name + "/";
        for (Path entry : entries) {
            String entryName = String.valueOf(entry.getFileName());
            if (!entryName.startsWith(".")) {
                add(prefix + printable(entryName), entry, depth + 1);
            }
        }
    }

    private boolean isNew(String name, Path path) {
        try {
            return seen.add(path.toRealPath());
        } catch (IOException unresolved) {
            if (Files.exists(path)) {
                // A pipe that a shell opened has no path of its own.
                return seen.add(path.toAbsolutePath());
            }
            unreadable(name, "cannot be opened; does the link lead somewhere?");
            return false;
        }
    }

    private void unreadable(String name, String why) {
        issues.add(IssueCode.UNREADABLE_FILE, name, why);
    }

    /** The name without characters that would change how a terminal shows a message. */
    static String printable(String name) {
        StringBuilder text = new StringBuilder(name.length());
        int c;
        for (int at = 0; at < name.length(); at += Character.charCount(c)) {
            c = name.codePointAt(at);
            text.appendCodePoint(Character.isISOControl(c) || Character.getType(c) == Character.FORMAT ? '?' : c);
        }
        return text.toString();
    }
}
