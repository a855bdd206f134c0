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

    /** What is left in the kernel's buffer is read for so long at most, where packets come faster than they are read. */
    private static final long DRAIN = SECOND;

    private static final int AILING_MILLIS = 20;
    private static final int FAILURES_IN_A_ROW = 100;

    private final OpenInterface source;
    private final int number;
    private final PacketSink sink;
    private final Object turn;
    private final CountDownLatch broken = new CountDownLatch(1);
    private final RawPacketListener listener = this::deliver;
    private ByteBuffer frame = ByteBuffer.allocateDirect(1 << 10);
    private @Nullable Throwable failure;
    private volatile @Nullable String issue;
    private int failuresInARow;
    private boolean silent;
    private volatile boolean gone;

    /**
     * A reader.
     *
     * @param turn the lock that is held while the sink is called
     */
    InterfaceReader(OpenInterface source, int number, PacketSink sink, Object turn) {
        this.source = source;
        this.number = number;
        this.sink = sink;
        this.turn = turn;
    }

    /** Reads until it is told to end, or the interface is gone. */
    void run() {
        while (!gone && broken.getCount() > 0) {
            try {
                source.loop(listener);
            } catch (PcapNativeException e) {
                ailing(Libpcap.message(e));
            }
            rethrow();
        }
        long end = System.nanoTime();
        int read = 1;
        while (!gone && read > 0 && System.nanoTime() - end < DRAIN) {
            try {
                read = source.drain(listener);
            } catch (PcapNativeException e) {
                read = 0;
                ailing(Libpcap.message(e));
            }
            rethrow();
        }
    }

    /** Ends {@link #run}; from another thread. */
    void end() {
        broken.countDown();
        source.breakLoop();
    }

    /** Delivers nothing from now on, should {@link #run} be stuck in libpcap. */
    void silence() {
        synchronized (turn) {
            silent = true;
        }
    }

    /** libpcap calls back through native code, which lets no exception pass. */
    private void rethrow() {
        Throwable failed = failure;
        if (failed instanceof Error) {
            throw (Error) failed;
        }
        if (failed instanceof RuntimeException) {
            throw (RuntimeException) failed;
        }
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
            failuresInARow = 0;
            synchronized (turn) {
                if (!silent) {
                    sink.packet(frame, 0, packet.length, original, source.time(), number);
                }
            }
        } catch (RuntimeException | Error e) {
            failure = e;
            source.breakLoop();
        }
    }

    /** An interface that went down may come back, and its packets with it; one that does not exist any more cannot. */
    private void ailing(String message) {
        failuresInARow++;
        String when = " at " + Instant.ofEpochSecond(Instant.now().getEpochSecond()) + " (libpcap: " + message + ")";
        if (!exists() || failuresInARow >= FAILURES_IN_A_ROW) {
            gone = true;
            issue = "the interface went away" + when + "; nothing of it was seen from then on";
        } else if (issue == null) {
            issue = "the interface went down" + when + "; it was listened on again when it came back";
        }
        pause();
    }

    private boolean exists() {
        try {
            return NetworkInterface.getByName(source.name()) != null
                    || source.name().equals("any");
        } catch (SocketException e) {
            return false;
        }
    }

    /** Tells the sink what the interface has lost so far; from another thread than {@link #run}'s. */
    void tellLosses() {
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

    private void pause() {
        try {
            broken.await(AILING_MILLIS, MILLISECONDS);
        } catch (InterruptedException e) {
            // Nobody else has this thread; only end() ends it.
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
