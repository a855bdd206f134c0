package io.policap.capture.packet.connection;

import io.policap.infer.flow.SkipReason;

/** Where a connection table delivers connections that ended, were idle too long, or had to make room. */
public interface LegSink {
    void leg(Leg leg);

    /**
     * Takes how many packets of one connection that {@link PacketBatch#addPlain} was told of went from one IPv4 address
     * to another; sums of one connection may come in parts.
     */
    default void sent(long from, long to, long packets) {}

    /** Counts packets that belong to no connection. */
    void skip(SkipReason reason, long packets);
}
