package io.policap.capture.packet.join;

import io.policap.capture.packet.connection.Leg;
import io.policap.infer.flow.PacketConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/** One delivery of legs as connections, in the order of their times, as {@link ConnectionMaker#compare} has it. */
final class Delivery {
    private final NamesOfDelivery names;
    private final Owners owners;
    private final ConnectionMaker maker;

    Delivery(NamesOfDelivery names, Owners owners) {
        this.names = names;
        this.owners = owners;
        this.maker = new ConnectionMaker(names);
    }

    /**
     * Delivers all these legs, and measures clocks on what several captures saw.
     *
     * @param beside runs what can be done beside the rest
     */
    void deliver(HeldLegs held, ClockSkews skews, Consumer<PacketConnection> sink, Executor beside) {
        LoneLegs lone = new LoneLegs(held, owners);
        CompletableFuture<Void> asked = CompletableFuture.runAsync(lone::askOwners, beside);
        CompletableFuture<int[]> sorted =
                CompletableFuture.supplyAsync(() -> TimeOrder.byFirst(held, new LegOrder(names.unkept())), beside);
        lone.meet();
        Aside.await(asked);
        lone.meetByCallers();
        List<Leg> others = new ArrayList<>();
        for (int row = 0; row < held.size(); row++) {
            if (!lone.isAlone(row)) {
                others.add(held.leg(row));
            }
        }
        others.sort(new LegOrder(names));
        List<PacketConnection> joined = connections(chains(others, skews));
        int[] rows = Aside.await(sorted);
        List<PacketConnection> tied = new ArrayList<>();
        int next = 0;
        for (int i = 0; i < rows.length; i++) {
            if (lone.isAlone(rows[i])) {
                tied.add(maker.alone(held, rows[i]));
            }
            // Connections of one time go in an order that is not that of their legs.
            if (i + 1 == rows.length || held.first(rows[i + 1]) != held.first(rows[i])) {
                next = deliver(tied, joined, next, sink);
            }
        }
        for (PacketConnection connection : joined.subList(next, joined.size())) {
            sink.accept(connection);
        }
    }

    /** Delivers what has the same time, and before and among it those joined that come first; returns the next of them. */
    private static int deliver(
            List<PacketConnection> tied, List<PacketConnection> joined, int from, Consumer<PacketConnection> sink) {
        if (tied.size() > 1) {
            tied.sort(ConnectionMaker::compare);
        }
        int next = from;
        for (int i = 0; i < tied.size(); i++) {
            PacketConnection connection = tied.get(i);
            while (next < joined.size() && ConnectionMaker.compare(joined.get(next), connection) <= 0) {
                sink.accept(joined.get(next));
                next++;
            }
            sink.accept(connection);
        }
        tied.clear();
        return next;
    }

    /** The chains that legs form, of one leg or more. */
    List<List<MergedLeg>> chains(List<Leg> legs, ClockSkews skews) {
        return new NatChains(names, owners, skews).find(new LegMerge(names).merge(legs));
    }

    /** The connections that chains stand for, in the order of delivery. */
    List<PacketConnection> connections(List<List<MergedLeg>> chains) {
        ChainResolver resolver = new ChainResolver(names, owners);
        List<PacketConnection> connections = new ArrayList<>(chains.size());
        for (List<MergedLeg> chain : chains) {
            for (ResolvedConnection resolved : resolver.resolve(chain)) {
                connections.add(maker.make(resolved));
            }
        }
        connections.sort(ConnectionMaker::compare);
        return connections;
    }
}
