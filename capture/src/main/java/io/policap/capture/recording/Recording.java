package io.policap.capture.recording;

import io.policap.infer.issue.Issues;
import java.io.BufferedInputStream;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The sources of a run, each file recognised by its content, sorted by name.
 *
 * <p>Callers go over it twice: first what gives the inventory, then the flows. Nothing is held in memory but names; a
 * file is opened again when it is read.
 */
public final class Recording {
    /** What standard input is called on the command line. */
    public static final String STANDARD_INPUT = "-";

    private final List<RecognizedFile> files;

    private Recording(List<RecognizedFile> files) {
        this.files = List.copyOf(files);
    }

    /**
     * Looks at every file of the sources. What cannot be opened or is nothing known becomes an issue and is left out.
     *
     * @param sources files, directories, or {@code -} for standard input
     * @param standardInput read only where {@code -} is among the sources
     */
    public static Recording open(List<String> sources, InputStream standardInput, Issues issues) {
        return open(sources, standardInput, issues, ContentSniffer.standard());
    }

    static Recording open(List<String> sources, InputStream standardInput, Issues issues, ContentSniffer sniffer) {
        List<String> paths = new ArrayList<>(sources);
        boolean usesInput = paths.removeIf(STANDARD_INPUT::equals);
        List<RecognizedFile> files = new ArrayList<>();
        Recognition recognition = new Recognition(sniffer, issues);
        if (usesInput) {
            recognition
                    .recognise(STANDARD_INPUT, new OnceOpener(standardInput), null)
                    .ifPresent(files::add);
        }
        for (SourceFile file : new SourceFiles(issues).find(paths)) {
            Path regular = Files.isRegularFile(file.path()) ? file.path() : null;
            recognition.recognise(file.name(), opener(file, issues), regular).ifPresent(files::add);
        }
        // Not Comparator.comparing: Java keeps no class for its lambda in an archive, and makes one at each start.
        files.sort((left, right) -> left.name().compareTo(right.name()));
        return new Recording(files);
    }

    private static RecognizedFile.Opener opener(SourceFile file, Issues issues) {
        Path path = file.path();
        if (Files.isRegularFile(path)) {
            return () -> Files.newInputStream(path);
        }
        try {
            // The stream of a channel asks for the position, which a pipe has not.
            return new OnceOpener(new FileInputStream(path.toFile()));
        } catch (IOException failed) {
            return () -> {
                throw failed;
            };
        }
    }

    /** All files that were recognised. */
    public List<RecognizedFile> files() {
        return files;
    }

    /** The files of one kind. */
    public List<RecognizedFile> files(ContentKind kind) {
        return files.stream().filter(file -> file.kind() == kind).toList();
    }

    /** A stream that cannot be opened again: it is looked at ahead, and then read once. */
    private static final class OnceOpener implements RecognizedFile.Opener {
        private final BufferedInputStream stream;
        private boolean lookedAt;

        OnceOpener(InputStream stream) {
            this.stream = new BufferedInputStream(stream, Recognition.LOOK_AHEAD);
        }

        @Override
        public boolean isRepeatable() {
            return false;
        }

        @Override
        public InputStream open() throws IOException {
            if (lookedAt) {
                stream.reset();
                return stream;
            }
            lookedAt = true;
            stream.mark(Recognition.LOOK_AHEAD);
            return new LookAhead(stream, Recognition.LOOK_AHEAD);
        }
    }
}
