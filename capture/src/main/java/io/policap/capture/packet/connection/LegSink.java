package io.policap.capture.packet.connection;

import io.policap.infer.flow.SkipReason;

/** Where a connection table delivers connections that ended, were idle too long, or had to make room. */
public interface LegSink {
    void leg(Leg leg);

    /** Counts packets that belong to no connection. */
    void skip(SkipReason reason, long packets);
}
