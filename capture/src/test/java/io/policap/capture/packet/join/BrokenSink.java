package io.policap.capture.packet.join;

import io.policap.infer.flow.BlindSpot;
import io.policap.infer.flow.Flow;
import io.policap.infer.flow.FlowSink;
import io.policap.infer.flow.PacketConnection;
import io.policap.infer.flow.SkipReason;
import io.policap.infer.flow.Vantage;
import java.time.Instant;

/** A sink that takes some connections and then throws. */
final class BrokenSink implements FlowSink {
    static final int UNTIL = 3_000;

    private final Delivered to;
    private final Throwable failure;

    /** A sink that throws an unchecked exception or an error. */
    BrokenSink(Delivered to, Throwable failure) {
        this.to = to;
        this.failure = failure;
    }

    @Override
    public void accept(PacketConnection connection) {
        if (to.connections.size() == UNTIL) {
            if (failure instanceof Error error) {
                throw error;
            }
            throw (RuntimeException) failure;
        }
        to.accept(connection);
    }

    @Override
    public void accept(Flow flow) {
        to.accept(flow);
    }

    @Override
    public void covers(Vantage vantage, Instant from, Instant until) {
        to.covers(vantage, from, until);
    }

    @Override
    public void skip(SkipReason reason, long weight) {
        to.skip(reason, weight);
    }

    @Override
    public void blindSpot(BlindSpot spot) {
        to.blindSpot(spot);
    }
}
