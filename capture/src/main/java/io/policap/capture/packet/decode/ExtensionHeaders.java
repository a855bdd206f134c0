package io.policap.capture.packet.decode;

/** The headers between IPv6 and the transport (RFC 8200, 4), and the authentication header (RFC 4302) in IPv4 too. */
final class ExtensionHeaders {
    static final int HOP_BY_HOP = 0;
    static final int ROUTING = 43;
    static final int FRAGMENT = 44;
    static final int AUTHENTICATION = 51;
    static final int DESTINATION = 60;
    static final int MOBILITY = 135;
    static final int HOST_IDENTITY = 139;
    static final int SHIM6 = 140;

    /** A chain of more is nobody's. */
    private static final int MOST_HEADERS = 128;

    private static final int SHORTEST = 8;
    private static final int OFFSET = 0xFFF8;
    private static final int MORE = 1;

    private ExtensionHeaders() {}

    /** Follows the chain whose first header is {@code first} to the transport. */
    static Decoding walk(Frame frame, int first, int at, int end, int wire) {
        int next = first;
        int position = at;
        for (int i = 0; i < MOST_HEADERS; i++) {
            if (!isExtension(frame, next)) {
                frame.header.protocol = next;
                return Transport.decode(frame, next, position, end, wire);
            }
            if (end - position < SHORTEST) {
                return frame.shortage(position, SHORTEST, wire);
            }
            int following = frame.octet(position);
            if (next == FRAGMENT && isFragment(frame, position)) {
                Fragments.note(frame.header, frame.data.getInt(position + 4) & 0xFFFF_FFFFL);
                if ((frame.word(position + 2) & OFFSET) != 0) {
                    frame.header.protocol = following;
                    return Fragments.later(frame, position + SHORTEST, end, wire);
                }
            }
            int length = length(frame, next, position);
            if (end - position < length) {
                return frame.shortage(position, length, wire);
            }
            position += length;
            next = following;
        }
        return Decoding.MALFORMED;
    }

    static boolean isOfIpv6(int protocol) {
        return switch (protocol) {
            case HOP_BY_HOP, ROUTING, FRAGMENT, DESTINATION, MOBILITY, HOST_IDENTITY, SHIM6 -> true;
            default -> false;
        };
    }

    private static boolean isExtension(Frame frame, int protocol) {
        return protocol == AUTHENTICATION || (frame.header.v6 && isOfIpv6(protocol));
    }

    private static int length(Frame frame, int type, int at) {
        return switch (type) {
            case FRAGMENT -> SHORTEST;
            case AUTHENTICATION -> 4 * frame.octet(at + 1) + 8;
            default -> 8 * frame.octet(at + 1) + 8;
        };
    }

    /** Whether a fragment header is that of a fragment; one that is both first and last is whole (RFC 6946). */
    private static boolean isFragment(Frame frame, int at) {
        return (frame.word(at + 2) & (OFFSET | MORE)) != 0;
    }
}
