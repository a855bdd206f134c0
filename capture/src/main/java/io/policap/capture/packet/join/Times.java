package io.policap.capture.packet.join;

import io.policap.capture.packet.connection.Leg;
import java.time.Instant;

/** Points in time as packets carry them, and how far two may be apart and still be the same event. */
final class Times {
    private static final long SECOND = 1_000_000_000L;

    /**
     * How far the times of one connection may be apart in two captures: clocks of nodes that nobody set differ by
     * seconds.
     */
    static final long APART = 5 * SECOND;

    /** The same where 64 bits that both ends chose at random are equal: then only a wrong clock explains the rest. */
    static final long APART_PROVEN = 300 * SECOND;

    /** How much later than the datagram before NAT the one after it is seen at most. */
    static final long NAT_DELAY = SECOND / 10;

    private Times() {}

    static Instant instant(long nanos) {
        return Instant.ofEpochSecond(0, nanos);
    }

    /** When a leg was opened, as far as it was seen. */
    static long opened(Leg leg) {
        return leg.requestTime() != 0 ? leg.requestTime() : leg.first();
    }
}
