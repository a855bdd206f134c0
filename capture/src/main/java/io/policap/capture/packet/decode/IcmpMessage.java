package io.policap.capture.packet.decode;

/** ICMP (RFC 792, 950, 8335) and ICMPv6 (RFC 4443) messages. */
final class IcmpMessage {
    private static final int LENGTH = 8;

    /** Up to and with the identifier. */
    private static final int NEEDED = 6;

    private IcmpMessage() {}

    static Decoding decodeV4(Frame frame, int at, int end, int wire) {
        if (end - at < NEEDED) {
            return frame.shortage(at, NEEDED, wire);
        }
        int type = frame.octet(at);
        fill(frame, type, at, end, wire);
        switch (type) {
            case 0, 8, 13, 14, 15, 16, 17, 18, 42, 43 -> identified(frame, at);
            case 3, 4, 5, 11, 12 -> QuotedPacket.read(frame, 4, at + LENGTH, end);
            default -> {
                // Nothing in it tells one exchange from another.
            }
        }
        return Decoding.PACKET;
    }

    static Decoding decodeV6(Frame frame, int at, int end, int wire) {
        if (end - at < NEEDED) {
            return frame.shortage(at, NEEDED, wire);
        }
        int type = frame.octet(at);
        fill(frame, type, at, end, wire);
        switch (type) {
            case 128, 129, 160, 161 -> identified(frame, at);
            case 1, 2, 3, 4 -> QuotedPacket.read(frame, 6, at + LENGTH, end);
            default -> {
                // Nothing in it tells one exchange from another.
            }
        }
        return Decoding.PACKET;
    }

    private static void fill(Frame frame, int type, int at, int end, int wire) {
        frame.header.icmpType = type;
        frame.header.icmpCode = frame.octet(at + 1);
        frame.payload(at + LENGTH, end, wire);
    }

    private static void identified(Frame frame, int at) {
        int identifier = frame.word(at + 4);
        frame.header.sourcePort = identifier;
        frame.header.destinationPort = identifier;
    }
}
