package io.policap.cli.source;

import io.policap.infer.flow.BlindSpot;
import io.policap.infer.flow.Flow;
import io.policap.infer.flow.FlowSink;
import io.policap.infer.flow.NameLookup;
import io.policap.infer.flow.PacketConnection;
import io.policap.infer.flow.SkipReason;
import io.policap.infer.flow.SocketEvent;
import io.policap.infer.flow.Vantage;
import io.policap.infer.net.Ip;
import io.policap.infer.net.Protocol;
import java.time.Instant;
import java.util.function.Supplier;

/** A sink that is asked for whenever something is delivered: one that is not there yet, or that others replace. */
public final class LazySink implements FlowSink {
    private final Supplier<? extends FlowSink> sink;

    public LazySink(Supplier<? extends FlowSink> sink) {
        this.sink = sink;
    }

    @Override
    public void accept(Flow flow) {
        sink.get().accept(flow);
    }

    @Override
    public void accept(PacketConnection connection) {
        sink.get().accept(connection);
    }

    @Override
    public void accept(SocketEvent event) {
        sink.get().accept(event);
    }

    @Override
    public void accept(NameLookup lookup) {
        sink.get().accept(lookup);
    }

    @Override
    public void service(Ip address, Protocol protocol, int port) {
        sink.get().service(address, protocol, port);
    }

    @Override
    public void covers(Vantage vantage, Instant from, Instant to) {
        sink.get().covers(vantage, from, to);
    }

    @Override
    public void skip(SkipReason reason, long weight) {
        sink.get().skip(reason, weight);
    }

    @Override
    public void blindSpot(BlindSpot spot) {
        sink.get().blindSpot(spot);
    }
}
