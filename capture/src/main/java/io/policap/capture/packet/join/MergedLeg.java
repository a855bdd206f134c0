package io.policap.capture.packet.join;

import static java.util.Objects.requireNonNull;

import io.policap.capture.packet.connection.Leg;
import io.policap.infer.flow.Exchange;
import io.policap.infer.net.Protocol;
import java.time.Instant;
import java.util.List;

/**
 * One connection between two ends as all captures together showed it: before or after NAT, but not both.
 *
 * @param legs what it was merged from, in order, at least one
 * @param client who opened it; where {@code directed} is false, one of both ends
 * @param server who accepted it
 * @param protocol the transport protocol
 * @param icmpType the type of the ICMP request, 0 for others
 * @param directed whether it is known who opened it
 * @param exchange what became of it, by all captures together
 * @param last its last packet in any capture, nanoseconds since 1970
 * @param clientPackets distinct packets from {@code client}, of the capture that saw most
 * @param serverPackets distinct packets from {@code server}, of the capture that saw most
 * @param fingerprint what NAT does not change, 0 where none of the captures saw it
 */
record MergedLeg(
        List<Leg> legs,
        End client,
        End server,
        Protocol protocol,
        int icmpType,
        boolean directed,
        Exchange exchange,
        long last,
        long clientPackets,
        long serverPackets,
        long fingerprint) {
    MergedLeg {
        requireNonNull(client, "client");
        requireNonNull(server, "server");
        requireNonNull(protocol, "protocol");
        requireNonNull(exchange, "exchange");
        if (legs.isEmpty()) {
            throw new IllegalArgumentException("no legs");
        }
    }

    long first() {
        return legs.get(0).first();
    }

    /** When it began, as the inventory asks for it. */
    Instant time() {
        return Times.instant(first());
    }

    /** How long one of both was over before the other began, in nanoseconds; 0 where they overlap. */
    long gap(MergedLeg other) {
        return Math.max(0, Math.max(first() - other.last, other.first() - last));
    }

    /** The same where it is known that {@code opener}, one of its ends, opened it. */
    MergedLeg openedBy(End opener) {
        boolean turn = !opener.equals(client);
        return new MergedLeg(
                legs,
                turn ? server : client,
                turn ? client : server,
                protocol,
                icmpType,
                true,
                exchange,
                last,
                turn ? serverPackets : clientPackets,
                turn ? clientPackets : serverPackets,
                fingerprint);
    }
}
