package io.policap.capture.packet.connection;

import static io.policap.capture.packet.connection.Entry.COPIES;
import static io.policap.capture.packet.connection.Entry.DISTINCT;

import io.policap.capture.packet.decode.PacketHeader;
import io.policap.capture.packet.decode.PlainPacket;

/**
 * Tells the same packet captured again from another packet: an `any` capture shows one packet at each interface it
 * passes, before and after encapsulation.
 *
 * <p>A packet is a copy when one of the last distinct packets of its connection and direction had the same signature at
 * most {@link #WITHIN} away. A remembered packet is one word: 40 bits of signature, 24 bits of its time in units of 65.5
 * microseconds. The time wraps after 18 minutes, which a signature would have to hit exactly. Packets that a node cut or
 * glued together between two interfaces (segmentation offload) are different packets.
 */
final class Copies {
    /** Distinct packets that are remembered of each direction; a power of two. */
    static final int REMEMBERED = 4;

    /** In units of the time: 20 milliseconds. */
    static final int WITHIN = 20_000_000 >> 16;

    private static final int TIME_BITS = 24;

    private Copies() {}

    static long signature(PacketHeader header, long time) {
        long shape = ((long) header.ipId << 48) ^ ((long) header.flags << 32) ^ (header.payload & 0xFFFF_FFFFL);
        long content = ((long) header.sequence << 32) | (header.acknowledgement & 0xFFFF_FFFFL);
        if (header.protocol != PacketHeader.TCP) {
            shape ^= ((long) header.icmpType << 40) ^ ((long) header.icmpCode << 56);
            content ^= header.payloadHash;
        }
        long hash = Mixing.fold(shape ^ Mixing.K0, content ^ Mixing.K1);
        // The lowest bit of the signature keeps it apart from an empty place.
        return ((hash | 1) << TIME_BITS) | ((time >>> 16) & ((1 << TIME_BITS) - 1));
    }

    /** The same of a plain packet, by its words. */
    static long signature(long[] packed, int at, long time) {
        long ports = packed[at + PlainPacket.PORTS];
        long shape = ports << 48 ^ (ports << 16 & 0xFFL << 32) ^ (packed[at + PlainPacket.PAYLOAD] & 0xFFFF_FFFFL);
        long hash = Mixing.fold(shape ^ Mixing.K0, packed[at + PlainPacket.NUMBERS] ^ Mixing.K1);
        return ((hash | 1) << TIME_BITS) | ((time >>> 16) & ((1 << TIME_BITS) - 1));
    }

    static boolean has(long[] words, int at, int side, long signature) {
        int from = at + COPIES + side * REMEMBERED;
        return isSame(words[from], signature)
                || isSame(words[from + 1], signature)
                || isSame(words[from + 2], signature)
                || isSame(words[from + 3], signature);
    }

    /** Counts a distinct packet and remembers it in the place of the oldest. */
    static void add(long[] words, int at, int side, long signature) {
        long count = words[at + DISTINCT + side]++;
        words[at + COPIES + side * REMEMBERED + (int) (count & (REMEMBERED - 1))] = signature;
    }

    // Two methods, so that the first compiler puts the one that mostly says no where it is called.
    private static boolean isSame(long remembered, long signature) {
        return (remembered ^ signature) >>> TIME_BITS == 0 && isNear(remembered, signature);
    }

    private static boolean isNear(long remembered, long signature) {
        int apart = ((int) (signature - remembered) << (32 - TIME_BITS)) >> (32 - TIME_BITS);
        return apart <= WITHIN && apart >= -WITHIN;
    }
}
