package io.policap.capture.output;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Iterator;
import java.util.SortedMap;

/**
 * A recording as files: one that gets its name when it is complete, or a rotated set that goes on counting from what is
 * there.
 *
 * <p>Not safe for several threads.
 */
public final class RotatingFile {
    private final RecordingName name;
    private final Rotation rotation;
    private GrowingFile file;
    private int number;
    private long begin;
    private long files;
    private long bytes;

    /**
     * Begins the first file.
     *
     * @param path the file asked for; {@code .gz} and {@code .zst} at its end compress
     * @param begin the time now, nanoseconds since 1970
     * @throws UnwritableRecording when it cannot be written
     */
    public RotatingFile(Path path, Rotation rotation, long begin) {
        this.name = new RecordingName(path);
        this.rotation = rotation;
        this.begin = begin;
        try {
            if (rotation.rotates()) {
                SortedMap<Integer, Path> existing = name.existing();
                number = existing.isEmpty() ? 1 : existing.lastKey() + 1;
            }
            if (Files.isDirectory(path)) {
                throw new IOException("is a directory, not a file");
            }
            file = new GrowingFile(name.growing(), name.compression());
        } catch (IOException e) {
            throw new UnwritableRecording(path, e, "");
        }
    }

    /** Where the content of the current file goes. */
    public OutputStream out() {
        return file.out();
    }

    /** When the current file was begun, nanoseconds since 1970. */
    public long begin() {
        return begin;
    }

    /**
     * Whether the next file is due.
     *
     * @param pending bytes that will still be written to this one
     * @param time the time now, nanoseconds since 1970
     */
    public boolean isDue(long pending, long time) {
        return rotation.isDue(file.written() + pending, time - begin);
    }

    /** Completes the current file, and removes the oldest of the set where it has too many. */
    public void complete() throws IOException {
        file.finish(rotation.rotates() ? name.numbered(number, Instant.ofEpochSecond(0, begin)) : name.whole());
        files++;
        bytes += file.written();
        if (rotation.keep() > 0) {
            SortedMap<Integer, Path> existing = name.existing();
            Iterator<Path> oldest = existing.values().iterator();
            for (int surplus = existing.size() - rotation.keep(); surplus > 0; surplus--) {
                Files.deleteIfExists(oldest.next());
            }
        }
    }

    /** Begins the next file after one that is complete. */
    public void next(long time) throws IOException {
        begin = time;
        number++;
        file = new GrowingFile(name.growing(), name.compression());
    }

    /** Complete files so far. */
    public long files() {
        return files;
    }

    /** Bytes of the complete files, also of those that did not stay. */
    public long bytes() {
        return bytes;
    }

    /** Takes the current file away. */
    public void discard() {
        file.abandon();
        try {
            Files.deleteIfExists(name.growing());
        } catch (IOException e) {
            // It is empty and hidden.
        }
    }

    /** Gives up after a failure; what was written stays under its temporary name. */
    public UnwritableRecording failed(IOException cause) {
        file.abandon();
        return new UnwritableRecording(
                name.whole(), cause, "; what was captured until then is in " + name.growing() + ", without its end");
    }
}
