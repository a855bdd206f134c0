package io.policap.capture.packet.decode;

/** A packet as netfilter's log hands it out (LINKTYPE_NFLOG): attributes, one of which is the packet from its IP header. */
final class NflogRecord {
    private static final int HEADER = 4;
    private static final int ATTRIBUTE = 4;

    private static final int PACKET_HEADER = 1;
    private static final int INPUT_INTERFACE = 4;
    private static final int OUTPUT_INTERFACE = 5;
    private static final int PAYLOAD = 9;

    private NflogRecord() {}

    static Decoding decode(Frame frame, int at, int end, int wire) {
        if (end - at < HEADER) {
            return frame.shortage(at, HEADER, wire);
        }
        int protocol = ofFamily(frame.octet(at));
        int position = at + HEADER;
        while (wire - position > 0) {
            if (end - position < ATTRIBUTE) {
                return frame.shortage(position, ATTRIBUTE, wire);
            }
            int type = hostWord(frame, position + 2, position);
            int length = hostWord(frame, position, position);
            int value = position + ATTRIBUTE;
            if (length < ATTRIBUTE || length > wire - position) {
                return Decoding.MALFORMED;
            }
            if (type == PAYLOAD) {
                return payload(frame, protocol, value, end, position + length);
            }
            if (end - position < length) {
                return frame.shortage(position, length, wire);
            }
            // What leaves the host itself has no link protocol yet.
            if (type == PACKET_HEADER && length >= ATTRIBUTE + 2 && protocol == 0) {
                protocol = frame.word(value);
            }
            if (isInterface(frame, type, length)) {
                frame.header.linkInterface = frame.data.getInt(value);
            }
            position = Frame.after(position, length + 3 & ~3);
        }
        return Decoding.NOT_IP;
    }

    private static boolean isInterface(Frame frame, int type, int length) {
        return length >= ATTRIBUTE + 4
                && (type == INPUT_INTERFACE || type == OUTPUT_INTERFACE && frame.header.linkInterface == 0);
    }

    private static Decoding payload(Frame frame, int protocol, int at, int end, int wire) {
        // The log copies as much of a packet as its listener asked for, and says nowhere that it was longer.
        frame.cut = true;
        int captured = Math.min(end, wire);
        return switch (protocol) {
            case EtherType.IPV4 -> Ipv4Header.decode(frame, at, captured, wire);
            case EtherType.IPV6 -> Ipv6Header.decode(frame, at, captured, wire);
            default -> Decoding.NOT_IP;
        };
    }

    private static int ofFamily(int family) {
        return switch (family) {
            case LinkLayer.INET -> EtherType.IPV4;
            case LinkLayer.LINUX_INET6 -> EtherType.IPV6;
            default -> 0;
        };
    }

    /** A number in the order of the host that captured, which its attribute's type tells: types are small, never 0. */
    private static int hostWord(Frame frame, int at, int attribute) {
        int word = frame.word(at);
        return frame.octet(attribute + 2) == 0 ? word : word >>> 8 | (word & 0xFF) << 8;
    }
}
