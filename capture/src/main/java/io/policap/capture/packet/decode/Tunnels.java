package io.policap.capture.packet.decode;

/** Tunnels that are IP protocols of their own, and what opening any tunnel does to the header. */
final class Tunnels {
    static final int IPV4 = 4;
    static final int IPV6 = 41;
    static final int GRE = 47;
    static final int ESP = 50;
    static final int MPLS = 137;

    /** Tunnels inside tunnels that are opened at most. */
    private static final int MOST = 8;

    private Tunnels() {}

    static Decoding decode(Frame frame, int protocol, int at, int end, int wire) {
        return switch (protocol) {
            case IPV4 -> enter(frame.header) ? Ipv4Header.decode(frame, at, end, wire) : Decoding.MALFORMED;
            case IPV6 -> enter(frame.header) ? Ipv6Header.decode(frame, at, end, wire) : Decoding.MALFORMED;
            case MPLS -> enter(frame.header) ? MplsLabels.decode(frame, at, end, wire) : Decoding.MALFORMED;
            case GRE -> GreHeader.decode(frame, at, end, wire);
            case ESP -> Decoding.OPAQUE_TUNNEL;
            default -> Decoding.OTHER_TRANSPORT;
        };
    }

    static boolean isOpened(int protocol) {
        return protocol == IPV4 || protocol == IPV6 || protocol == MPLS || protocol == GRE;
    }

    /** Makes what was decoded until now the outside of a tunnel; false where there are too many. */
    static boolean enter(PacketHeader header) {
        if (header.depth == 0) {
            header.outerV6 = header.v6;
            header.outerSourceHigh = header.sourceHigh;
            header.outerSourceLow = header.sourceLow;
            header.outerDestinationHigh = header.destinationHigh;
            header.outerDestinationLow = header.destinationLow;
        }
        header.sourcePort = 0;
        header.destinationPort = 0;
        return ++header.depth <= MOST;
    }
}
