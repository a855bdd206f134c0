package io.policap.capture.hubble.collect;

import io.policap.capture.hubble.event.EventTime;
import java.time.Instant;

/** Times as nanoseconds since 1970 in one number; those from 1684 to 2255 fit. */
final class EpochNanos {
    /** No time, or one that does not fit. */
    static final long NONE = Long.MIN_VALUE;

    private static final long SECOND = 1_000_000_000;
    private static final long MOST_SECONDS = 9_000_000_000L;

    private EpochNanos() {}

    static long of(EventTime time) {
        return time.isTold() ? of(time.seconds(), time.nanos()) : NONE;
    }

    static long of(Instant time) {
        return of(time.getEpochSecond(), time.getNano());
    }

    private static long of(long seconds, int nanos) {
        return seconds > MOST_SECONDS || seconds < -MOST_SECONDS ? NONE : seconds * SECOND + nanos;
    }

    static Instant instant(long nanos) {
        return Instant.ofEpochSecond(Math.floorDiv(nanos, SECOND), Math.floorMod(nanos, SECOND));
    }
}
