package io.policap.cli.live;

import static java.util.concurrent.TimeUnit.DAYS;
import static java.util.concurrent.TimeUnit.NANOSECONDS;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;

/**
 * Something that is done again and again while a run lasts, on a thread of its own, never twice at a time: writing what
 * was learned so far, drawing progress.
 */
public final class Checkpoints implements AutoCloseable {
    private final ScheduledExecutorService clock;

    private Checkpoints(ScheduledExecutorService clock) {
        this.clock = clock;
    }

    /**
     * Begins; the first time is after one span.
     *
     * @param every how long from the end of one to the begin of the next
     * @param work may fail: it is tried again the next time
     * @param failed is told each failure
     */
    public static Checkpoints every(Duration every, Runnable work, Consumer<RuntimeException> failed) {
        ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "policap-checkpoint");
            thread.setDaemon(true);
            return thread;
        });
        Runnable guarded = () -> {
            try {
                work.run();
            } catch (RuntimeException e) {
                failed.accept(e);
            }
        };
        clock.scheduleWithFixedDelay(guarded, every.toNanos(), every.toNanos(), NANOSECONDS);
        return new Checkpoints(clock);
    }

    /** Ends it; waits for one that has begun, so that nothing is written behind the caller's back. */
    @Override
    public void close() {
        clock.shutdown();
        boolean interrupted = false;
        boolean ended = false;
        while (!ended) {
            try {
                ended = clock.awaitTermination(1, DAYS);
            } catch (InterruptedException e) {
                interrupted = true;
                clock.shutdownNow();
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
