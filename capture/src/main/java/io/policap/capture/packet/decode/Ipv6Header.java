package io.policap.capture.packet.decode;

import java.nio.ByteBuffer;

/** The IPv6 header (RFC 8200), and jumbograms (RFC 2675). */
final class Ipv6Header {
    static final int LENGTH = 40;

    /** The longest payload that the header's own field can tell. */
    private static final int MOST_PAYLOAD = 0xFFFF;

    private static final int JUMBO_OPTION = 0xC2;

    private Ipv6Header() {}

    static Decoding decode(Frame frame, int at, int end, int wire) {
        if (end - at < LENGTH) {
            return frame.shortage(at, LENGTH, wire);
        }
        ByteBuffer data = frame.data;
        if (data.get(at) >>> 4 != 6) {
            return Decoding.MALFORMED;
        }
        PacketHeader header = frame.header;
        int lengths = data.getInt(at + 4);
        int payload = lengths >>> 16;
        int next = lengths >>> 8 & 0xFF;
        header.v6 = true;
        header.sourceHigh = data.getLong(at + 8);
        header.sourceLow = data.getLong(at + 16);
        header.destinationHigh = data.getLong(at + 24);
        header.destinationLow = data.getLong(at + 32);
        header.ipId = 0;
        header.protocol = next;
        int content = at + LENGTH;
        int logical = Frame.after(content, payload);
        if (payload == 0) {
            logical = withoutLength(frame, next, content, end, wire);
            if (logical < 0) {
                return Decoding.MALFORMED;
            }
        }
        logical = Fragments.window(header, logical, wire);
        int captured = Math.min(end, logical);
        return next == PacketHeader.TCP || next == PacketHeader.UDP
                ? Transport.decode(frame, next, content, captured, logical)
                : ExtensionHeaders.walk(frame, next, content, captured, logical);
    }

    /**
     * Where a packet ends whose payload length is 0: by its jumbo payload option, or else with the frame where the
     * packet of a segmentation offload is too long for the field; negative where the option's value cannot be.
     */
    private static int withoutLength(Frame frame, int next, int at, int end, int wire) {
        if (next == ExtensionHeaders.HOP_BY_HOP) {
            int option = jumboOption(frame, at, end);
            if (option >= 0) {
                int length = frame.data.getInt(option + 2);
                return length >= 0 && length <= MOST_PAYLOAD ? -1 : length < 0 ? Integer.MAX_VALUE : Frame.after(at, length);
            }
            if (end - at < 8 && end < wire) {
                return wire;
            }
        }
        return wire - at > MOST_PAYLOAD ? wire : at;
    }

    /** Where the jumbo payload option of a hop-by-hop header begins, -1 without one. */
    private static int jumboOption(Frame frame, int at, int end) {
        if (end - at < 8) {
            return -1;
        }
        int optionsEnd = Math.min(end, at + 8 * frame.octet(at + 1) + 8);
        int option = at + 2;
        while (optionsEnd - option >= 6) {
            int type = frame.octet(option);
            if (type == JUMBO_OPTION && frame.octet(option + 1) == 4) {
                return option;
            }
            option += type == 0 ? 1 : 2 + frame.octet(option + 1);
        }
        return -1;
    }
}
