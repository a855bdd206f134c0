package io.policap.capture.packet.decode;

/** The headers that Linux makes up for captures of several interfaces (LINKTYPE_LINUX_SLL and _SLL2). */
final class CookedHeader {
    private static final int LENGTH = 16;
    private static final int LENGTH_2 = 20;

    /** The protocol that stands for a frame with a logical link header (ETH_P_802_2). */
    private static final int LOGICAL_LINK = 4;

    private CookedHeader() {}

    static Decoding decode(Frame frame, int at, int end, int wire) {
        if (end - at < LENGTH) {
            return frame.shortage(at, LENGTH, wire);
        }
        frame.header.linkDirection = frame.word(at);
        return protocol(frame, frame.word(at + 14), at + LENGTH, end, wire);
    }

    static Decoding decodeVersion2(Frame frame, int at, int end, int wire) {
        if (end - at < LENGTH_2) {
            return frame.shortage(at, LENGTH_2, wire);
        }
        frame.header.linkInterface = frame.data.getInt(at + 4);
        frame.header.linkDirection = frame.octet(at + 10);
        return protocol(frame, frame.word(at), at + LENGTH_2, end, wire);
    }

    private static Decoding protocol(Frame frame, int protocol, int at, int end, int wire) {
        if (protocol == LOGICAL_LINK) {
            return LogicalLink.decode(frame, at, end, wire);
        }
        // Other small numbers are Linux' own, never lengths.
        return protocol < 0x600 ? Decoding.NOT_IP : EtherType.open(frame, protocol, at, end, wire);
    }
}
