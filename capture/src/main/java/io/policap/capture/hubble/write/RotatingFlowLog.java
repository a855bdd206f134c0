package io.policap.capture.hubble.write;

import io.policap.capture.hubble.wire.HubbleJsonWriter;
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

    private static final byte[] DAMAGED = {'{', '}', '\n'};

    private final RotatingFile file;
    private final HubbleJsonWriter events = new HubbleJsonWriter();
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

    /**
     * Writes one event as the exporter does. One that is damaged leaves an empty object, so that whoever reads the log
     * counts it as damaged, too.
     *
     * @param bytes where the event lies, a {@code GetFlowsResponse}
     */
    public void event(byte[] bytes, int offset, int length) {
        try {
            if (!events.write(bytes, offset, length, out)) {
                out.write(DAMAGED);
            }
            pending += length;
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

    /** Gives up before anything was written; no file is left. */
    public void abandon() {
        if (!ended) {
            ended = true;
            file.discard();
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
