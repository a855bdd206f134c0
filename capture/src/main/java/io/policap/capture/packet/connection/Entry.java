package io.policap.capture.packet.connection;

/**
 * The layout of one connection in the table's array of words, and the bits of its state.
 *
 * <p>The two ends are sides 0 and 1 in the order of the key, whoever is the client. What every packet touches comes
 * first; what is written once or only for IPv6 comes last.
 */
final class Entry {
    /** Low words of the addresses of side 0 and side 1. */
    static final int LOW = 0;

    /** Ports, protocol, ICMP request type and family; see {@link ConnectionKey}. */
    static final int META = 2;

    /** State bits in the lower half, the key's hash in the upper. */
    static final int STATE = 3;

    static final int LAST = 4;

    /** All records, copies and ICMP errors included. */
    static final int PACKETS = 5;

    /** Distinct packets of side 0 and side 1. */
    static final int DISTINCT = 6;

    /** Packets of each side that {@link LegSink#sent} has to tell of, 32 bits each. */
    static final int SENT = 8;

    /** TCP: after the highest byte of each side. */
    static final int NEXT = 9;

    /** TCP: the highest acknowledgement that each side sent. */
    static final int ACKNOWLEDGED = 10;

    /**
     * TCP and SCTP: the initial sequence number or tag of each side, for a side with {@link #BASE} one less than the
     * first sequence number seen. UDP and ICMP: the fingerprint.
     */
    static final int INITIAL = 11;

    /** The signatures of the last distinct packets, {@link Copies#REMEMBERED} of side 0, then of side 1. */
    static final int COPIES = 12;

    /** High words of the addresses of side 0 and side 1. */
    static final int HIGH = COPIES + 2 * Copies.REMEMBERED;

    static final int FIRST = HIGH + 2;
    static final int RECORD = FIRST + 1;

    /** When each side opened or answered, 0 where not seen. */
    static final int STARTED = RECORD + 1;

    /** Words of one connection. */
    static final int WORDS = STARTED + 2;

    static final int DIRECTED = 1;
    static final int CLIENT_IS_1 = 1 << 1;

    /** The opening was seen: SYN, INIT. */
    static final int OPENED = 1 << 2;

    /** The answer to it was seen: SYN/ACK, INIT-ACK. */
    static final int ANSWERED = 1 << 3;

    static final int ESTABLISHED = 1 << 4;
    static final int UNREACHABLE = 1 << 5;

    /** SCTP chunks. */
    static final int COOKIE_ECHO = 1 << 6;

    static final int COOKIE_ACK = 1 << 7;

    /** Bits of side 0, the next higher one is that of side 1. A packet that neither opens nor resets. */
    static final int SEEN = 1 << 8;

    /** Payload was seen, or sequence numbers prove it. */
    static final int DATA = 1 << 10;

    static final int FIN = 1 << 12;
    static final int RESET = 1 << 14;

    /** {@link #INITIAL} is known. */
    static final int INITIAL_KNOWN = 1 << 16;

    /** {@link #INITIAL} comes from a packet after the handshake. */
    static final int BASE = 1 << 18;

    static final int ACKNOWLEDGES = 1 << 20;

    /** Two bits: one of the constants of {@link Recency}. */
    static final int WAITS_SHIFT = 22;

    private Entry() {}

    static int client(int state) {
        return (state >>> 1) & 1;
    }

    /** The state with this side as its client, for certain. */
    static int directed(int state, int client) {
        return (state & ~CLIENT_IS_1) | DIRECTED | (client << 1);
    }

    static int waits(int state) {
        return (state >>> WAITS_SHIFT) & 3;
    }

    static int waiting(int state, int list) {
        return (state & ~(3 << WAITS_SHIFT)) | (list << WAITS_SHIFT);
    }

    static int state(long[] words, int at) {
        return (int) words[at + STATE];
    }

    static void state(long[] words, int at, int state) {
        words[at + STATE] = (words[at + STATE] & 0xFFFF_FFFF_0000_0000L) | (state & 0xFFFF_FFFFL);
    }

    /** One side's half of a word that holds 32 bits of each. */
    static int half(long word, int side) {
        return (int) (word >>> (side << 5));
    }

    static long withHalf(long word, int side, int value) {
        int shift = side << 5;
        return (word & ~(0xFFFF_FFFFL << shift)) | ((value & 0xFFFF_FFFFL) << shift);
    }
}
