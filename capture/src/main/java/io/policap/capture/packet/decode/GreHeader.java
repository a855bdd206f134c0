package io.policap.capture.packet.decode;

/** The GRE header (RFC 2784, 2890), and ERSPAN's behind it (draft-foschiano-erspan). */
final class GreHeader {
    private static final int CHECKSUM = 0x8000;
    private static final int ROUTING = 0x4000;
    private static final int KEY = 0x2000;
    private static final int SEQUENCE = 0x1000;
    /** 1 is PPTP's (RFC 2637), whose PPP may be encrypted. */
    private static final int VERSION = 0x0007;

    private static final int ERSPAN = 0x88BE;
    private static final int ERSPAN_3 = 0x22EB;
    private static final int ERSPAN_2_LENGTH = 8;
    private static final int ERSPAN_3_LENGTH = 12;
    /** The bit of type III's last word that tells of a subheader. */
    private static final int ERSPAN_3_OPTIONAL = 1;

    private static final int ERSPAN_3_OPTIONAL_LENGTH = 8;

    private GreHeader() {}

    static Decoding decode(Frame frame, int at, int end, int wire) {
        if (end - at < 4) {
            return frame.shortage(at, 4, wire);
        }
        int flags = frame.word(at);
        int protocol = frame.word(at + 2);
        if ((flags & (ROUTING | VERSION)) != 0 || !isOpened(protocol)) {
            return Decoding.OTHER_TRANSPORT;
        }
        int length = 4 + optional(flags, CHECKSUM) + optional(flags, KEY) + optional(flags, SEQUENCE);
        if (end - at < length) {
            return frame.shortage(at, length, wire);
        }
        if (!Tunnels.enter(frame.header)) {
            return Decoding.MALFORMED;
        }
        int content = at + length;
        return switch (protocol) {
            // Only type I has no sequence number, and no header.
            case ERSPAN -> (flags & SEQUENCE) == 0
                    ? EthernetHeader.decodeInner(frame, content, end, wire)
                    : mirrored(frame, ERSPAN_2_LENGTH, content, end, wire);
            case ERSPAN_3 -> mirroredVersion3(frame, content, end, wire);
            default -> EtherType.open(frame, protocol, content, end, wire);
        };
    }

    private static Decoding mirroredVersion3(Frame frame, int at, int end, int wire) {
        if (end - at < ERSPAN_3_LENGTH) {
            return frame.shortage(at, ERSPAN_3_LENGTH, wire);
        }
        boolean optional = (frame.octet(at + ERSPAN_3_LENGTH - 1) & ERSPAN_3_OPTIONAL) != 0;
        return mirrored(frame, ERSPAN_3_LENGTH + (optional ? ERSPAN_3_OPTIONAL_LENGTH : 0), at, end, wire);
    }

    private static Decoding mirrored(Frame frame, int length, int at, int end, int wire) {
        if (end - at < length) {
            return frame.shortage(at, length, wire);
        }
        return EthernetHeader.decodeInner(frame, at + length, end, wire);
    }

    private static boolean isOpened(int protocol) {
        return switch (protocol) {
            case EtherType.IPV4,
                    EtherType.IPV6,
                    EtherType.ETHERNET,
                    EtherType.MPLS,
                    EtherType.MPLS_MULTICAST,
                    ERSPAN,
                    ERSPAN_3 -> true;
            default -> false;
        };
    }

    private static int optional(int flags, int flag) {
        return (flags & flag) != 0 ? 4 : 0;
    }
}
