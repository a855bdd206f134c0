package io.policap.capture.packet.connection;

/**
 * The time of a capture: the latest of its packets. Wall clocks do not matter.
 *
 * <p>Packets of several interfaces come a little out of order; the clock does not go back for that. A packet far from
 * the clock (more than {@link #AHEAD} later or {@link #BEHIND} earlier) moves it only when the one before was far off as
 * well: one damaged timestamp must not expire every connection. Until then it counts as if it came now.
 */
final class CaptureClock {
    /** A day, in nanoseconds: captures may pause, records that jump further are rather damaged. */
    static final long AHEAD = 86_400_000_000_000L;

    /** An hour, in nanoseconds. */
    static final long BEHIND = 3_600_000_000_000L;

    private long now;
    private long since;
    private boolean running;
    private boolean doubted;

    long now() {
        return now;
    }

    /** Since when the clock runs without a jump. */
    long since() {
        return since;
    }

    /** Takes a packet's time and gives the time to use for it. */
    long observe(long time) {
        long ahead = time - now;
        if (ahead > AHEAD || ahead < -BEHIND || !running) {
            return far(time);
        }
        doubted = false;
        if (ahead > 0) {
            now = time;
        }
        return time;
    }

    private long far(long time) {
        if (running && !doubted) {
            doubted = true;
            return now;
        }
        running = true;
        doubted = false;
        now = time;
        since = time;
        return time;
    }
}
