package io.policap.capture.packet.decode;

/** What an EtherType says that follows, VLAN tags and 802.3 lengths included. */
final class EtherType {
    static final int IPV4 = 0x0800;
    static final int IPV6 = 0x86DD;
    static final int ARP = 0x0806;
    static final int VLAN = 0x8100;
    static final int QINQ = 0x88A8;
    static final int QINQ_OLD = 0x9100;
    static final int MPLS = 0x8847;
    static final int MPLS_MULTICAST = 0x8848;
    static final int PPPOE_SESSION = 0x8864;
    static final int ETHERNET = 0x6558;

    /** Up to here the field is the length of an 802.3 frame. */
    private static final int MOST_LENGTH = 1500;

    private EtherType() {}

    static Decoding open(Frame frame, int type, int at, int end, int wire) {
        if (type == IPV4) {
            return Ipv4Header.decode(frame, at, end, wire);
        }
        if (type == IPV6) {
            return Ipv6Header.decode(frame, at, end, wire);
        }
        return openOther(frame, type, at, end, wire);
    }

    static boolean isVlan(int type) {
        return type == VLAN || type == QINQ || type == QINQ_OLD;
    }

    private static Decoding openOther(Frame frame, int type, int at, int end, int wire) {
        if (!frame.descend()) {
            return Decoding.MALFORMED;
        }
        if (type <= MOST_LENGTH) {
            int logical = Math.min(wire, Frame.after(at, type));
            return LogicalLink.decode(frame, at, Math.min(end, logical), logical);
        }
        return switch (type) {
            case VLAN, QINQ, QINQ_OLD -> tagged(frame, at, end, wire);
            case MPLS, MPLS_MULTICAST -> MplsLabels.decode(frame, at, end, wire);
            case PPPOE_SESSION -> PointToPoint.decodeSession(frame, at, end, wire);
            case ETHERNET -> EthernetHeader.decodeInner(frame, at, end, wire);
            default -> Decoding.NOT_IP;
        };
    }

    /** After a tag's EtherType: its control information and the EtherType of what follows. */
    private static Decoding tagged(Frame frame, int at, int end, int wire) {
        if (end - at < 4) {
            return frame.shortage(at, 4, wire);
        }
        return open(frame, frame.word(at + 2), at + 4, end, wire);
    }
}
