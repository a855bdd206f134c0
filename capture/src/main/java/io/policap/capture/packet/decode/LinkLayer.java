package io.policap.capture.packet.decode;

/** The link headers other than Ethernet's, by link type. */
final class LinkLayer {
    /** Address families of IPv6 on NetBSD and OpenBSD, FreeBSD, macOS, and Linux. */
    private static final int BSD_INET6 = 24;

    private static final int FREEBSD_INET6 = 28;
    private static final int DARWIN_INET6 = 30;
    static final int LINUX_INET6 = 10;
    static final int INET = 2;

    private LinkLayer() {}

    static Decoding decode(Frame frame, int linkType, int at, int end, int wire) {
        return switch (linkType) {
            case LinkTypes.RAW, LinkTypes.RAW_BSD, LinkTypes.RAW_OPENBSD -> raw(frame, at, end, wire);
            case LinkTypes.IPV4 -> Ipv4Header.decode(frame, at, end, wire);
            case LinkTypes.IPV6 -> Ipv6Header.decode(frame, at, end, wire);
            case LinkTypes.LINUX_SLL -> CookedHeader.decode(frame, at, end, wire);
            case LinkTypes.LINUX_SLL2 -> CookedHeader.decodeVersion2(frame, at, end, wire);
            case LinkTypes.NULL, LinkTypes.LOOP -> loopback(frame, linkType, at, end, wire);
            case LinkTypes.NFLOG -> NflogRecord.decode(frame, at, end, wire);
            case LinkTypes.PPP -> PointToPoint.decode(frame, at, end, wire);
            case LinkTypes.PPP_HDLC -> PointToPoint.decodeHdlc(frame, at, end, wire);
            case LinkTypes.PPP_WITH_DIRECTION -> PointToPoint.decodeDirected(frame, at, end, wire);
            case LinkTypes.PPP_ETHER -> PointToPoint.decodeSession(frame, at, end, wire);
            case LinkTypes.C_HDLC -> PointToPoint.decodeCisco(frame, at, end, wire);
            default -> Decoding.UNKNOWN_LINK;
        };
    }

    /** An IP header of either version, told by its first four bits. */
    static Decoding raw(Frame frame, int at, int end, int wire) {
        if (end - at < 1) {
            return frame.shortage(at, 1, wire);
        }
        int version = frame.octet(at) >>> 4;
        if (version == 4) {
            return Ipv4Header.decode(frame, at, end, wire);
        }
        return version == 6 ? Ipv6Header.decode(frame, at, end, wire) : Decoding.NOT_IP;
    }

    private static Decoding loopback(Frame frame, int linkType, int at, int end, int wire) {
        if (end - at < 4) {
            return frame.shortage(at, 4, wire);
        }
        int family = frame.data.getInt(at);
        // NULL is in the order of the host that captured, and families are small numbers.
        if (linkType == LinkTypes.NULL && (family & 0xFFFF) == 0) {
            family = Integer.reverseBytes(family);
        }
        return switch (family) {
            case INET -> Ipv4Header.decode(frame, at + 4, end, wire);
            case LINUX_INET6, BSD_INET6, FREEBSD_INET6, DARWIN_INET6 -> Ipv6Header.decode(frame, at + 4, end, wire);
            default -> Decoding.NOT_IP;
        };
    }
}
