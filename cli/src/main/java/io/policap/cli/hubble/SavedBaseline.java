package io.policap.cli.hubble;

import io.policap.capture.baseline.BaselineReader;
import io.policap.capture.baseline.BaselineReading;
import io.policap.capture.baseline.UnreadableBaseline;
import io.policap.capture.hubble.collect.ResumePoint;
import io.policap.cli.console.Console;
import io.policap.emit.baseline.BaselineWriter;
import io.policap.emit.tree.AtomicFile;
import io.policap.infer.baseline.BaselineSnapshot;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/** A baseline on the disk that a later run goes on from, together with how far the servers had been read. */
final class SavedBaseline {
    private final Path file;
    private final ResumeFile resume;
    private byte[] last = {};

    /** What an earlier run left. */
    record Before(BaselineReading baseline, ResumePoint point) {}

    SavedBaseline(Path file) {
        this.file = file;
        this.resume = ResumeFile.beside(file);
    }

    Path file() {
        return file;
    }

    boolean exists() {
        return Files.exists(file);
    }

    /**
     * What an earlier run left here to go on from; empty where it left nothing.
     *
     * @throws UnusableResumeFile when the two files do not belong together
     */
    Optional<Before> before() throws IOException, UnusableResumeFile {
        if (!exists() || !resume.exists()) {
            return Optional.empty();
        }
        byte[] bytes = Files.readAllBytes(file);
        Optional<ResumePoint> point = resume.pointOf(bytes);
        if (point.isEmpty()) {
            throw new UnusableResumeFile(
                    resume.file(), "does not belong to " + file + ", which was changed since it was written");
        }
        try {
            return Optional.of(new Before(
                    BaselineReader.read(file.toString(), new ByteArrayInputStream(bytes)), point.get()));
        } catch (UnreadableBaseline e) {
            throw new UnusableResumeFile(file, Console.message(e), e);
        }
    }

    /** Replaces what is there, as a whole or not at all. */
    void write(BaselineSnapshot seen, ResumePoint point) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        BaselineWriter.write(seen, bytes);
        byte[] baseline = bytes.toByteArray();
        Path directory = file.toAbsolutePath().getParent();
        if (directory != null) {
            Files.createDirectories(directory);
        }
        resume.write(baseline, point);
        if (!Arrays.equals(baseline, last)) {
            AtomicFile.write(file, baseline);
            last = baseline;
        }
    }
}
