package io.policap.capture.packet.decode;

/** The Ethernet header (IEEE 802.3), at the bottom of a frame or inside a tunnel. */
final class EthernetHeader {
    static final int LENGTH = 14;

    private static final long MAC = 0xFFFF_FFFF_FFFFL;

    private EthernetHeader() {}

    static Decoding decode(Frame frame, int at, int end, int wire) {
        if (end - at >= LENGTH) {
            frame.header.destinationMac = frame.data.getLong(at) >>> 16;
            frame.header.sourceMac = frame.data.getLong(at + 4) & MAC;
        }
        return decodeInner(frame, at, end, wire);
    }

    /** One whose addresses are not the frame's. */
    static Decoding decodeInner(Frame frame, int at, int end, int wire) {
        if (end - at < LENGTH) {
            return frame.shortage(at, LENGTH, wire);
        }
        return EtherType.open(frame, frame.word(at + 12), at + LENGTH, end, wire);
    }
}
