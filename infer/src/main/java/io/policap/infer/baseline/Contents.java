package io.policap.infer.baseline;

import io.policap.infer.connection.ConnectionClass;
import io.policap.infer.flow.AppProtocol;
import io.policap.infer.flow.Content;
import io.policap.infer.flow.Exchange;
import io.policap.infer.flow.Flow;
import io.policap.infer.flow.PacketConnection;
import io.policap.infer.net.Protocol;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * What the connections of each class carried, while a baseline grows.
 *
 * <p>Of their paths no more is kept than fits: beyond that, a class that shows a new one forgets all of its own and says
 * so.
 */
final class Contents {
    private final long room;
    private final Map<ConnectionClass, ContentTally> tallies = new HashMap<>();
    private long cost;

    Contents(long room) {
        this.room = room;
    }

    void add(ConnectionClass type, Flow flow) {
        if (type.protocol() == Protocol.TCP && ContentTally.tells(flow.layer7().orElseThrow())) {
            change(type, tally -> tally.add(flow, flow.layer7().orElseThrow()));
        }
    }

    /** Takes in a connection that {@link #tells}. */
    void add(ConnectionClass type, PacketConnection connection) {
        change(type, tally -> tally.add(connection));
    }

    void add(ConnectionClass type, ContentEvidence evidence) {
        change(type, tally -> tally.add(evidence));
    }

    /** Whether a connection shows what it carried: one that carried nothing has nothing to show. */
    static boolean tells(PacketConnection connection) {
        Content content = connection.content();
        boolean carried = connection.exchange() == Exchange.SERVED
                || connection.exchange() == Exchange.MID_STREAM
                || connection.exchange() == Exchange.ONE_WAY;
        return connection.protocol() == Protocol.TCP && carried && content.protocol() != AppProtocol.NOT_SEEN;
    }

    private void change(ConnectionClass type, Consumer<ContentTally> addition) {
        ContentTally tally = tallies.get(type);
        if (tally == null) {
            tally = new ContentTally();
            tallies.put(type, tally);
            cost += tally.cost();
        }
        cost -= tally.cost();
        addition.accept(tally);
        cost += tally.cost();
        if (cost > room) {
            cost -= tally.cost();
            tally.forgetPaths();
            cost += tally.cost();
        }
    }

    /** Moves what is kept under classes that are kept under others now. */
    void move(ConnectionClass from, ConnectionClass to) {
        ContentTally moved = tallies.remove(from);
        if (moved != null) {
            cost -= moved.cost();
            add(to, moved.snapshot());
        }
    }

    SortedMap<ConnectionClass, ContentEvidence> snapshot() {
        TreeMap<ConnectionClass, ContentEvidence> sorted = new TreeMap<>();
        tallies.forEach((type, tally) -> sorted.put(type, tally.snapshot()));
        return sorted;
    }
}
