package io.policap.capture.live;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.policap.capture.packet.file.PacketSink;
import io.policap.infer.issue.IssueCode;
import io.policap.infer.issue.Issues;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The packets of this host's network interfaces as they pass, from when it was opened until it is stopped.
 *
 * <p>Each interface has a thread; the sink is called by one of them at a time.
 */
public final class NicSource implements AutoCloseable {
    /** What a source on the command line begins with. */
    public static final String SCHEME = "nic:";

    /** Bytes of a frame that are kept: enough for the headers inside two tunnels. */
    public static final int SNAP_LENGTH = 256;

    /** The same where payloads are wanted: what one IP packet holds, as the kernel may put segments together. */
    public static final int SNAP_LENGTH_L7 = 65_535;

    private static final long SECOND = 1_000_000_000L;
    private static final int LOOK_MILLIS = 100;
    private static final int HAND_OVER_MILLIS = 3 * OpenInterface.HAND_OVER_MILLIS;
    private static final int JOIN_MILLIS = 3000;

    private final List<OpenInterface> interfaces;
    private volatile boolean stuck;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

    private NicSource(List<OpenInterface> interfaces) {
        this.interfaces = interfaces;
    }

    /**
     * Opens interfaces; from now on the kernel keeps their packets.
     *
     * @param names as the system calls them, {@code any} for all of them at once
     * @param snapLength bytes of a frame to keep, from 64 to 262144
     * @throws LiveFailure when one of them cannot be opened; then none is
     */
    public static NicSource open(List<String> names, LiveFilter filter, int snapLength) throws LiveFailure {
        if (names.isEmpty()) {
            throw new IllegalArgumentException("no interface");
        }
        if (snapLength < 64 || snapLength > 262_144) {
            throw new IllegalArgumentException("snap length " + snapLength + " is not between 64 and 262144");
        }
        List<OpenInterface> opened = new ArrayList<>();
        boolean whole = false;
        try {
            for (String name : new LinkedHashSet<>(names)) {
                opened.add(OpenInterface.open(name, filter, snapLength));
            }
            whole = true;
        } finally {
            if (!whole) {
                opened.forEach(OpenInterface::close);
            }
        }
        return new NicSource(List.copyOf(opened));
    }

    /**
     * Delivers packets until {@link #stop} is called or the last interface is gone. Once a second it tells the sink what
     * each interface has lost, also where it lost nothing. What the sink throws ends the run and is thrown here.
     *
     * @param issues gets what became of interfaces that went away; used by one thread at a time
     * @return how many interfaces were there to the end
     */
    public int run(PacketSink sink, Issues issues) {
        interfaces.forEach(each -> sink.declare(each.declared()));
        Object turn = new Object();
        List<InterfaceReader> readers = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < interfaces.size(); i++) {
            InterfaceReader reader = new InterfaceReader(interfaces.get(i), i, sink, turn);
            Thread thread = new Thread(
                    () -> read(reader), "policap-nic-" + interfaces.get(i).name());
            thread.setDaemon(true);
            readers.add(reader);
            threads.add(thread);
        }
        threads.forEach(Thread::start);
        await(threads, readers);
        if (failure.get() == null) {
            readers.forEach(InterfaceReader::tellLosses);
        }
        readers.forEach(InterfaceReader::silence);
        readers.forEach(
                reader -> reader.issue().ifPresent(text -> issues.add(IssueCode.LOST_EVENTS, reader.place(), text)));
        Throwable failed = failure.get();
        if (failed instanceof Error) {
            throw (Error) failed;
        }
        if (failed instanceof RuntimeException) {
            throw (RuntimeException) failed;
        }
        return (int) readers.stream().filter(reader -> !reader.isGone()).count();
    }

    private void read(InterfaceReader reader) {
        try {
            reader.run();
        } catch (RuntimeException | Error e) {
            failure.compareAndSet(null, e);
            stop();
        }
    }

    private void await(List<Thread> threads, List<InterfaceReader> readers) {
        boolean interrupted = false;
        long counted = System.nanoTime();
        while (stopping.getCount() > 0 && threads.stream().anyMatch(Thread::isAlive)) {
            try {
                stopping.await(LOOK_MILLIS, MILLISECONDS);
                if (System.nanoTime() - counted >= SECOND) {
                    counted = System.nanoTime();
                    readers.forEach(InterfaceReader::tellLosses);
                }
            } catch (InterruptedException e) {
                interrupted = true;
                stop();
            } catch (RuntimeException | Error e) {
                failure.compareAndSet(null, e);
                stop();
            }
        }
        try {
            if (threads.stream().anyMatch(Thread::isAlive)) {
                // What came before the end may still be on its way.
                Thread.sleep(HAND_OVER_MILLIS);
            }
            readers.forEach(InterfaceReader::end);
            for (Thread thread : threads) {
                thread.join(JOIN_MILLIS);
            }
        } catch (InterruptedException e) {
            interrupted = true;
            readers.forEach(InterfaceReader::end);
        }
        stuck = threads.stream().anyMatch(Thread::isAlive);
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends the run, now or once it begins; what the kernel already has is still delivered. */
    public void stop() {
        stopping.countDown();
    }

    /** Gives the interfaces back; after {@link #run} has returned, or instead of it. */
    @Override
    public void close() {
        // libpcap before 1.10 wakes a reader with the next packet only; closing would wait for that.
        if (!stuck) {
            interfaces.forEach(OpenInterface::close);
        }
    }
}
