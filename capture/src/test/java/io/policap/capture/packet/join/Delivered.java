package io.policap.capture.packet.join;

import io.policap.capture.packet.connection.Leg;
import io.policap.infer.flow.BlindSpot;
import io.policap.infer.flow.Flow;
import io.policap.infer.flow.FlowSink;
import io.policap.infer.flow.PacketConnection;
import io.policap.infer.flow.SkipReason;
import io.policap.infer.flow.Vantage;
import io.policap.infer.inventory.Inventory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Collects what a join delivers. */
final class Delivered implements FlowSink {
    /** Two captures of the first node, two of the second, one of nobody knows where. */
    static final CaptureNames CAPTURES = new CaptureNames() {
        @Override
        public String source(int capture) {
            return "capture-" + capture + ".pcap";
        }

        @Override
        public String node(int capture) {
            return capture < 2 ? "kind-control-plane" : capture < 4 ? "kind-worker" : "";
        }
    };

    final List<PacketConnection> connections = new ArrayList<>();

    static Delivered of(Inventory inventory, Legs... legs) {
        List<Leg> built = new ArrayList<>();
        for (Legs leg : legs) {
            built.add(leg.build());
        }
        return of(inventory, CAPTURES, built);
    }

    static Delivered of(Inventory inventory, CaptureNames names, List<Leg> legs) {
        Delivered delivered = new Delivered();
        LegJoin join = new LegJoin(names, () -> inventory, address -> List.of(), delivered);
        legs.forEach(join::add);
        join.deliver();
        return delivered;
    }

    /** Each as {@code client -> server weight}, in order of delivery. */
    List<String> ends() {
        return connections.stream()
                .map(c -> new End(c.client(), c.clientPort()) + " -> " + new End(c.server(), c.serverPort()))
                .toList();
    }

    PacketConnection only() {
        if (connections.size() != 1) {
            throw new AssertionError(connections.size() + " connections: " + connections);
        }
        return connections.get(0);
    }

    long weight() {
        return connections.stream().mapToLong(PacketConnection::weight).sum();
    }

    @Override
    public void accept(PacketConnection connection) {
        connections.add(connection);
    }

    @Override
    public void accept(Flow flow) {
        throw new AssertionError(flow);
    }

    @Override
    public void covers(Vantage vantage, Instant from, Instant to) {
        throw new AssertionError(vantage);
    }

    @Override
    public void skip(SkipReason reason, long weight) {
        throw new AssertionError(reason);
    }

    @Override
    public void blindSpot(BlindSpot spot) {
        throw new AssertionError(spot);
    }
}
