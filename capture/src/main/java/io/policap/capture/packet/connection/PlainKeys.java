package io.policap.capture.packet.connection;

import io.policap.capture.packet.decode.PacketHeader;
import io.policap.capture.packet.decode.PlainPacket;

/**
 * The keys of the plain packets of a batch, made in the batch itself: addresses and ports in the order of the key's sides,
 * the sender's side and the hash beside the kind.
 */
final class PlainKeys {
    /** Packets whose connections are fetched from memory together. */
    static final int TOGETHER = 64;

    private static final long LOW = 0xFFFF_FFFFL;
    private static final int SIDE_SHIFT = 8;

    private final int[] guesses = new int[TOGETHER];
    private final ConnectionKey key;
    private final ConnectionStore store;
    /** What was read to have it fetched; kept so that reading it is not in vain. */
    private long fetched;

    PlainKeys(ConnectionKey key, ConnectionStore store) {
        this.key = key;
        this.store = store;
    }

    /**
     * Makes the keys of the next packets, and has the processor fetch what they need from memory, all of it at the same
     * time: packet by packet it would wait for each connection on its own.
     */
    void prepare(PacketBatch batch, int from, int to) {
        long[] packed = batch.words;
        boolean keyed = batch.isKeyed;
        for (int i = from; i < to; i++) {
            int at = i * PacketBatch.WORDS;
            int hash;
            if (isPlain(packed[at + PacketBatch.KIND])) {
                hash = keyed ? (int) (packed[at + PacketBatch.KIND] >>> 32) : order(packed, at);
            } else {
                key.set(batch.header(i), 0);
                hash = key.hash;
            }
            guesses[i - from] = store.guess(hash);
        }
        long[] words = store.words;
        long sum = 0;
        for (int i = 0; i < to - from; i++) {
            int at = guesses[i] * Entry.WORDS;
            if (at >= 0) {
                sum += words[at] + words[at + Entry.COPIES] + words[at + Entry.HIGH - 1];
            }
        }
        fetched = sum;
    }

    /** Makes the keys of all plain packets of a batch, once. Unlike for everything else here any thread will do. */
    void order(PacketBatch batch) {
        long[] packed = batch.words;
        int end = batch.size() * PacketBatch.WORDS;
        for (int at = 0; at < end; at += PacketBatch.WORDS) {
            if (isPlain(packed[at + PacketBatch.KIND])) {
                order(packed, at);
            }
        }
        batch.isKeyed = true;
    }

    /** The entry that the packet of this place among those prepared together most likely belongs to, or -1. */
    int guess(int place) {
        return guesses[place];
    }

    private int order(long[] packed, int at) {
        long addresses = packed[at + PlainPacket.ADDRESSES];
        long ports = packed[at + PlainPacket.PORTS];
        long low0 = addresses >>> 32;
        long low1 = addresses & LOW;
        long side = 0;
        if (low0 > low1 || (low0 == low1 && ports >>> 48 > (ports >>> 32 & 0xFFFF))) {
            side = 1 << SIDE_SHIFT;
            ports = ports << 16 & 0xFFFFL << 48 | ports >>> 16 & 0xFFFFL << 32 | ports & LOW;
            packed[at + PlainPacket.ADDRESSES] = addresses << 32 | low0;
            packed[at + PlainPacket.PORTS] = ports;
            low0 = low1;
            low1 = addresses >>> 32;
        }
        int hash = key.hash(low0, low1, meta(ports));
        packed[at + PacketBatch.KIND] = (long) hash << 32 | side | packed[at + PacketBatch.KIND];
        return hash;
    }

    /** {@link ConnectionKey#meta} of ordered ports. */
    private static long meta(long ports) {
        return (ports & 0xFF00_0000L) << 8 | ports >>> 48 | ports >>> 16 & 0xFFFF_0000L;
    }

    static boolean isPlain(long kind) {
        return (byte) kind == PacketBatch.PLAIN;
    }

    /** One in the sender's half of a word, or 0 where {@link LegSink#sent} does not tell of the packet. */
    static long told(long kind) {
        return (kind >>> PacketBatch.TOLD_SHIFT & 1) << (side(kind) << 5);
    }

    static int side(long kind) {
        return (int) kind >>> SIDE_SHIFT & 1;
    }

    /** Whether a prepared packet has the key of an entry. */
    static boolean is(long[] packed, int at, long[] words, int entry) {
        long addresses = packed[at + PlainPacket.ADDRESSES];
        return words[entry + Entry.LOW] == addresses >>> 32
                && words[entry + Entry.LOW + 1] == (addresses & LOW)
                && words[entry + Entry.META] == meta(packed[at + PlainPacket.PORTS]);
    }

    /** Sets the key to that of a prepared packet. */
    void set(long[] packed, int at) {
        long addresses = packed[at + PlainPacket.ADDRESSES];
        long kind = packed[at + PacketBatch.KIND];
        key.set(addresses >>> 32, addresses & LOW, meta(packed[at + PlainPacket.PORTS]), side(kind), (int)
                (kind >>> 32));
    }

    /** Sets in a header what is asked of a prepared packet beyond its key. */
    static void unfold(long[] packed, int at, PacketHeader header) {
        long ports = packed[at + PlainPacket.PORTS];
        long numbers = packed[at + PlainPacket.NUMBERS];
        long payload = packed[at + PlainPacket.PAYLOAD];
        int protocol = (int) ports >>> 24;
        header.protocol = protocol;
        header.flags = (int) ports >>> 16 & 0xFF;
        header.ipId = (int) ports & 0xFFFF;
        header.payload = (int) payload;
        if (protocol == PacketHeader.TCP) {
            header.sequence = (int) (numbers >>> 32);
            header.acknowledgement = (int) numbers;
        } else {
            boolean first = side(packed[at + PacketBatch.KIND]) == 0;
            header.sequence = 0;
            header.acknowledgement = 0;
            header.sourcePort = (int) (first ? ports >>> 48 : ports >>> 32) & 0xFFFF;
            header.destinationPort = (int) (first ? ports >>> 32 : ports >>> 48) & 0xFFFF;
            PayloadHash.take(header, numbers, payload);
        }
    }
}
