package io.policap.infer.connection;

import static java.util.Objects.requireNonNull;

import io.policap.infer.net.Protocol;
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
        int byClient = client.compareTo(other.client);
        int byServer = byClient != 0 ? byClient : server.compareTo(other.server);
        int byProtocol = byServer != 0 ? byServer : protocol.compareTo(other.protocol);
        int byPort = byProtocol != 0 ? byProtocol : Integer.compare(port, other.port);
        return byPort != 0 ? byPort : Boolean.compare(v6, other.v6);
    }
}
