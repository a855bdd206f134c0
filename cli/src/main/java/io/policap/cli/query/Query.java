package io.policap.cli.query;

import static java.util.Objects.requireNonNull;

import io.policap.infer.net.Protocol;
import java.util.List;
import java.util.Locale;

/**
 * One question of {@code policap can}.
 *
 * @param source who opens the connection
 * @param destination whom it reaches
 * @param port the port at the destination, or the ICMP type
 * @param protocol the protocol
 */
public record Query(End source, End destination, int port, Protocol protocol) {
    /**
     * An end as it was asked for.
     *
     * @param name what it is called, empty where an address was given with its names
     * @param ip the address, empty where a name was given
     * @param names the DNS names of the address
     */
    public record End(String name, String ip, List<String> names) {
        public End {
            requireNonNull(name, "name");
            requireNonNull(ip, "ip");
            names = List.copyOf(names);
        }

        static End named(String name) {
            return new End(name, "", List.of());
        }
    }

    public Query {
        requireNonNull(source, "source");
        requireNonNull(destination, "destination");
        requireNonNull(protocol, "protocol");
    }

    /** Reads {@code PORT} or {@code PORT/PROTOCOL}. */
    public static Query of(String source, String destination, String portAndProtocol) {
        int slash = portAndProtocol.indexOf('/');
        String port = slash < 0 ? portAndProtocol : portAndProtocol.substring(0, slash);
        String protocol = slash < 0 ? "TCP" : portAndProtocol.substring(slash + 1);
        return new Query(End.named(source), End.named(destination), port(port), protocol(protocol));
    }

    static int port(String text) {
        try {
            int port = Integer.parseInt(text);
            if (port >= 0 && port <= 65535) {
                return port;
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("'" + text + "' is no port; want 1 to 65535, or an ICMP type", e);
        }
        throw new IllegalArgumentException("port " + text + " is outside 0..65535");
    }

    static Protocol protocol(String text) {
        for (Protocol protocol : Protocol.values()) {
            if (protocol.name().equals(text.toUpperCase(Locale.ROOT))) {
                return protocol;
            }
        }
        throw new IllegalArgumentException("'" + text + "' is no protocol; want TCP, UDP, SCTP, ICMP or ICMPV6");
    }
}
