package io.policap.capture.packet.write;

import io.policap.capture.output.RotatingFile;
import io.policap.capture.output.Rotation;
import io.policap.capture.output.UnwritableRecording;
import io.policap.capture.packet.file.CaptureInterface;
import io.policap.capture.packet.file.PacketSink;
import io.policap.infer.flow.SkipReason;
import io.policap.infer.net.Ip;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A capture on its way to the disk as pcapng, in one file or in a rotated set of them. Each file stands for itself: it
 * declares all interfaces and counts only its own losses.
 *
 * <p>What fails is thrown as {@link UnwritableRecording}. Not safe for several threads.
 */
public final class RotatingCapture implements PacketSink, AutoCloseable {
    private static final String APPLICATION = "policap";

    private final RotatingFile file;
    private final List<Counted> interfaces = new ArrayList<>();
    private PcapngWriter writer;
    private long now;
    private boolean ended;

    private static final class Counted {
        private final CaptureInterface declared;
        private long received;
        private long dropped;
        private long droppedBefore;

        private Counted(CaptureInterface declared) {
            this.declared = declared;
        }
    }

    /**
     * A capture that is written from now on.
     *
     * @param path the file asked for; {@code .gz} and {@code .zst} at its end compress
     * @param start the time now
     */
    public RotatingCapture(Path path, Rotation rotation, Instant start) {
        now = Math.addExact(Math.multiplyExact(start.getEpochSecond(), 1_000_000_000L), start.getNano());
        file = new RotatingFile(path, rotation, now);
        try {
            writer = new PcapngWriter(file.out(), APPLICATION);
        } catch (IOException e) {
            throw file.failed(e);
        }
    }

    @Override
    public void declare(CaptureInterface declared) {
        interfaces.add(new Counted(declared));
        try {
            writer.declare(declared);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    @Override
    public void packet(ByteBuffer data, int offset, int captured, int original, long time, int iface) {
        try {
            rotateIfDue(time);
            writer.packet(data, offset, captured, original, time, iface);
            interfaces.get(iface).received++;
        } catch (IOException e) {
            throw failed(e);
        }
    }

    @Override
    public void skip(SkipReason reason, long records) {
        // A record without a packet leaves nothing to write.
    }

    @Override
    public void name(Ip address, String name) {
        // Names are for captures that are read.
    }

    /** Writes a loss when it happened, so that a reader knows its time; also moves the clock where nothing is captured. */
    @Override
    public void dropped(int iface, long packets, long time) {
        try {
            Counted counted = interfaces.get(iface);
            if (packets != counted.dropped) {
                counted.dropped = packets;
                statistics(iface, time);
            }
            rotateIfDue(time);
            writer.flush();
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /** Completes the last file. */
    @Override
    public void close() {
        if (!ended) {
            try {
                complete();
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

    private void rotateIfDue(long time) throws IOException {
        now = Math.max(now, time);
        if (file.isDue(writer.pending(), time)) {
            complete();
            file.next(now);
            writer = new PcapngWriter(file.out(), APPLICATION);
            for (Counted counted : interfaces) {
                counted.received = 0;
                counted.droppedBefore = counted.dropped;
                writer.declare(counted.declared);
            }
        }
    }

    private void complete() throws IOException {
        for (int i = 0; i < interfaces.size(); i++) {
            statistics(i, now);
        }
        writer.flush();
        file.complete();
    }

    private void statistics(int iface, long time) throws IOException {
        Counted counted = interfaces.get(iface);
        writer.statistics(iface, counted.received, counted.dropped - counted.droppedBefore, file.begin(), time);
    }

    private UnwritableRecording failed(IOException cause) {
        ended = true;
        return file.failed(cause);
    }
}
