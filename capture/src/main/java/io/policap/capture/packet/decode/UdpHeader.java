package io.policap.capture.packet.decode;

/** The UDP header (RFC 768). */
final class UdpHeader {
    static final int LENGTH = 8;

    /** What the length field can tell; a longer datagram, a jumbogram, has 0 there (RFC 2675, 4). */
    private static final int MOST = 0xFFFF;

    private UdpHeader() {}

    static Decoding decode(Frame frame, int at, int end, int wire) {
        if (end - at < LENGTH) {
            return frame.shortage(at, LENGTH, wire);
        }
        PacketHeader header = frame.header;
        long words = frame.data.getLong(at);
        int source = (int) (words >>> 48);
        int destination = (int) (words >>> 32) & 0xFFFF;
        int length = (int) words >>> 16 & 0xFFFF;
        int room = wire - at;
        if (length == 0 && room > MOST) {
            length = room;
        }
        // A fragment's window is shorter than the datagram that its first one tells of.
        if (length < LENGTH || (length > room && !header.fragment)) {
            return Decoding.MALFORMED;
        }
        header.sourcePort = source;
        header.destinationPort = destination;
        int logical = Math.min(wire, at + length);
        int captured = Math.min(end, logical);
        int content = at + LENGTH;
        if (frame.ports.mayBe(source, destination) || WireGuard.hasLengthOfHandshake(length - LENGTH)) {
            Decoding opened = UdpTunnels.open(frame, length - LENGTH, content, captured, logical);
            if (opened != null) {
                return opened;
            }
        }
        frame.payload(content, captured, logical);
        return Decoding.PACKET;
    }
}
