package io.policap.capture.packet.connection;

import static java.util.Objects.requireNonNull;

import io.policap.infer.flow.Content;
import io.policap.infer.flow.Exchange;
import io.policap.infer.net.Ip;
import io.policap.infer.net.Protocol;

/**
 * One connection between two addresses and ports as one capture showed it: NAT makes several legs of one connection.
 *
 * @param capture the number of its capture in this run, from 0
 * @param record the number of the record that showed it first, from 1
 * @param client who opened it; where {@code directed} is false, one of both ends
 * @param server who accepted it
 * @param protocol the transport protocol
 * @param icmpType the type of the ICMP request, 0 for others
 * @param directed whether its packets say who opened it
 * @param exchange what became of it
 * @param first its first packet, nanoseconds since 1970
 * @param last its last packet
 * @param requestTime the first packet that opened it, such as the SYN; 0 where not seen
 * @param answerTime the first answer to that, such as the SYN/ACK; 0 where not seen
 * @param clientPackets distinct packets from {@code client}
 * @param serverPackets distinct packets from {@code server}
 * @param packets all records read that belong to it, copies included
 * @param fingerprint what NAT does not change: TCP both initial sequence numbers, SCTP both initiate tags, UDP the hash
 *     of the first payload; 0 where there is none
 * @param content what it carried, as far as somebody looked
 */
public record Leg(
        int capture,
        long record,
        Ip client,
        int clientPort,
        Ip server,
        int serverPort,
        Protocol protocol,
        int icmpType,
        boolean directed,
        Exchange exchange,
        long first,
        long last,
        long requestTime,
        long answerTime,
        long clientPackets,
        long serverPackets,
        long packets,
        long fingerprint,
        Content content) {
    /** A leg at whose content nobody looked. */
    public Leg(
            int capture,
            long record,
            Ip client,
            int clientPort,
            Ip server,
            int serverPort,
            Protocol protocol,
            int icmpType,
            boolean directed,
            Exchange exchange,
            long first,
            long last,
            long requestTime,
            long answerTime,
            long clientPackets,
            long serverPackets,
            long packets,
            long fingerprint) {
        this(
                capture,
                record,
                client,
                clientPort,
                server,
                serverPort,
                protocol,
                icmpType,
                directed,
                exchange,
                first,
                last,
                requestTime,
                answerTime,
                clientPackets,
                serverPackets,
                packets,
                fingerprint,
                Content.NONE);
    }

    public Leg {
        requireNonNull(client, "client");
        requireNonNull(server, "server");
        requireNonNull(protocol, "protocol");
        requireNonNull(exchange, "exchange");
        requireNonNull(content, "content");
        if (packets < 1) {
            throw new IllegalArgumentException("packets " + packets + " < 1");
        }
    }
}
