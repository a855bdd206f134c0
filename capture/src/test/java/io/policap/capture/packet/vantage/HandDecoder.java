package io.policap.capture.packet.vantage;

import io.policap.capture.packet.decode.PacketHeader;
import java.nio.ByteBuffer;

/** Decodes just enough of a frame for the facts: addresses, through VXLAN, and what the link header tells. */
final class HandDecoder {
    private static final int VXLAN_PORT = 8472;

    private HandDecoder() {}

    /** Whether the frame holds IP; then the header's addresses and link fields are filled. */
    static boolean decode(ByteBuffer frame, int linkType, PacketHeader header) {
        header.sourceMac = -1;
        header.destinationMac = -1;
        header.linkDirection = PacketHeader.DIRECTION_UNKNOWN;
        header.linkInterface = 0;
        header.depth = 0;
        try {
            switch (linkType) {
                case 1:
                    header.destinationMac = mac(frame, 0);
                    header.sourceMac = mac(frame, 6);
                    return ip(frame, 14, frame.getShort(12) & 0xFFFF, header);
                case 101:
                    return ip(frame, 0, (frame.get(0) >>> 4) == 4 ? 0x0800 : 0x86DD, header);
                case 113:
                    header.linkDirection = frame.getShort(0);
                    return ip(frame, 16, frame.getShort(14) & 0xFFFF, header);
                case 276:
                    header.linkDirection = frame.get(10);
                    header.linkInterface = frame.getInt(4);
                    return ip(frame, 20, frame.getShort(0) & 0xFFFF, header);
                default:
                    return false;
            }
        } catch (IndexOutOfBoundsException cut) {
            return false;
        }
    }

    private static boolean ip(ByteBuffer frame, int at, int type, PacketHeader header) {
        int protocol;
        int transport;
        if (type == 0x0800) {
            header.v6 = false;
            header.sourceHigh = 0;
            header.destinationHigh = 0;
            header.sourceLow = frame.getInt(at + 12) & 0xFFFF_FFFFL;
            header.destinationLow = frame.getInt(at + 16) & 0xFFFF_FFFFL;
            protocol = frame.get(at + 9) & 0xFF;
            transport = at + (frame.get(at) & 15) * 4;
        } else if (type == 0x86DD) {
            header.v6 = true;
            header.sourceHigh = frame.getLong(at + 8);
            header.sourceLow = frame.getLong(at + 16);
            header.destinationHigh = frame.getLong(at + 24);
            header.destinationLow = frame.getLong(at + 32);
            protocol = frame.get(at + 6) & 0xFF;
            transport = at + 40;
        } else {
            return false;
        }
        if (header.depth == 0
                && protocol == PacketHeader.UDP
                && frame.limit() >= transport + 50
                && (frame.getShort(transport + 2) & 0xFFFF) == VXLAN_PORT) {
            header.depth = 1;
            header.outerV6 = header.v6;
            header.outerSourceHigh = header.sourceHigh;
            header.outerSourceLow = header.sourceLow;
            header.outerDestinationHigh = header.destinationHigh;
            header.outerDestinationLow = header.destinationLow;
            return ip(frame, transport + 30, frame.getShort(transport + 28) & 0xFFFF, header);
        }
        return true;
    }

    private static long mac(ByteBuffer frame, int at) {
        return (frame.getShort(at) & 0xFFFFL) << 32 | (frame.getInt(at + 2) & 0xFFFF_FFFFL);
    }
}
