package io.policap.capture.hubble.server;

import java.util.Optional;

/**
 * The events a node remembers: those with the numbers from {@link #oldest()} up to, but not including, {@link #end()}.
 * Numbers count from 0 at the start of the ring and are never used again. Safe for any number of threads.
 */
public interface FlowRing {
    /** The number of the oldest event that is still there. */
    long oldest();

    /** The number that the next event will get: as many as were ever written. */
    long end();

    /** How many events fit. */
    long capacity();

    /** Forgets everything that is there, as an agent does that is started again, and has that capacity from now on. */
    void clear(int capacity);

    /** The event with that number; empty when it was overwritten or is still to come. */
    Optional<PublishedEvent> at(long number);
}
