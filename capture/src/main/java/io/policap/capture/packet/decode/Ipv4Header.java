package io.policap.capture.packet.decode;

import java.nio.ByteBuffer;

/** The IPv4 header (RFC 791). */
final class Ipv4Header {
    static final int LENGTH = 20;

    /** The bits of the word with flags and offset that make a fragment: more fragments, and the offset. */
    private static final int MORE = 0x2000;

    private static final int OFFSET = 0x1FFF;

    private Ipv4Header() {}

    static Decoding decode(Frame frame, int at, int end, int wire) {
        if (end - at < LENGTH) {
            return frame.shortage(at, LENGTH, wire);
        }
        ByteBuffer data = frame.data;
        PacketHeader header = frame.header;
        int first = data.getInt(at);
        int length = first >>> 22 & 0x3C;
        int total = first & 0xFFFF;
        if (first >>> 28 != 4 || length < LENGTH || (total != 0 && total < length)) {
            return Decoding.MALFORMED;
        }
        // The packet of a segmentation offload may be too long for the field, which is 0 then.
        int logical = total == 0 ? wire : Fragments.window(header, Frame.after(at, total), wire);
        int captured = Math.min(end, logical);
        if (captured - at < length) {
            return frame.shortage(at, length, logical);
        }
        long addresses = data.getLong(at + 12);
        int identification = data.getInt(at + 4);
        int protocol = data.get(at + 9) & 0xFF;
        header.v6 = false;
        header.sourceHigh = 0;
        header.sourceLow = addresses >>> 32;
        header.destinationHigh = 0;
        header.destinationLow = addresses & 0xFFFF_FFFFL;
        header.ipId = identification >>> 16;
        header.protocol = protocol;
        if ((identification & (MORE | OFFSET)) != 0) {
            return fragment(frame, identification, at + length, captured, logical);
        }
        return Transport.decode(frame, protocol, at + length, captured, logical);
    }

    private static Decoding fragment(Frame frame, int identification, int at, int end, int wire) {
        PacketHeader header = frame.header;
        Fragments.note(header, (long) header.protocol << 32 | identification >>> 16);
        return (identification & OFFSET) == 0
                ? Transport.decode(frame, header.protocol, at, end, wire)
                : Fragments.later(frame, at, end, wire);
    }
}
