package io.policap.infer.connection;

import static java.util.Objects.requireNonNull;

import io.policap.infer.flow.Exchange;
import io.policap.infer.flow.PacketConnection;
import io.policap.infer.net.Protocol;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the outcome of a captured connection counts as (R2).
 *
 * <p>A connection counts once, however many packets it had; datagrams that nobody answered count one by one, as their
 * number decides whether they are one-way traffic.
 */
final class PacketSigns {
    private static final Map<Sign, SortedMap<Sign, Long>> ONCE = new EnumMap<>(Sign.class);

    static {
        for (Sign sign : Sign.values()) {
            ONCE.put(sign, Collections.unmodifiableSortedMap(new TreeMap<>(Map.of(sign, 1L))));
        }
    }

    private PacketSigns() {}

    /** These signs for good: a copy, but for those that all connections share. */
    static SortedMap<Sign, Long> immutable(SortedMap<Sign, Long> signs) {
        return signs.size() == 1 && signs == ONCE.get(signs.firstKey())
                ? signs
                : Collections.unmodifiableSortedMap(new TreeMap<>(signs));
    }

    /** The signs of a connection whose client is known. */
    static SortedMap<Sign, Long> directed(PacketConnection connection) {
        switch (connection.exchange()) {
            case SERVED:
            case MID_STREAM:
                return one(Sign.ANSWER_DATA);
            case UNANSWERED:
                return connection.protocol() == Protocol.UDP ? oneWay(connection) : one(Sign.REQUEST);
            case HALF_OPEN:
                return one(Sign.REQUEST);
            case ONE_WAY:
                return oneWay(connection);
            default:
                return one(failedOrEmpty(connection.exchange()));
        }
    }

    /**
     * The signs of a connection of which nobody knows who opened it.
     *
     * <p>Where data went both ways it was served, whichever end turns out to be the server: so both ends' signs count.
     *
     * @param clientIsLeft whether the question's left end is what the connection calls its client
     */
    static SortedMap<Sign, Long> undirected(PacketConnection connection, boolean clientIsLeft) {
        switch (connection.exchange()) {
            case SERVED:
            case MID_STREAM:
                return both(1, 1);
            case HALF_OPEN:
            case UNANSWERED:
            case ONE_WAY:
                boolean counted = connection.protocol() == Protocol.UDP;
                long client = counted ? connection.clientPackets() : Math.min(1, connection.clientPackets());
                long server = counted ? connection.serverPackets() : Math.min(1, connection.serverPackets());
                return clientIsLeft ? both(client, server) : both(server, client);
            default:
                return one(failedOrEmpty(connection.exchange()));
        }
    }

    /** Segments of a server prove that it had accepted, wherever its client's were captured. */
    private static SortedMap<Sign, Long> oneWay(PacketConnection connection) {
        if (connection.clientPackets() < 1 && connection.serverPackets() > 0) {
            return one(Sign.ANSWER_DATA);
        }
        boolean counted = connection.protocol() == Protocol.UDP;
        return new TreeMap<>(Map.of(Sign.REQUEST_DATA, counted ? Math.max(1, connection.clientPackets()) : 1));
    }

    private static Sign failedOrEmpty(Exchange exchange) {
        switch (exchange) {
            case HANDSHAKE_ONLY:
                return Sign.HANDSHAKE;
            case REFUSED:
                return Sign.RESET;
            case UNREACHABLE:
                return Sign.UNREACHABLE;
            default:
                throw new IllegalStateException("an exchange with signs of its own: " + exchange);
        }
    }

    private static SortedMap<Sign, Long> one(Sign sign) {
        return requireNonNull(ONCE.get(sign), "sign");
    }

    private static SortedMap<Sign, Long> both(long left, long right) {
        TreeMap<Sign, Long> signs = new TreeMap<>();
        if (left > 0 || right == 0) {
            signs.put(Sign.REQUEST, Math.max(1, left));
        }
        if (right > 0) {
            signs.put(Sign.ANSWER, right);
        }
        return signs;
    }
}
