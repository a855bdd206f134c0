package io.policap.bench;

import io.policap.infer.flow.BlindSpot;
import io.policap.infer.flow.Flow;
import io.policap.infer.flow.FlowSink;
import io.policap.infer.flow.PacketConnection;
import io.policap.infer.flow.SkipReason;
import io.policap.infer.flow.Vantage;
import java.time.Instant;

/** A sink that only counts, so that the reader alone is measured. */
final class CountedFlows implements FlowSink {
    private long flows;

    long flows() {
        return flows;
    }

    @Override
    public void accept(Flow flow) {
        flows += flow.weight();
    }

    @Override
    public void accept(PacketConnection connection) {
        throw new AssertionError("Hubble has no packets");
    }

    @Override
    public void covers(Vantage vantage, Instant from, Instant to) {}

    @Override
    public void skip(SkipReason reason, long weight) {
        flows -= weight;
    }

    @Override
    public void blindSpot(BlindSpot spot) {
        flows--;
    }
}
