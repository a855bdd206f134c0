package io.policap.capture.hubble.server;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A ring that keeps what is published, as an agent does: the oldest event makes room for the newest. */
final class ArrayFlowRing implements FlowRing {
    private @Nullable PublishedEvent[] events;
    private long start;
    private long end;

    ArrayFlowRing(int capacity) {
        events = new PublishedEvent[capacity];
    }

    synchronized void write(PublishedEvent event) {
        events[(int) (end % events.length)] = event;
        end++;
    }

    @Override
    public synchronized long oldest() {
        return Math.max(start, end - events.length);
    }

    @Override
    public synchronized long end() {
        return end;
    }

    @Override
    public synchronized long capacity() {
        return events.length;
    }

    @Override
    public synchronized void clear(int capacity) {
        events = new PublishedEvent[capacity];
        start = end;
    }

    @Override
    public synchronized Optional<PublishedEvent> at(long number) {
        if (number < oldest() || number >= end) {
            return Optional.empty();
        }
        return Optional.ofNullable(events[(int) (number % events.length)]);
    }
}
