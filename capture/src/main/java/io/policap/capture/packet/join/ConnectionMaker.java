package io.policap.capture.packet.join;

import io.policap.capture.packet.connection.Leg;
import io.policap.infer.flow.PacketConnection;
import io.policap.infer.flow.Place;
import io.policap.infer.net.Ip;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** Makes what is delivered of a connection: the sums and extremes of its legs. */
final class ConnectionMaker {
    private final NamesOfDelivery names;
    private final LegOrder order;

    ConnectionMaker(NamesOfDelivery names) {
        this.names = names;
        this.order = new LegOrder(names);
    }

    /** The order of delivery: by time, and few have the same. */
    static int compare(PacketConnection left, PacketConnection right) {
        int byFirst = left.first().compareTo(right.first());
        return byFirst != 0 ? byFirst : compareSameTime(left, right);
    }

    // Written out: a chain of comparators costs more to set up than all comparisons of most runs.
    private static int compareSameTime(PacketConnection left, PacketConnection right) {
        int order = left.last().compareTo(right.last());
        order = order != 0 ? order : left.client().compareTo(right.client());
        order = order != 0 ? order : Integer.compare(left.clientPort(), right.clientPort());
        order = order != 0 ? order : left.server().compareTo(right.server());
        order = order != 0 ? order : Integer.compare(left.serverPort(), right.serverPort());
        order = order != 0 ? order : left.protocol().compareTo(right.protocol());
        order = order != 0 ? order : Integer.compare(left.icmpType(), right.icmpType());
        order = order != 0 ? order : left.place().compareTo(right.place());
        order = order != 0 ? order : left.exchange().compareTo(right.exchange());
        order = order != 0 ? order : Long.compare(left.weight(), right.weight());
        order = order != 0 ? order : Long.compare(left.clientPackets(), right.clientPackets());
        order = order != 0 ? order : Long.compare(left.serverPackets(), right.serverPackets());
        return order != 0 ? order : left.node().compareTo(right.node());
    }

    /** The connection of a leg that is joined with no other: what {@link #make} comes to there. */
    PacketConnection alone(HeldLegs held, int row) {
        int capture = held.capture(row);
        Ip server = held.server(row);
        return new PacketConnection(
                new Place(names.source(capture), held.record(row)),
                names.node(capture),
                Times.instant(held.first(row)),
                Times.instant(held.last(row)),
                held.client(row),
                held.clientPort(row),
                server,
                held.serverPort(row),
                held.protocol(row),
                held.icmpType(row),
                held.directed(row),
                Exchanges.alone(held, row),
                held.clientPackets(row),
                held.serverPackets(row),
                names.ofServer(server),
                held.content(row),
                held.packets(row));
    }

    PacketConnection make(ResolvedConnection resolved) {
        TreeSet<String> nodes = new TreeSet<>();
        Leg earliest = resolved.legs().get(0).legs().get(0);
        long last = earliest.last();
        long weight = 0;
        for (MergedLeg merged : resolved.legs()) {
            for (Leg leg : merged.legs()) {
                earliest = order.compare(leg, earliest) < 0 ? leg : earliest;
                last = Math.max(last, leg.last());
                weight += leg.packets();
                nodes.add(names.node(leg.capture()));
            }
        }
        nodes.remove("");
        boolean directed = resolved.chain().size() > 1;
        List<Leg> all = new ArrayList<>();
        long clientPackets = 0;
        long serverPackets = 0;
        for (MergedLeg merged : resolved.chain()) {
            directed |= merged.directed();
            all.addAll(merged.legs());
            clientPackets = Math.max(clientPackets, merged.clientPackets());
            serverPackets = Math.max(serverPackets, merged.serverPackets());
        }
        MergedLeg any = resolved.legs().get(0);
        return new PacketConnection(
                new Place(names.source(earliest.capture()), earliest.record()),
                nodes.isEmpty() ? "" : nodes.first(),
                Times.instant(earliest.first()),
                Times.instant(last),
                resolved.client().address(),
                resolved.client().port(),
                resolved.server().address(),
                resolved.server().port(),
                any.protocol(),
                any.icmpType(),
                directed,
                Exchanges.together(all, any.protocol(), directed, clientPackets > 0, serverPackets > 0),
                clientPackets,
                serverPackets,
                names.ofServer(resolved.server().address()),
                Contents.together(resolved.chain()),
                weight);
    }
}
