package io.policap.capture.packet.decode;

/** What follows an IP header, by its protocol number. */
final class Transport {
    private Transport() {}

    static Decoding decode(Frame frame, int protocol, int at, int end, int wire) {
        if (protocol == PacketHeader.TCP) {
            return TcpHeader.decode(frame, at, end, wire);
        }
        if (protocol == PacketHeader.UDP) {
            return UdpHeader.decode(frame, at, end, wire);
        }
        return decodeOther(frame, protocol, at, end, wire);
    }

    private static Decoding decodeOther(Frame frame, int protocol, int at, int end, int wire) {
        return switch (protocol) {
            case PacketHeader.ICMP -> frame.header.v6
                    ? Decoding.OTHER_TRANSPORT
                    : IcmpMessage.decodeV4(frame, at, end, wire);
            case PacketHeader.ICMPV6 -> frame.header.v6
                    ? IcmpMessage.decodeV6(frame, at, end, wire)
                    : Decoding.OTHER_TRANSPORT;
            case PacketHeader.SCTP -> SctpHeader.decode(frame, at, end, wire);
            case ExtensionHeaders.AUTHENTICATION -> ExtensionHeaders.walk(frame, protocol, at, end, wire);
            default -> Tunnels.decode(frame, protocol, at, end, wire);
        };
    }

    /** Whether packets of the protocol are decoded further. */
    static boolean isKnown(int protocol) {
        return switch (protocol) {
            case PacketHeader.TCP,
                    PacketHeader.UDP,
                    PacketHeader.SCTP,
                    PacketHeader.ICMP,
                    PacketHeader.ICMPV6,
                    ExtensionHeaders.AUTHENTICATION -> true;
            default -> Tunnels.isOpened(protocol);
        };
    }
}
