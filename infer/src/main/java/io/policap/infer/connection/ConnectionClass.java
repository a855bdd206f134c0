package io.policap.infer.connection;

import static java.util.Objects.requireNonNull;

import io.policap.infer.net.Protocol;
import java.util.Comparator;

/**
 * All connections between the same two parties to the same server port: the unit of a baseline.
 *
 * @param client who opened it
 * @param server who accepted it
 * @param v6 whether it ran over IPv6
 * @param protocol the transport protocol
 * @param port the server's port; for ICMP the type of the request
 */
public record ConnectionClass(Party client, Party server, boolean v6, Protocol protocol, int port)
        implements Comparable<ConnectionClass> {
    private static final Comparator<ConnectionClass> ORDER = Comparator.comparing(ConnectionClass::client)
            .thenComparing(ConnectionClass::server)
            .thenComparing(ConnectionClass::protocol)
            .thenComparing(ConnectionClass::port)
            .thenComparing(ConnectionClass::v6);

    public ConnectionClass {
        requireNonNull(client, "client");
        requireNonNull(server, "server");
        requireNonNull(protocol, "protocol");
        if (port < 0 || port > 65535) {
            throw new IllegalArgumentException("port " + port + " is outside 0..65535");
        }
    }

    @Override
    public int compareTo(ConnectionClass other) {
        return ORDER.compare(this, other);
    }
}
