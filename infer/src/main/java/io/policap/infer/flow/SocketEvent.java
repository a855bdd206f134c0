package io.policap.infer.flow;

import static java.util.Objects.requireNonNull;

import io.policap.infer.net.Ip;
import io.policap.infer.net.Protocol;
import java.time.Instant;

/**
 * One end of a socket call that Cilium's load balancer translated: the service's address, or the backend it became.
 *
 * <p>Of a call to a service there are two events of the same socket (Hubble: type SOCK, joined by the socket's cookie):
 * one with the address that the program used, one with the backend's. Neither is a connection (R3).
 *
 * @param time when it was seen, {@link Instant#MIN} where not told
 * @param node the reporting node's name without its cluster, empty where not told
 * @param cookie the socket's number, which is of one node only; at least 1
 * @param reverse whether an answer was translated back, so that the backend comes before the service
 * @param backend whether this is the backend's end; else it is the service's
 * @param address the service's address, or the backend's
 * @param port the service's port, or the backend's; 1 to 65535
 * @param protocol the transport protocol
 * @param end what was known of the service's or backend's end
 * @param weight how many events it stands for, at least 1
 */
public record SocketEvent(
        Instant time,
        String node,
        long cookie,
        boolean reverse,
        boolean backend,
        Ip address,
        int port,
        Protocol protocol,
        FlowEndpoint end,
        long weight) {
    public SocketEvent {
        requireNonNull(time, "time");
        requireNonNull(node, "node");
        requireNonNull(address, "address");
        requireNonNull(protocol, "protocol");
        requireNonNull(end, "end");
        if (cookie < 1 || port < 1 || port > 65_535 || weight < 1) {
            throw new IllegalArgumentException("cookie " + cookie + ", port " + port + " or weight " + weight);
        }
    }
}
