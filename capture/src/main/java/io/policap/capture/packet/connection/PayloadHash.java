package io.policap.capture.packet.connection;

import io.policap.capture.packet.decode.PacketHeader;
import java.nio.ByteBuffer;

/** What a connection needs to know of a payload: a hash of its first bytes and its length, and one byte. */
public final class PayloadHash {
    /**
     * Bytes that are hashed at most: what a snap length of 96 leaves of a UDP datagram over IPv6 in a cooked capture, so
     * that captures of different snap lengths agree. It reaches into the name of a DNS query.
     */
    static final int BYTES = 24;

    private static final int THIRD = 2;

    private PayloadHash() {}

    /** Fills what the header keeps of the payload; TCP has numbers of its own that tell segments apart. */
    public static void fill(PacketHeader header, ByteBuffer data) {
        if (header.protocol != PacketHeader.TCP) {
            header.payloadHash = of(header, data);
            header.payloadThird = header.payloadCaptured > THIRD ? data.get(header.payloadOffset + THIRD) & 0xFF : -1;
        }
    }

    private static long of(PacketHeader header, ByteBuffer data) {
        int left = Math.min(BYTES, Math.min(header.payload, header.payloadCaptured));
        int at = header.payloadOffset;
        long hash = Mixing.fold(header.payload ^ Mixing.K0, Mixing.K1);
        while (left >= Long.BYTES) {
            hash = Mixing.fold(hash ^ data.getLong(at), Mixing.K2);
            at += Long.BYTES;
            left -= Long.BYTES;
        }
        if (left > 0) {
            long tail = left;
            while (left-- > 0) {
                tail = (tail << 8) | (data.get(at++) & 0xFF);
            }
            hash = Mixing.fold(hash ^ tail, Mixing.K2);
        }
        return hash;
    }

    /** Whether all the bytes that {@link #of} wants were captured, and there are any. */
    static boolean isWhole(PacketHeader header) {
        return header.payload > 0 && header.payloadCaptured >= Math.min(BYTES, header.payload);
    }
}
