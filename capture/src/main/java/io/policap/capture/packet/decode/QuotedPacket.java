package io.policap.capture.packet.decode;

/** The beginning of a packet inside the ICMP error that answers it: 8 bytes of its transport at least (RFC 792). */
final class QuotedPacket {
    /** A chain of more extension headers is not followed. */
    private static final int MOST_HEADERS = 16;

    private static final int OFFSET = 0x1FFF;
    private static final int OFFSET_V6 = 0xFFF8;

    private QuotedPacket() {}

    /** Fills what is quoted where it is there up to the ports, whatever of the rest is missing. */
    static void read(Frame frame, int version, int at, int end) {
        boolean there = version == 4 ? readV4(frame, at, end) : readV6(frame, at, end);
        if (!there) {
            clear(frame.header);
        }
    }

    static void clear(PacketHeader header) {
        header.quotes = false;
        header.quotedV6 = false;
        header.quotedSourceHigh = 0;
        header.quotedSourceLow = 0;
        header.quotedDestinationHigh = 0;
        header.quotedDestinationLow = 0;
        header.quotedProtocol = 0;
        header.quotedSourcePort = 0;
        header.quotedDestinationPort = 0;
    }

    private static boolean readV4(Frame frame, int at, int end) {
        if (end - at < Ipv4Header.LENGTH) {
            return false;
        }
        int length = (frame.octet(at) & 0xF) * 4;
        boolean later = (frame.word(at + 6) & OFFSET) != 0;
        if (frame.octet(at) >>> 4 != 4 || length < Ipv4Header.LENGTH || later) {
            return false;
        }
        PacketHeader header = frame.header;
        header.quotedV6 = false;
        header.quotedSourceLow = frame.data.getInt(at + 12) & 0xFFFF_FFFFL;
        header.quotedDestinationLow = frame.data.getInt(at + 16) & 0xFFFF_FFFFL;
        return transport(frame, frame.octet(at + 9), at + length, end);
    }

    private static boolean readV6(Frame frame, int at, int end) {
        if (end - at < Ipv6Header.LENGTH || frame.octet(at) >>> 4 != 6) {
            return false;
        }
        PacketHeader header = frame.header;
        header.quotedV6 = true;
        header.quotedSourceHigh = frame.data.getLong(at + 8);
        header.quotedSourceLow = frame.data.getLong(at + 16);
        header.quotedDestinationHigh = frame.data.getLong(at + 24);
        header.quotedDestinationLow = frame.data.getLong(at + 32);
        int next = frame.octet(at + 6);
        int position = at + Ipv6Header.LENGTH;
        for (int i = 0; i < MOST_HEADERS && ExtensionHeaders.isOfIpv6(next); i++) {
            if (end - position < 8) {
                return false;
            }
            boolean fragment = next == ExtensionHeaders.FRAGMENT;
            if (fragment && (frame.word(position + 2) & OFFSET_V6) != 0) {
                return false;
            }
            next = frame.octet(position);
            position += fragment ? 8 : 8 * frame.octet(position + 1) + 8;
        }
        return transport(frame, next, position, end);
    }

    private static boolean transport(Frame frame, int protocol, int at, int end) {
        PacketHeader header = frame.header;
        header.quotedProtocol = protocol;
        switch (protocol) {
            case PacketHeader.TCP, PacketHeader.UDP, PacketHeader.SCTP -> {
                if (end - at < 4) {
                    return false;
                }
                header.quotedSourcePort = frame.word(at);
                header.quotedDestinationPort = frame.word(at + 2);
            }
            case PacketHeader.ICMP, PacketHeader.ICMPV6 -> {
                if (end - at < 6) {
                    return false;
                }
                header.quotedSourcePort = frame.word(at + 4);
                header.quotedDestinationPort = header.quotedSourcePort;
            }
            default -> {
                // Others have no ports.
            }
        }
        header.quotes = true;
        return true;
    }
}
