package io.policap.capture.live;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.policap.capture.packet.file.PacketSink;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.pcap4j.core.PcapNativeException;
import org.pcap4j.core.RawPacketListener;

/** Reads one interface until all are told to stop, or until it is gone. */
final class InterfaceReader {
    private static final long SECOND = 1_000_000_000L;
    private static final int IDLE_MILLIS = 20;

    /** How long after the end the kernel may still hand over packets that came before it. */
    private static final long HAND_OVER = 3L * OpenInterface.HAND_OVER_MILLIS * 1_000_000;

    /** What is left in the kernel's buffer is read for so long at most, where packets come faster than they are read. */
    private static final long DRAIN = SECOND;

    private static final int FAILURES_IN_A_ROW = 100;

    private final OpenInterface source;
    private final int number;
    private final PacketSink sink;
    private final Object turn;
    private final CountDownLatch stopping;
    private final RawPacketListener listener = this::deliver;
    private ByteBuffer frame = ByteBuffer.allocateDirect(1 << 10);
    private @Nullable Throwable failure;
    private @Nullable String issue;
    private int failuresInARow;
    private volatile boolean gone;

    /**
     * A reader.
     *
     * @param turn the lock that is held while the sink is called
     */
    InterfaceReader(OpenInterface source, int number, PacketSink sink, Object turn, CountDownLatch stopping) {
        this.source = source;
        this.number = number;
        this.sink = sink;
        this.turn = turn;
        this.stopping = stopping;
    }

    void run() {
        long counted = System.nanoTime();
        while (!gone && !isStopping()) {
            if (read() == 0) {
                idle();
            }
            if (System.nanoTime() - counted >= SECOND) {
                counted = System.nanoTime();
                tellLosses();
            }
        }
        long end = System.nanoTime();
        boolean more = !gone;
        while (more) {
            int read = read();
            long since = System.nanoTime() - end;
            more = !gone && since < (read > 0 ? DRAIN : HAND_OVER);
            if (more && read == 0) {
                idle();
            }
        }
        tellLosses();
    }

    private int read() {
        int read = 0;
        try {
            read = source.read(listener);
            failuresInARow = 0;
        } catch (PcapNativeException e) {
            failuresInARow++;
            ailing(Libpcap.message(e));
        }
        // libpcap calls back through native code, which lets no exception pass.
        Throwable failed = failure;
        if (failed instanceof Error) {
            throw (Error) failed;
        }
        if (failed instanceof RuntimeException) {
            throw (RuntimeException) failed;
        }
        return read;
    }

    private void deliver(byte[] packet) {
        if (failure != null) {
            return;
        }
        try {
            if (frame.capacity() < packet.length) {
                frame = ByteBuffer.allocateDirect(packet.length);
            }
            frame.put(0, packet);
            int original = Math.max(packet.length, source.originalLength());
            synchronized (turn) {
                sink.packet(frame, 0, packet.length, original, source.time(), number);
            }
        } catch (RuntimeException | Error e) {
            failure = e;
        }
    }

    /** An interface that went down may come back, and its packets with it; one that does not exist any more cannot. */
    private void ailing(String message) {
        String when = " at " + Instant.ofEpochSecond(Instant.now().getEpochSecond()) + " (libpcap: " + message + ")";
        if (!exists() || failuresInARow >= FAILURES_IN_A_ROW) {
            gone = true;
            issue = "the interface went away" + when + "; nothing of it was seen from then on";
        } else if (issue == null) {
            issue = "the interface went down" + when + "; it was listened on again when it came back";
        }
    }

    private boolean exists() {
        try {
            return NetworkInterface.getByName(source.name()) != null
                    || source.name().equals("any");
        } catch (SocketException e) {
            return false;
        }
    }

    private void tellLosses() {
        try {
            long lost = source.lost();
            Instant now = Instant.now();
            synchronized (turn) {
                sink.dropped(number, lost, now.getEpochSecond() * SECOND + now.getNano());
            }
        } catch (PcapNativeException e) {
            // Of an interface that is gone nothing more is counted.
        }
    }

    private boolean isStopping() {
        return stopping.getCount() == 0;
    }

    private void idle() {
        try {
            if (isStopping()) {
                Thread.sleep(IDLE_MILLIS);
            } else {
                stopping.await(IDLE_MILLIS, MILLISECONDS);
            }
        } catch (InterruptedException e) {
            // Nobody else has this thread; only stopping ends it.
            Thread.interrupted();
        }
    }

    String place() {
        return NicSource.SCHEME + source.name();
    }

    boolean isGone() {
        return gone;
    }

    /** What became of the interface, where it was not there all the time. */
    Optional<String> issue() {
        return Optional.ofNullable(issue);
    }
}
