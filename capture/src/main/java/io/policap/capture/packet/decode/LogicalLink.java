package io.policap.capture.packet.decode;

/** The logical link header (IEEE 802.2), with the subnetwork access protocol (RFC 1042) where it is there. */
final class LogicalLink {
    private static final int SNAP = 0xAAAA03;
    private static final int IP = 0x060603;
    /** The organisation codes under which EtherTypes are told: Ethernet's own, and that of bridge tunnels. */
    private static final int ETHERNET = 0x000000;

    private static final int BRIDGE_TUNNEL = 0x0000F8;

    private LogicalLink() {}

    static Decoding decode(Frame frame, int at, int end, int wire) {
        if (end - at < 3) {
            return frame.shortage(at, 3, wire);
        }
        int kind = frame.word(at) << 8 | frame.octet(at + 2);
        if (kind == IP) {
            return Ipv4Header.decode(frame, at + 3, end, wire);
        }
        if (kind != SNAP) {
            return Decoding.NOT_IP;
        }
        if (end - at < 8) {
            return frame.shortage(at, 8, wire);
        }
        int organisation = frame.word(at + 3) << 8 | frame.octet(at + 5);
        if (organisation != ETHERNET && organisation != BRIDGE_TUNNEL) {
            return Decoding.NOT_IP;
        }
        return EtherType.open(frame, frame.word(at + 6), at + 8, end, wire);
    }
}
