package io.policap.capture.live;

import static java.util.Objects.requireNonNull;

/**
 * Which packets the kernel hands over, as a filter of libpcap (pcap-filter(7)).
 *
 * <p>Filters have no memory, so "the first packets of a connection" are, of TCP, those with SYN, FIN or RST: a connection
 * table must be told ({@link #handshakesOnly}). Of everything else all packets are taken: UDP, SCTP, ICMP, fragments,
 * IPv6 with extension headers, and what may hide any of these: tunnels and VLAN tags. UDP includes VXLAN and Geneve, and
 * with them all that is inside.
 */
public sealed interface LiveFilter {
    /** The filter that is used where nothing is asked for. */
    LiveFilter HANDSHAKES = new Handshakes();

    /** No filter. */
    LiveFilter EVERYTHING = new Everything();

    /** The user's own filter. */
    static LiveFilter of(String expression) {
        return expression.isBlank() ? EVERYTHING : new Text(expression.strip());
    }

    /** The expression for frames of a link type (LINKTYPE_ values), empty for none. */
    String expression(int linkType);

    /** Whether only packets with SYN, FIN or RST are seen of TCP. */
    boolean handshakesOnly();

    /** Enough to know who opened a connection, whether it was accepted, and how it ended. */
    record Handshakes() implements LiveFilter {
        private static final int ETHERNET = 1;
        private static final int COOKED = 113;
        private static final int COOKED_2 = 276;

        private static final String UNTAGGED = "(tcp[tcpflags] & (tcp-syn|tcp-fin|tcp-rst) != 0"
                // Flags of TCP right behind the IPv6 header; pcap-filter's tcp[] knows IPv4 only.
                + " or (ip6[6] = 6 and ip6[53] & 7 != 0)"
                + " or ip6[6] = 0 or ip6[6] = 43 or ip6[6] = 44 or ip6[6] = 60"
                + " or udp or sctp or icmp or icmp6"
                + " or ip[6:2] & 0x3fff != 0"
                + " or ip proto 4 or ip proto 41 or ip proto 47"
                + " or ip6[6] = 4 or ip6[6] = 41 or ip6[6] = 47)";

        @Override
        public String expression(int linkType) {
            return switch (linkType) {
                // Behind the word vlan every offset counts from behind a tag; twice for QinQ.
                case ETHERNET -> UNTAGGED + " or (vlan and (" + UNTAGGED + " or (vlan and " + UNTAGGED + ")))";
                // The word vlan is unknown to cooked captures: take what is tagged as it is.
                case COOKED, COOKED_2 -> UNTAGGED + " or ether proto 0x8100 or ether proto 0x88a8";
                default -> UNTAGGED;
            };
        }

        @Override
        public boolean handshakesOnly() {
            return true;
        }
    }

    /** All packets. */
    record Everything() implements LiveFilter {
        @Override
        public String expression(int linkType) {
            return "";
        }

        @Override
        public boolean handshakesOnly() {
            return false;
        }
    }

    /** What the user wrote; libpcap judges it. */
    record Text(String expression) implements LiveFilter {
        public Text {
            requireNonNull(expression, "expression");
        }

        @Override
        public String expression(int linkType) {
            return expression;
        }

        @Override
        public boolean handshakesOnly() {
            return false;
        }
    }
}
