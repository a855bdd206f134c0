package io.policap.capture.packet.decode;

import java.nio.ByteBuffer;

/** The TCP header (RFC 9293, 3.1). */
final class TcpHeader {
    /** Up to and with the flags. */
    static final int NEEDED = 14;

    static final int SHORTEST = 20;

    private TcpHeader() {}

    static Decoding decode(Frame frame, int at, int end, int wire) {
        if (end - at < NEEDED) {
            return frame.shortage(at, NEEDED, wire);
        }
        ByteBuffer data = frame.data;
        int offsetAndFlags = data.getShort(at + 12);
        int length = offsetAndFlags >>> 10 & 0x3C;
        PacketHeader header = frame.header;
        if (length < SHORTEST || (length > wire - at && !header.fragment)) {
            return Decoding.MALFORMED;
        }
        int ports = data.getInt(at);
        header.sourcePort = ports >>> 16;
        header.destinationPort = ports & 0xFFFF;
        header.sequence = data.getInt(at + 4);
        header.acknowledgement = data.getInt(at + 8);
        header.flags = offsetAndFlags & 0xFF;
        frame.payload(at + length, end, wire);
        return Decoding.PACKET;
    }
}
