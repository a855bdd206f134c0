package io.policap.infer.connection;

import io.policap.infer.flow.Exchange;
import io.policap.infer.flow.PacketConnection;
import io.policap.infer.net.Protocol;

/**
 * What the outcome of a captured connection counts as (R2).
 *
 * <p>A connection counts once, however many packets it had; datagrams that nobody answered count one by one, as their
 * number decides whether they are one-way traffic.
 */
final class PacketSigns {
    private static final SignCounts[] ONCE = new SignCounts[Sign.values().length];

    static {
        for (Sign sign : Sign.values()) {
            ONCE[sign.ordinal()] = SignCounts.of(sign, 1);
        }
    }

    private PacketSigns() {}

    /** The signs of a connection whose client is known. */
    static SignCounts directed(PacketConnection connection) {
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
    static SignCounts undirected(PacketConnection connection, boolean clientIsLeft) {
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
    private static SignCounts oneWay(PacketConnection connection) {
        if (connection.clientPackets() < 1 && connection.serverPackets() > 0) {
            return one(Sign.ANSWER_DATA);
        }
        boolean counted = connection.protocol() == Protocol.UDP;
        return SignCounts.of(Sign.REQUEST_DATA, counted ? Math.max(1, connection.clientPackets()) : 1);
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

    private static SignCounts one(Sign sign) {
        return ONCE[sign.ordinal()];
    }

    private static SignCounts both(long left, long right) {
        if (right <= 0) {
            return SignCounts.of(Sign.REQUEST, Math.max(1, left));
        }
        return left > 0 ? SignCounts.of(Sign.REQUEST, left, Sign.ANSWER, right) : SignCounts.of(Sign.ANSWER, right);
    }
}
