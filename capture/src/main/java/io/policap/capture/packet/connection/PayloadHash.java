package io.policap.capture.packet.connection;

import io.policap.capture.packet.decode.PacketHeader;
import io.policap.capture.packet.decode.PlainPacket;
import java.nio.ByteBuffer;

/** What a connection needs to know of a payload: a hash of its first bytes and its length, and one byte. */
public final class PayloadHash {
    /**
     * Bytes that are hashed at most: what a snap length of 96 leaves of a UDP datagram over IPv6 in a cooked capture, so
     * that captures of different snap lengths agree. It reaches into the name of a DNS query.
     */
    static final int BYTES = 24;

    private static final int THIRD = 2;

    /** Above the payload's length in a plain packet's words: the third byte plus one, and how much was captured. */
    private static final int THIRD_SHIFT = 32;

    private static final int CAPTURED_SHIFT = 41;
    private static final int CAPTURED_MOST = 0xFF;

    private PayloadHash() {}

    /** Fills what the header keeps of the payload; TCP has numbers of its own that tell segments apart. */
    public static void fill(PacketHeader header, ByteBuffer data) {
        if (header.protocol != PacketHeader.TCP) {
            header.payloadHash = of(header, data);
            header.payloadThird = header.payloadCaptured > THIRD ? data.get(header.payloadOffset + THIRD) & 0xFF : -1;
        }
    }

    /** The same of a plain packet of UDP, in its words. */
    public static void fill(PlainPacket packet, long[] words, int to) {
        int captured = packet.payloadCaptured();
        long payload = words[to + PlainPacket.PAYLOAD];
        long third = captured > THIRD ? packet.payload(THIRD) & 0xFF : -1;
        words[to + PlainPacket.NUMBERS] = of((int) payload, captured, packet);
        words[to + PlainPacket.PAYLOAD] =
                payload | (third + 1) << THIRD_SHIFT | (long) Math.min(captured, CAPTURED_MOST) << CAPTURED_SHIFT;
    }

    /** Completes a header of UDP by what {@link #fill} left in the words of a plain packet. */
    static void take(PacketHeader header, long hash, long payload) {
        header.payloadHash = hash;
        header.payloadThird = ((int) (payload >>> THIRD_SHIFT) & 0x1FF) - 1;
        header.payloadCaptured = (int) (payload >>> CAPTURED_SHIFT);
    }

    private static long of(int payload, int captured, PlainPacket packet) {
        int hashed = Math.min(BYTES, Math.min(payload, captured));
        long hash = Mixing.fold(payload ^ Mixing.K0, Mixing.K1);
        int at = 0;
        for (; hashed - at >= Long.BYTES; at += Long.BYTES) {
            hash = Mixing.fold(hash ^ packet.payload(at), Mixing.K2);
        }
        int left = hashed - at;
        return left <= 0 ? hash : Mixing.fold(hash ^ tail(packet.payload(at), left), Mixing.K2);
    }

    private static long of(PacketHeader header, ByteBuffer data) {
        int left = Math.min(BYTES, Math.min(header.payload, header.payloadCaptured));
        int at = header.payloadOffset;
        long hash = Mixing.fold(header.payload ^ Mixing.K0, Mixing.K1);
        for (; left >= Long.BYTES; left -= Long.BYTES) {
            hash = Mixing.fold(hash ^ Long.reverseBytes(data.getLong(at)), Mixing.K2);
            at += Long.BYTES;
        }
        if (left <= 0) {
            return hash;
        }
        long bytes = 0;
        for (int i = left - 1; i >= 0; i--) {
            bytes = bytes << 8 | data.get(at + i) & 0xFF;
        }
        return Mixing.fold(hash ^ tail(bytes, left), Mixing.K2);
    }

    /** The lowest bytes, fewer than eight, and how many they are. */
    private static long tail(long bytes, int count) {
        return bytes & (1L << 8 * count) - 1 | (long) count << 56;
    }

    /** Whether all the bytes that {@link #of} wants were captured, and there are any. */
    static boolean isWhole(PacketHeader header) {
        return header.payload > 0 && header.payloadCaptured >= Math.min(BYTES, header.payload);
    }
}
