package io.policap.cli.source;

import static java.util.Objects.requireNonNull;

import io.policap.emit.baseline.BaselineWriter;
import io.policap.emit.tree.AtomicFile;
import io.policap.emit.tree.FileContent;
import io.policap.infer.baseline.BaselineSnapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A baseline as a file: at any moment the old one or the new one, whole. A pipe or a device is written to instead. */
public final class BaselineFile implements BaselineTarget {
    /** More of them would wait for the one that writes. */
    private static final int MOST_THREADS = 4;

    private final Path file;

    public BaselineFile(Path file) {
        this.file = requireNonNull(file, "file");
    }

    @Override
    public void write(BaselineSnapshot seen) throws IOException {
        int threads = Math.min(MOST_THREADS, Runtime.getRuntime().availableProcessors());
        FileContent content = out -> BaselineWriter.write(seen, out, threads);
        if (AtomicFile.isOther(file)) {
            AtomicFile.send(file, content);
            return;
        }
        Path directory = file.toAbsolutePath().getParent();
        if (directory != null && !Files.isDirectory(directory)) {
            Files.createDirectories(directory);
        }
        AtomicFile.write(file, content);
    }
}
