package io.policap.capture.packet.connection;

/** For how long, in nanoseconds of capture time, connections may be idle before they count as over. */
final class IdleTimeouts {
    /**
     * How long a connection that is over waits for late packets at most: as Linux' conntrack does with one that was
     * reset. Those that are kept longer crowd the others out of the processor's cache.
     */
    private static final long FINISHED = 10_000_000_000L;

    /** By the lists of {@link Recency}. */
    private final long[] timeouts = new long[Recency.LISTS];

    IdleTimeouts(TableLimits limits) {
        timeouts[Recency.OPEN] = limits.tcpIdle().toNanos();
        timeouts[Recency.CLOSED] = limits.closedIdle().toNanos();
        timeouts[Recency.FINISHED] = Math.min(FINISHED, limits.closedIdle().toNanos());
        timeouts[Recency.DATAGRAM] = limits.datagramIdle().toNanos();
    }

    /** Whether an entry has been idle for too long, or is so far ahead of the clock that its time was a mistake. */
    boolean isIdle(long[] words, int at, long now) {
        long idle = now - words[at + Entry.LAST];
        return idle > timeouts[Entry.waits(Entry.state(words, at))] || idle < -CaptureClock.BEHIND;
    }

    /** How long any connection may be idle at least. */
    long shortest() {
        long shortest = Long.MAX_VALUE;
        for (long timeout : timeouts) {
            shortest = Math.min(shortest, timeout);
        }
        return shortest;
    }
}
