package io.policap.infer.flow;

import static java.util.Objects.requireNonNull;

import io.policap.infer.net.Ip;
import io.policap.infer.net.Protocol;
import java.time.Instant;
import java.util.List;

/**
 * One connection as packet captures showed it, wherever and however often its packets were captured.
 *
 * @param place the capture and the record in it that showed it first
 * @param node the node on which it was captured, empty where not known; of several the first in order
 * @param first when its first packet was seen
 * @param last when its last packet was seen
 * @param client who opened it, addresses as the server's pod sees them, a service's address replaced by the backend's
 *     where both were seen; where {@code directed} is false, one of both ends
 * @param clientPort the client's port, 0 without ports
 * @param server who accepted it
 * @param serverPort the server's port, 0 without ports
 * @param protocol the transport protocol
 * @param icmpType the type of the ICMP request, 0 for others
 * @param directed whether its packets say who opened it (R1)
 * @param exchange what became of it
 * @param clientPackets distinct packets from {@code client}
 * @param serverPackets distinct packets from {@code server}
 * @param serverNames names that the capture itself gives to the server's address, sorted
 * @param content what it carries, as far as it was looked at
 * @param weight packets read that belong to it, copies included, at least 1: what the books count
 */
public record PacketConnection(
        Place place,
        String node,
        Instant first,
        Instant last,
        Ip client,
        int clientPort,
        Ip server,
        int serverPort,
        Protocol protocol,
        int icmpType,
        boolean directed,
        Exchange exchange,
        long clientPackets,
        long serverPackets,
        List<String> serverNames,
        Content content,
        long weight) {
    /** A connection at whose content nobody looked. */
    public PacketConnection(
            Place place,
            String node,
            Instant first,
            Instant last,
            Ip client,
            int clientPort,
            Ip server,
            int serverPort,
            Protocol protocol,
            int icmpType,
            boolean directed,
            Exchange exchange,
            long clientPackets,
            long serverPackets,
            List<String> serverNames,
            long weight) {
        this(
                place,
                node,
                first,
                last,
                client,
                clientPort,
                server,
                serverPort,
                protocol,
                icmpType,
                directed,
                exchange,
                clientPackets,
                serverPackets,
                serverNames,
                Content.NONE,
                weight);
    }

    public PacketConnection {
        requireNonNull(place, "place");
        requireNonNull(node, "node");
        requireNonNull(first, "first");
        requireNonNull(last, "last");
        requireNonNull(client, "client");
        requireNonNull(server, "server");
        requireNonNull(protocol, "protocol");
        requireNonNull(exchange, "exchange");
        requireNonNull(content, "content");
        serverNames = serverNames.size() <= 1
                ? List.copyOf(serverNames)
                : serverNames.stream().distinct().sorted().toList();
        if (weight < 1) {
            throw new IllegalArgumentException("weight " + weight + " < 1");
        }
    }
}
