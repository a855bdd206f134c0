package io.policap.capture.packet.decode;

/** The UDP header (RFC 768). */
final class UdpHeader {
    static final int LENGTH = 8;

    /** What the length field can tell; a longer datagram, a jumbogram, has 0 there (RFC 2675, 4). */
    private static final int MOST = 0xFFFF;

    private UdpHeader() {}

    static Decoding decode(Frame frame, int at, int end, int wire) {
        if (end - at < LENGTH) {
            return decodeCut(frame, at, end, wire);
        }
        long words = frame.data.getLong(at);
        return decode(frame, (int) (words >>> 32), (int) words >>> 16 & 0xFFFF, at, end, wire);
    }

    /** The ports are all that is wanted of a header, if it is only cut. */
    private static Decoding decodeCut(Frame frame, int at, int end, int wire) {
        if (end - at < 4 || wire - at < LENGTH || !frame.cut) {
            return frame.shortage(at, LENGTH, wire);
        }
        int length = end - at < 6 ? Math.min(wire - at, MOST) : frame.word(at + 4);
        return decode(frame, frame.data.getInt(at), length, at, end, wire);
    }

    private static Decoding decode(Frame frame, int ports, int stated, int at, int end, int wire) {
        PacketHeader header = frame.header;
        int source = ports >>> 16;
        int destination = ports & 0xFFFF;
        int room = wire - at;
        int length = stated == 0 && room > MOST ? room : stated;
        // A fragment's window is shorter than the datagram that its first one tells of.
        if (length < LENGTH || (length > room && !header.fragment)) {
            return Decoding.MALFORMED;
        }
        header.sourcePort = source;
        header.destinationPort = destination;
        int logical = Math.min(wire, Frame.after(at, length));
        int captured = Math.min(end, logical);
        int content = at + LENGTH;
        if (frame.ports.hasOneOf(source, destination) || WireGuard.hasLengthOfHandshake(length - LENGTH)) {
            Decoding opened = UdpTunnels.open(frame, length - LENGTH, content, captured, logical);
            if (opened != null) {
                return opened;
            }
        }
        frame.payload(content, captured, logical);
        if (header.fragment) {
            // The whole datagram's, as where it was captured in one piece.
            header.payload = length - LENGTH;
        }
        return Decoding.PACKET;
    }
}
