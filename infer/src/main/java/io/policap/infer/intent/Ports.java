package io.policap.infer.intent;

import static java.util.Objects.requireNonNull;

import io.policap.infer.net.PortRange;
import io.policap.infer.net.Protocol;
import java.util.Comparator;

/** What a permission opens at the server: transport ports or an ICMP type. */
public sealed interface Ports extends Comparable<Ports> {
    Comparator<Ports> ORDER = Comparator.comparing(Ports::protocol).thenComparing(Ports::range);

    /** The protocol. */
    Protocol protocol();

    /** The ports, or the ICMP type as a range of one. */
    PortRange range();

    @Override
    default int compareTo(Ports other) {
        return ORDER.compare(this, other);
    }

    /**
     * Server ports of TCP, UDP or SCTP.
     *
     * @param protocol one that has ports
     * @param range one port, or a range (R8)
     */
    record Transport(Protocol protocol, PortRange range) implements Ports {
        public Transport {
            requireNonNull(protocol, "protocol");
            requireNonNull(range, "range");
            if (!protocol.hasPorts()) {
                throw new IllegalArgumentException(protocol + " has no ports");
            }
        }

        @Override
        public String toString() {
            return protocol + " " + range;
        }
    }

    /**
     * An ICMP message type (RFC 792, RFC 4443); codes are not matched by any policy.
     *
     * @param protocol ICMP or ICMPV6
     * @param type 0 to 255
     */
    record Icmp(Protocol protocol, int type) implements Ports {
        public Icmp {
            requireNonNull(protocol, "protocol");
            if (protocol.hasPorts()) {
                throw new IllegalArgumentException(protocol + " is not ICMP");
            }
            if (type < 0 || type > 255) {
                throw new IllegalArgumentException("ICMP type " + type + " is outside 0..255");
            }
        }

        @Override
        public PortRange range() {
            return PortRange.of(type);
        }

        @Override
        public String toString() {
            return (protocol == Protocol.ICMP ? "ICMP type " : "ICMPv6 type ") + type;
        }
    }
}
