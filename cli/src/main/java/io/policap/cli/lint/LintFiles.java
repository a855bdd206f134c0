package io.policap.cli.lint;

import io.policap.capture.recording.ContentKind;
import io.policap.capture.recording.Recording;
import io.policap.cli.console.Console;
import io.policap.emit.lint.Linter;
import io.policap.infer.issue.Issues;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The files that lint reads. One that is named is read whatever it looks like, as broken ones are what lint is for; of a
 * directory those that end in .yaml or .yml, and those in .json that hold Kubernetes objects.
 */
public final class LintFiles {
    private static final int DEEPEST = 32;

    private final Linter linter;
    private final InputStream standardInput;
    private final Consumer<String> unreadable;

    /**
     * A reader of files.
     *
     * @param standardInput what {@code -} stands for
     * @param unreadable told of each file that cannot be read, and why
     */
    public LintFiles(Linter linter, InputStream standardInput, Consumer<String> unreadable) {
        this.linter = linter;
        this.standardInput = standardInput;
        this.unreadable = unreadable;
    }

    /** Reads what one path of the command line names. */
    public void read(String path) {
        if (path.equals(Recording.STANDARD_INPUT)) {
            read(path, () -> standardInput);
            return;
        }
        Path named;
        try {
            named = Path.of(path);
        } catch (InvalidPathException notAPath) {
            unreadable.accept(path + ": is not a path");
            return;
        }
        if (!Files.exists(named)) {
            unreadable.accept(path + ": does not exist");
        } else if (Files.isDirectory(named)) {
            directory(named);
        } else {
            read(path, () -> Files.newInputStream(named));
        }
    }

    private void directory(Path directory) {
        List<Path> files;
        try (Stream<Path> walk = Files.walk(directory, DEEPEST)) {
            files = walk.filter(Files::isRegularFile)
                    .filter(file -> !isHidden(directory, file))
                    .filter(LintFiles::isPolicies)
                    .sorted()
                    .toList();
        } catch (IOException | UncheckedIOException failed) {
            unreadable.accept(directory + ": cannot be listed; may it be read?");
            return;
        }
        for (Path file : files) {
            read(file.toString().replace('\\', '/'), () -> Files.newInputStream(file));
        }
    }

    private static boolean isHidden(Path directory, Path file) {
        for (Path part : directory.relativize(file)) {
            if (part.toString().startsWith(".")) {
                return true;
            }
        }
        return false;
    }

    private static boolean isPolicies(Path file) {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        if (name.endsWith(".json")) {
            return !Recording.open(List.of(file.toString()), InputStream.nullInputStream(), new Issues())
                    .files(ContentKind.KUBERNETES_OBJECTS)
                    .isEmpty();
        }
        return name.endsWith(".yaml") || name.endsWith(".yml");
    }

    /** Opens one file. */
    private interface Opener {
        InputStream open() throws IOException;
    }

    private void read(String place, Opener opener) {
        try (InputStream in = opener.open()) {
            linter.read(place, in);
        } catch (IOException failed) {
            unreadable.accept(place + ": cannot be read: " + Console.message(failed));
        }
    }
}
