package io.policap.capture.packet.connection;

import io.policap.capture.packet.decode.PacketHeader;

/**
 * The key of the connection that a packet belongs to, in fields that are written again for every packet.
 *
 * <p>It is independent of direction: the numerically lower address, then the lower port, is side 0. It knows neither
 * tunnels nor VLANs. ICMP messages are told apart by identifier and by the type of the request.
 */
final class ConnectionKey {
    private static final long V6 = 1L << 48;

    long low0;
    long low1;
    long high0;
    long high1;

    /** Ports of side 0 and side 1 in 16 bits each, protocol in 8, ICMP request type in 8, family in 1. */
    long meta;

    /** The side that sent the packet. */
    int side;

    int hash;

    private final long seed;
    /** One for each 32 bits of an IPv4 key: who does not know them cannot choose keys of one hash. */
    private final long factor0;

    private final long factor1;
    private final long factor2;
    private final long factor3;

    ConnectionKey(long seed) {
        this.seed = seed;
        factor0 = Mixing.fold(seed, Mixing.K0);
        factor1 = Mixing.fold(seed, Mixing.K1);
        factor2 = Mixing.fold(seed, Mixing.K2);
        factor3 = Mixing.fold(~seed, Mixing.K0);
    }

    /** Sets an IPv4 key whose sides are in order. */
    void set(long address0, long address1, long ports, int sender, int hashed) {
        low0 = address0;
        low1 = address1;
        high0 = 0;
        high1 = 0;
        meta = ports;
        side = sender;
        hash = hashed;
    }

    void set(PacketHeader header, int icmpRequest) {
        set(
                header.v6,
                header.sourceHigh,
                header.sourceLow,
                header.sourcePort,
                header.destinationHigh,
                header.destinationLow,
                header.destinationPort,
                header.protocol,
                icmpRequest);
    }

    void setQuoted(PacketHeader header, int icmpRequest) {
        set(
                header.quotedV6,
                header.quotedSourceHigh,
                header.quotedSourceLow,
                header.quotedSourcePort,
                header.quotedDestinationHigh,
                header.quotedDestinationLow,
                header.quotedDestinationPort,
                header.quotedProtocol,
                icmpRequest);
    }

    private void set(
            boolean v6, long high, long low, int port, long toHigh, long toLow, int toPort, int protocol, int icmp) {
        long rest = ((long) (protocol & 0xFF) << 32) | ((long) (icmp & 0xFF) << 40) | (v6 ? V6 : 0);
        int order = v6 ? Long.compareUnsigned(high, toHigh) : 0;
        if (order == 0) {
            order = Long.compareUnsigned(low, toLow);
        }
        if (order == 0) {
            order = Integer.compare(port, toPort);
        }
        if (order <= 0) {
            side = 0;
            low0 = low;
            low1 = toLow;
            high0 = high;
            high1 = toHigh;
            meta = rest | (port & 0xFFFF) | ((long) (toPort & 0xFFFF) << 16);
        } else {
            side = 1;
            low0 = toLow;
            low1 = low;
            high0 = toHigh;
            high1 = high;
            meta = rest | (toPort & 0xFFFF) | ((long) (port & 0xFFFF) << 16);
        }
        hash = v6
                ? hash(Mixing.fold(high0 ^ seed, low0), Mixing.fold(high1 ^ seed, low1), meta)
                : hash(low0, low1, meta);
    }

    /** The hash of an IPv4 key. */
    int hash(long end0, long end1, long rest) {
        // Multiply-shift for vectors (Dietzfelbinger 1996), and a step that spreads what has a regular distance.
        long sum = seed + end0 * factor0 + end1 * factor1 + (rest & 0xFFFF_FFFFL) * factor2 + (rest >>> 32) * factor3;
        return (int) ((sum ^ sum >>> 32) * Mixing.K2 >>> 32);
    }

    boolean is(long[] words, int at) {
        return words[at + Entry.LOW] == low0
                && words[at + Entry.LOW + 1] == low1
                && words[at + Entry.META] == meta
                && ((meta & V6) == 0 || (words[at + Entry.HIGH] == high0 && words[at + Entry.HIGH + 1] == high1));
    }

    boolean isDatagram() {
        int protocol = protocol(meta);
        return protocol != PacketHeader.TCP && protocol != PacketHeader.SCTP;
    }

    void write(long[] words, int at) {
        words[at + Entry.LOW] = low0;
        words[at + Entry.LOW + 1] = low1;
        words[at + Entry.HIGH] = high0;
        words[at + Entry.HIGH + 1] = high1;
        words[at + Entry.META] = meta;
        words[at + Entry.STATE] = (long) hash << 32;
    }

    static int port(long meta, int side) {
        return (int) (meta >>> (side << 4)) & 0xFFFF;
    }

    static int protocol(long meta) {
        return (int) (meta >>> 32) & 0xFF;
    }

    static int icmpRequest(long meta) {
        return (int) (meta >>> 40) & 0xFF;
    }

    static boolean isV6(long meta) {
        return (meta & V6) != 0;
    }
}
