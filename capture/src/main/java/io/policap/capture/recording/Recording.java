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
import java.util.Set;

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
        boolean usesInput = paths.removeAll(Set.of(STANDARD_INPUT));
        Recognition recognition = new Recognition(sniffer, issues);
        if (usesInput) {
            recognition.look(STANDARD_INPUT, new OnceOpener(standardInput), null);
        }
        for (SourceFile file : new SourceFiles(issues).find(paths)) {
            if (Files.isRegularFile(file.path())) {
                recognition.look(file.name(), new FileOpener(file.path()), file.path());
            } else {
                recognition.look(file.name(), pipe(file.path()), null);
            }
        }
        List<RecognizedFile> files = recognition.recognised();
        // Not Comparator.comparing: Java keeps no class for its lambda in an archive, and makes one at each start.
        files.sort((left, right) -> left.name().compareTo(right.name()));
        return new Recording(files);
    }

    private static RecognizedFile.Opener pipe(Path path) {
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
        List<RecognizedFile> ofKind = new ArrayList<>();
        for (RecognizedFile file : files) {
            if (file.kind() == kind) {
                ofKind.add(file);
            }
        }
        return List.copyOf(ofKind);
    }

    private record FileOpener(Path path) implements RecognizedFile.Opener {
        @Override
        public InputStream open() throws IOException {
            return Files.newInputStream(path);
        }
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
