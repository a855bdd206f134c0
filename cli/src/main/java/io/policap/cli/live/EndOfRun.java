package io.policap.cli.live;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/**
 * What ends a live run: its time is up ({@code --for}), Ctrl-C, SIGTERM, or a terminal that was closed. The run is told
 * to stop once and then completes its work as if it had come to its end by itself; a second signal ends the process at
 * once, as it would without policap's doing.
 *
 * <p>Signals that the caller had switched off ({@code nohup}) stay so. Close it when the run is over.
 */
public final class EndOfRun implements AutoCloseable {
    private static final List<String> SIGNALS = List.of("INT", "TERM", "HUP");

    private final Runnable stop;
    private final AtomicReference<@Nullable String> reason = new AtomicReference<>();
    private final List<Taken> taken = new ArrayList<>();
    private final ScheduledExecutorService clock;

    private record Taken(Signal signal, SignalHandler before) {}

    private EndOfRun(Runnable stop) {
        this.stop = stop;
        clock = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread thread = new Thread(work, "policap-end");
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * Watches for the end from now on.
     *
     * @param span how long the run may last; empty for until somebody ends it
     * @param stop asks the run to end; called once, on another thread
     */
    public static EndOfRun watch(Optional<Duration> span, Runnable stop) {
        EndOfRun end = new EndOfRun(stop);
        SIGNALS.forEach(end::take);
        span.ifPresent(length -> end.clock.schedule(() -> end.because("time"), nanoseconds(length), NANOSECONDS));
        return end;
    }

    private static long nanoseconds(Duration span) {
        return span.toSeconds() > Long.MAX_VALUE / 2_000_000_000L ? Long.MAX_VALUE / 2 : span.toNanos();
    }

    private void take(String name) {
        try {
            Signal signal = new Signal(name);
            SignalHandler before = Signal.handle(signal, received -> signalled(received));
            if (before == SignalHandler.SIG_IGN) {
                Signal.handle(signal, SignalHandler.SIG_IGN);
            } else {
                taken.add(new Taken(signal, before));
            }
        } catch (IllegalArgumentException e) {
            // A system without this signal, or a JVM that was told to leave signals alone (-Xrs).
        }
    }

    private void signalled(Signal signal) {
        if (!because("SIG" + signal.getName())) {
            for (Taken each : taken) {
                if (each.signal().equals(signal)) {
                    each.before().handle(signal);
                }
            }
        }
    }

    /** Ends the run, unless it was ended before; for what else may end one. */
    public boolean because(String why) {
        boolean first = reason.compareAndSet(null, why);
        if (first) {
            stop.run();
        }
        return first;
    }

    /** What ended the run: {@code time}, {@code SIGINT}, {@code SIGTERM}, {@code SIGHUP}; empty as long as nothing did. */
    public Optional<String> reason() {
        return Optional.ofNullable(reason.get());
    }

    /** Gives the signals back as they were. */
    @Override
    public void close() {
        clock.shutdownNow();
        taken.forEach(each -> Signal.handle(each.signal(), each.before()));
        taken.clear();
    }
}
