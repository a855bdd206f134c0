package io.policap.capture.packet.decode;

/** A stack of MPLS labels (RFC 3032), and what is below it: nothing in it says, so that it has to prove itself. */
final class MplsLabels {
    private static final int BOTTOM = 0x100;

    private MplsLabels() {}

    static Decoding decode(Frame frame, int at, int end, int wire) {
        int position = at;
        boolean bottom = false;
        while (!bottom) {
            if (end - position < 4) {
                return frame.shortage(position, 4, wire);
            }
            bottom = (frame.data.getInt(position) & BOTTOM) != 0;
            position += 4;
        }
        return below(frame, position, end, wire);
    }

    /** Whether a stack of labels with an IP header below begins here, as far as that was captured. */
    static boolean isBeforeIp(Frame frame, int at, int end) {
        for (int position = at; end - position > 4; position += 4) {
            if ((frame.data.getInt(position) & BOTTOM) != 0) {
                int version = frame.octet(position + 4) >>> 4;
                return version == 4 || version == 6;
            }
        }
        return false;
    }

    private static Decoding below(Frame frame, int at, int end, int wire) {
        if (end - at < 1) {
            return frame.shortage(at, 1, wire);
        }
        int version = frame.octet(at) >>> 4;
        // A pseudowire begins with a control word (RFC 4385) or with an address, whose first digit may be 4 or 6.
        int ethernet = version == 0 && !isEthernet(frame, at, end) ? at + 4 : at;
        boolean ip = version == 4 || version == 6;
        if (isEthernet(frame, ethernet, end) && !(ip && fits(frame, version, at, end, wire))) {
            return frame.descend() ? EthernetHeader.decodeInner(frame, ethernet, end, wire) : Decoding.MALFORMED;
        }
        if (ip) {
            return LinkLayer.raw(frame, at, end, wire);
        }
        return end < wire && end - at < 4 + EthernetHeader.LENGTH + 1 ? Decoding.CUT_SHORT : Decoding.UNKNOWN_LINK;
    }

    private static boolean isEthernet(Frame frame, int at, int end) {
        int network = at + EthernetHeader.LENGTH;
        if (end - network < 1) {
            return false;
        }
        int version = frame.octet(network) >>> 4;
        return switch (frame.word(network - 2)) {
            case EtherType.IPV4 -> version == 4;
            case EtherType.IPV6 -> version == 6;
            case EtherType.ARP, EtherType.VLAN, EtherType.QINQ -> true;
            default -> false;
        };
    }

    private static boolean fits(Frame frame, int version, int at, int end, int wire) {
        if (end - at < 6) {
            return false;
        }
        return version == 4
                ? (frame.octet(at) & 0xF) >= 5 && frame.word(at + 2) <= wire - at
                : frame.word(at + 4) + Ipv6Header.LENGTH <= wire - at;
    }
}
