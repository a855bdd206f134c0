package io.policap.infer.flow;

import static java.util.Objects.requireNonNull;

import io.policap.infer.net.Ip;
import io.policap.infer.net.Protocol;
import java.time.Instant;
import java.util.Optional;

/**
 * One event as a source saw it: addresses as seen, and what the source knew.
 *
 * <p>Source and destination are those of the packet or message, not client and server.
 *
 * @param place where it was read; for messages only
 * @param time when it was seen, {@link Instant#MIN} where not told (aggregated or masked lines)
 * @param node the reporting node's name without its cluster, empty where not told
 * @param event what it was made from
 * @param verdict what became of the packet
 * @param dropReason Cilium's drop reason number, 0 for none (133 policy denied, 181 explicit deny)
 * @param direction the side it was seen at
 * @param reply whether it belongs to the answering direction
 * @param source the packet's source address; unspecified (0.0.0.0) for a pod whose address was not told
 * @param destination the packet's destination address, likewise
 * @param protocol the transport protocol
 * @param sourcePort the source port, 0 for ICMP
 * @param destinationPort the destination port, 0 for ICMP
 * @param icmpType the ICMP type, 0 for others
 * @param tcpFlags the TCP flags as {@link TcpFlags} bits, 0 where not told
 * @param sourceEndpoint what was known of the source
 * @param destinationEndpoint what was known of the destination
 * @param layer7 the L7 record where there is one
 * @param fromProxy whether the packet was on its way from a proxy to the server: no connection of its own (R3)
 * @param weight how many events it stands for, at least 1 (aggregated lines)
 * @param authenticated whether mutual authentication (SPIRE) was used
 */
public record Flow(
        Place place,
        Instant time,
        String node,
        EventKind event,
        Verdict verdict,
        int dropReason,
        Direction direction,
        Reply reply,
        Ip source,
        Ip destination,
        Protocol protocol,
        int sourcePort,
        int destinationPort,
        int icmpType,
        int tcpFlags,
        FlowEndpoint sourceEndpoint,
        FlowEndpoint destinationEndpoint,
        Optional<Layer7> layer7,
        boolean fromProxy,
        long weight,
        boolean authenticated) {
    /** Policy denied: no rule allowed it (Cilium drop reason 133). */
    public static final int POLICY_DENIED = 133;

    /** Policy deny: a rule denied it (Cilium drop reason 181). */
    public static final int POLICY_DENY = 181;

    public Flow {
        requireNonNull(place, "place");
        requireNonNull(time, "time");
        requireNonNull(node, "node");
        requireNonNull(event, "event");
        requireNonNull(verdict, "verdict");
        requireNonNull(direction, "direction");
        requireNonNull(reply, "reply");
        requireNonNull(source, "source");
        requireNonNull(destination, "destination");
        requireNonNull(protocol, "protocol");
        requireNonNull(sourceEndpoint, "sourceEndpoint");
        requireNonNull(destinationEndpoint, "destinationEndpoint");
        requireNonNull(layer7, "layer7");
        if (weight < 1) {
            throw new IllegalArgumentException("weight " + weight + " < 1");
        }
    }
}
