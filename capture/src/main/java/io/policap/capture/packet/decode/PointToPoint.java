package io.policap.capture.packet.decode;

/** The headers of point-to-point links: PPP (RFC 1661, 1662), PPPoE sessions (RFC 2516) and Cisco's HDLC. */
final class PointToPoint {
    private static final int ADDRESS_AND_CONTROL = 0xFF03;
    private static final int CISCO_UNICAST = 0x0F00;
    private static final int CISCO_MULTICAST = 0x8F00;

    private static final int IPV4 = 0x0021;
    private static final int IPV6 = 0x0057;
    private static final int MPLS = 0x0281;
    private static final int MPLS_MULTICAST = 0x0283;

    /** Version 1, type 1, and the code of session data. */
    private static final int SESSION = 0x1100;

    private PointToPoint() {}

    static Decoding decode(Frame frame, int at, int end, int wire) {
        if (end - at < 2) {
            return frame.shortage(at, 2, wire);
        }
        int protocol = frame.word(at) == ADDRESS_AND_CONTROL ? at + 2 : at;
        return protocol(frame, protocol, end, wire);
    }

    static Decoding decodeHdlc(Frame frame, int at, int end, int wire) {
        if (end - at < 2) {
            return frame.shortage(at, 2, wire);
        }
        int first = frame.word(at);
        return first == CISCO_UNICAST || first == CISCO_MULTICAST
                ? decodeCisco(frame, at, end, wire)
                : decode(frame, at, end, wire);
    }

    static Decoding decodeCisco(Frame frame, int at, int end, int wire) {
        if (end - at < 4) {
            return frame.shortage(at, 4, wire);
        }
        return EtherType.open(frame, frame.word(at + 2), at + 4, end, wire);
    }

    /** PPP after one byte that says which way the frame went: 0 for received. */
    static Decoding decodeDirected(Frame frame, int at, int end, int wire) {
        if (end - at < 1) {
            return frame.shortage(at, 1, wire);
        }
        frame.header.linkDirection = frame.octet(at) == 0 ? PacketHeader.TO_US : PacketHeader.FROM_US;
        return decode(frame, at + 1, end, wire);
    }

    static Decoding decodeSession(Frame frame, int at, int end, int wire) {
        if (end - at < 6) {
            return frame.shortage(at, 6, wire);
        }
        if (frame.word(at) != SESSION) {
            return Decoding.NOT_IP;
        }
        int logical = Math.min(wire, Frame.after(at + 6, frame.word(at + 4)));
        return protocol(frame, at + 6, Math.min(end, logical), logical);
    }

    private static Decoding protocol(Frame frame, int at, int end, int wire) {
        if (end - at < 1) {
            return frame.shortage(at, 1, wire);
        }
        int protocol = frame.octet(at);
        int length = 1;
        // An odd first byte is the whole number, the field being compressed (RFC 1661, 6.5).
        if ((protocol & 1) == 0) {
            if (end - at < 2) {
                return frame.shortage(at, 2, wire);
            }
            protocol = frame.word(at);
            length = 2;
        }
        return switch (protocol) {
            case IPV4 -> Ipv4Header.decode(frame, at + length, end, wire);
            case IPV6 -> Ipv6Header.decode(frame, at + length, end, wire);
            case MPLS, MPLS_MULTICAST -> MplsLabels.decode(frame, at + length, end, wire);
            default -> Decoding.NOT_IP;
        };
    }
}
