package io.policap.capture.hubble.write;

import io.policap.capture.output.RotatingFile;
import io.policap.capture.output.Rotation;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Instant;

/**
 * A flow log on its way to the disk, one event a line, in one file or in a rotated set of them.
 *
 * <p>What fails is thrown as {@link io.policap.capture.output.UnwritableRecording}. Not safe for several threads.
 */
public final class RotatingFlowLog implements AutoCloseable {
    private static final int BUFFER = 1 << 16;

    private final RotatingFile file;
    private OutputStream out;
    private long pending;
    private long now;
    private boolean ended;

    /**
     * A log that is written from now on.
     *
     * @param path the file asked for; {@code .gz} and {@code .zst} at its end compress
     * @param start the time now
     */
    public RotatingFlowLog(Path path, Rotation rotation, Instant start) {
        now = nanoseconds(start);
        file = new RotatingFile(path, rotation, now);
        out = new BufferedOutputStream(file.out(), BUFFER);
    }

    /** Writes one event, which has no line break. */
    public void line(byte[] text, int offset, int length) {
        try {
            out.write(text, offset, length);
            out.write('\n');
            pending += length + 1;
            if (pending >= BUFFER) {
                rotateIfDue();
            }
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /** Moves the clock, and begins the next file where it is due. */
    public void tick(Instant time) {
        try {
            now = Math.max(now, nanoseconds(time));
            rotateIfDue();
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private void rotateIfDue() throws IOException {
        out.flush();
        pending = 0;
        if (file.isDue(0, now)) {
            file.complete();
            file.next(now);
            out = new BufferedOutputStream(file.out(), BUFFER);
        }
    }

    /** Completes the last file. */
    @Override
    public void close() {
        if (!ended) {
            try {
                out.flush();
                file.complete();
            } catch (IOException e) {
                throw failed(e);
            }
            ended = true;
        }
    }

    /** Complete files so far. */
    public long files() {
        return file.files();
    }

    /** Bytes of the complete files, also of those that did not stay. */
    public long bytes() {
        return file.bytes();
    }

    private RuntimeException failed(IOException cause) {
        ended = true;
        return file.failed(cause);
    }

    private static long nanoseconds(Instant time) {
        return Math.addExact(Math.multiplyExact(time.getEpochSecond(), 1_000_000_000L), time.getNano());
    }
}
