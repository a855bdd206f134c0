package io.policap.capture.packet.decode;

/** The SCTP common header and the beginning of the first chunk (RFC 9260, 3). */
final class SctpHeader {
    private static final int LENGTH = 12;
    private static final int CHUNK = 4;

    private static final int INIT = 1;
    private static final int INIT_ACK = 2;

    private SctpHeader() {}

    static Decoding decode(Frame frame, int at, int end, int wire) {
        if (end - at < LENGTH + 1 || wire - at < LENGTH + CHUNK) {
            return frame.shortage(at, LENGTH + CHUNK, wire);
        }
        int type = frame.octet(at + LENGTH);
        boolean initial = type == INIT || type == INIT_ACK;
        if (initial && end - at < LENGTH + CHUNK + 4) {
            return frame.shortage(at, LENGTH + CHUNK + 4, wire);
        }
        PacketHeader header = frame.header;
        header.sourcePort = frame.word(at);
        header.destinationPort = frame.word(at + 2);
        header.acknowledgement = frame.data.getInt(at + 4);
        header.flags = type;
        if (initial) {
            header.sequence = frame.data.getInt(at + LENGTH + CHUNK);
        }
        frame.payload(at + LENGTH, end, wire);
        return Decoding.PACKET;
    }
}
