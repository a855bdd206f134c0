package io.policap.capture.hubble.server;

import java.util.Optional;

/**
 * A ring whose events are made when they are read, from a pool and their number: it takes no memory, whatever its
 * capacity, and gives the same event for the same number always. {@link #advance} is its clock.
 */
public final class GeneratedRing implements FlowRing {
    private final FlowPool pool;
    private long capacity;
    private long start;
    private long end;

    /** An empty ring. */
    public GeneratedRing(FlowPool pool, long capacity) {
        this.pool = pool;
        this.capacity = capacity;
    }

    /** Lets that many events happen. Readers see them after {@link HubbleServer#wake}. */
    public synchronized void advance(long events) {
        end += events;
    }

    @Override
    public synchronized long oldest() {
        return Math.max(start, end - capacity);
    }

    @Override
    public synchronized long end() {
        return end;
    }

    @Override
    public synchronized long capacity() {
        return capacity;
    }

    @Override
    public synchronized void clear(int newCapacity) {
        start = end;
        capacity = newCapacity;
    }

    @Override
    public Optional<PublishedEvent> at(long number) {
        synchronized (this) {
            if (number < oldest() || number >= end) {
                return Optional.empty();
            }
        }
        return Optional.of(pool.event(number));
    }
}
