package io.policap.capture.kubernetes.live;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How long a watch waits for what.
 *
 * @param idle without a byte for that long a connection counts as dead; servers send a bookmark about every minute
 * @param firstRetry the pause after the first failure; it doubles up to {@code lastRetry}
 * @param lastRetry the longest pause between two attempts
 * @param absentRetry the pause until a kind that the server does not know, or does not permit, is asked for again
 */
record Timing(Duration idle, Duration firstRetry, Duration lastRetry, Duration absentRetry) {
    private static final int MAX_DOUBLINGS = 20;

    static Timing standard() {
        return new Timing(
                Duration.ofMinutes(3), Duration.ofMillis(500), Duration.ofSeconds(30), Duration.ofMinutes(5));
    }

    /** The pause in milliseconds, spread by half so that not everything comes back at the same moment. */
    long pause(int failures) {
        long doubled = firstRetry.toMillis() << Math.min(MAX_DOUBLINGS, Math.max(0, failures - 1));
        long most = Math.max(1, Math.min(lastRetry.toMillis(), doubled));
        return most / 2 + ThreadLocalRandom.current().nextLong(most / 2 + 1);
    }
}
