package io.policap.capture.packet.connection;

import io.policap.capture.packet.decode.PacketHeader;
import io.policap.capture.packet.decode.PlainPacket;

/**
 * The way of most packets into a {@link ConnectionTable}: those of connections of which nothing is left to prove, so that
 * they only count. For one thread.
 */
final class SettledPackets {
    /**
     * Within 2^30 nanoseconds, about a second, of capture time a connection becomes the most recently used once only:
     * its neighbours in that order lie anywhere in memory.
     */
    static final int RECENCY_SHIFT = 30;

    /** Of either half of {@link Entry#SENT}: it may overflow before it is looked at again, but for this. */
    private static final long SENT_FULL = 0xC000_0000_C000_0000L;

    private final ConnectionStore store;
    private final LegSink out;
    private final long shortestIdle;
    private long copies;

    /** Packets of a store's connections, all of which may be idle for so long, in nanoseconds. */
    SettledPackets(ConnectionStore store, LegSink out, long shortestIdle) {
        this.store = store;
        this.out = out;
        this.shortestIdle = shortestIdle;
    }

    /**
     * Whether a prepared packet belongs to a connection of which nothing is left to prove, and does not end it: as most
     * do. Then its state stays as it is.
     */
    boolean isSettled(long[] packed, int at, int number, long now) {
        long[] words = store.words;
        int entry = number * Entry.WORDS;
        if (!PlainKeys.is(packed, at, words, entry)) {
            return false;
        }
        long idle = now - words[entry + Entry.LAST];
        if (idle < 0 || idle > shortestIdle) {
            return false;
        }
        int flags = (int) packed[at + PlainPacket.PORTS];
        int seen = Entry.SEEN << PlainKeys.side(packed[at + PacketBatch.KIND]);
        int state = Entry.state(words, entry);
        return flags >>> 24 == PacketHeader.TCP
                ? (flags & TcpProgress.ENDS_OR_OPENS << 16) == 0
                        && (state & (seen | TcpProgress.SETTLED)) == (seen | TcpProgress.SETTLED)
                : (state & (seen | Entry.DIRECTED)) == (seen | Entry.DIRECTED);
    }

    /** Counts such a packet for its connection. */
    void count(long[] packed, int at, int number, long now) {
        long[] words = store.words;
        int entry = number * Entry.WORDS;
        int side = PlainKeys.side(packed[at + PacketBatch.KIND]);
        long signature = Copies.signature(packed, at, now);
        if (Copies.has(words, entry, side, signature)) {
            copies++;
        } else {
            Copies.add(words, entry, side, signature);
        }
        words[entry + Entry.PACKETS]++;
        words[entry + Entry.SENT] += PlainKeys.told(packed[at + PacketBatch.KIND]);
        long last = words[entry + Entry.LAST];
        words[entry + Entry.LAST] = now;
        if ((now ^ last) >>> RECENCY_SHIFT != 0) {
            int list = Entry.waits(Entry.state(words, entry));
            store.touch(number, list, list);
            if ((words[entry + Entry.SENT] & SENT_FULL) != 0) {
                tell(number);
            }
        }
    }

    /** Tells how many packets went from one end to the other, and begins to count anew. */
    void tell(int number) {
        long[] words = store.words;
        int at = number * Entry.WORDS;
        long sent = words[at + Entry.SENT];
        words[at + Entry.SENT] = 0;
        long low0 = words[at + Entry.LOW];
        long low1 = words[at + Entry.LOW + 1];
        if ((int) sent != 0) {
            out.sent(low0, low1, sent & 0xFFFF_FFFFL);
        }
        if (sent >>> 32 != 0) {
            out.sent(low1, low0, sent >>> 32);
        }
    }

    /** Packets that were captured before, on another interface. */
    long copies() {
        return copies;
    }
}
