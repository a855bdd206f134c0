package io.policap.capture.hubble.event;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A time of an event as it was read, reused from event to event: told, absent, or something that is no time. */
public final class EventTime {
    private static final int NANOS = 1_000_000_000;

    private enum State {
        ABSENT,
        TOLD,
        UNREADABLE
    }

    private State state = State.ABSENT;
    private long seconds;
    private int nanos;

    public void clear() {
        state = State.ABSENT;
        seconds = 0;
        nanos = 0;
    }

    /**
     * Takes a time.
     *
     * @param epochSeconds seconds since 1970, before it below 0
     * @param nanosOfSecond 0 to 999,999,999; anything else is no time
     */
    public void set(long epochSeconds, int nanosOfSecond) {
        boolean fits = nanosOfSecond >= 0
                && nanosOfSecond < NANOS
                && epochSeconds > Instant.MIN.getEpochSecond()
                && epochSeconds < Instant.MAX.getEpochSecond();
        state = fits ? State.TOLD : State.UNREADABLE;
        seconds = epochSeconds;
        nanos = nanosOfSecond;
    }

    /** Notes that there was something that is no time. */
    public void unreadable() {
        state = State.UNREADABLE;
    }

    public boolean isTold() {
        return state == State.TOLD;
    }

    public boolean isAbsent() {
        return state == State.ABSENT;
    }

    /** Seconds since 1970, of a time that was told. */
    public long seconds() {
        return seconds;
    }

    public int nanos() {
        return nanos;
    }

    /** The instant, {@link Instant#MIN} for an absent one, null for one that is no time. */
    @Nullable
    Instant instant() {
        switch (state) {
            case ABSENT:
                return Instant.MIN;
            case TOLD:
                return Instant.ofEpochSecond(seconds, nanos);
            case UNREADABLE:
                return null;
        }
        throw new AssertionError(state);
    }
}
