package io.policap.capture.hubble.collect;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.policap.capture.hubble.access.HubbleFailure;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** Whether the run goes on, and what ended it; safe for any number of threads. */
final class RunState {
    private final CountDownLatch stop = new CountDownLatch(1);
    private final Map<ServerReader, HubbleFailure> firstFailures = new HashMap<>();
    private final Set<ServerReader> answered = new HashSet<>();
    private List<ServerReader> readers = List.of();
    private @Nullable Throwable cause;

    synchronized void begin(List<ServerReader> all) {
        readers = all;
    }

    void stop() {
        stop.countDown();
    }

    boolean isStopping() {
        return stop.getCount() == 0;
    }

    /** Ends the run for a reason; the first one counts. */
    void end(Throwable reason) {
        synchronized (this) {
            if (cause == null && !isStopping()) {
                cause = reason;
            }
        }
        stop();
    }

    synchronized Optional<Throwable> cause() {
        return Optional.ofNullable(cause);
    }

    synchronized void answered(ServerReader reader) {
        answered.add(reader);
    }

    /** Notes that a server did not answer; if none ever did, the run is over with the failure of the first. */
    void failed(ServerReader reader, HubbleFailure failure) {
        HubbleFailure first = null;
        synchronized (this) {
            firstFailures.putIfAbsent(reader, failure);
            if (answered.isEmpty() && firstFailures.size() == readers.size()) {
                first = firstFailures.get(readers.get(0));
            }
        }
        if (first != null) {
            end(first);
        }
    }

    synchronized boolean isAnyAnswered() {
        return !answered.isEmpty();
    }

    /** Waits for that long, or until the run is over. */
    void pause(long millis) throws InterruptedException {
        stop.await(millis, MILLISECONDS);
    }

    void awaitStop() throws InterruptedException {
        stop.await();
    }
}
