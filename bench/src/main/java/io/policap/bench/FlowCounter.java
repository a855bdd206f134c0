package io.policap.bench;

import io.policap.infer.flow.BlindSpot;
import io.policap.infer.flow.Flow;
import io.policap.infer.flow.FlowSink;
import io.policap.infer.flow.PacketConnection;
import io.policap.infer.flow.SkipReason;
import io.policap.infer.flow.Vantage;
import java.time.Instant;

/** Counts flows; what is none counts against them. */
final class FlowCounter implements FlowSink {
    long flows;

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
