package io.policap.infer.evaluate;

import static java.util.Objects.requireNonNull;

import io.policap.infer.net.Protocol;

/**
 * The question whether a new connection may pass; replies are always allowed and never asked about.
 *
 * @param source who opens it
 * @param destination whom it reaches, after service translation
 * @param protocol its protocol
 * @param port the port as the destination sees it, 1 to 65535; for ICMP the type of the message
 */
public record ConnectionQuery(Endpoint source, Endpoint destination, Protocol protocol, int port) {
    public ConnectionQuery {
        requireNonNull(source, "source");
        requireNonNull(destination, "destination");
        requireNonNull(protocol, "protocol");
        if (port < 0 || port > 65535) {
            throw new IllegalArgumentException("port " + port + " is outside 0..65535");
        }
    }

    @Override
    public String toString() {
        return source + " -> " + destination + " " + port + "/" + protocol;
    }
}
