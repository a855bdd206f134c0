package io.policap.infer.connection;

import static java.util.Objects.requireNonNull;

import io.policap.infer.net.Protocol;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

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

    // Asked for every connection: what a record has of its own runs as method handles until it is compiled.
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ConnectionClass type
                && port == type.port
                && protocol == type.protocol
                && v6 == type.v6
                && client.equals(type.client)
                && server.equals(type.server);
    }

    @Override
    public int hashCode() {
        return (client.hashCode() * 31 + server.hashCode()) * 31 + port;
    }

    @Override
    public int compareTo(ConnectionClass other) {
        return ORDER.compare(this, other);
    }
}
