package io.policap.capture.packet.connection;

import static io.policap.capture.packet.connection.Entry.DIRECTED;
import static io.policap.capture.packet.connection.Entry.INITIAL;
import static io.policap.capture.packet.connection.Entry.SEEN;
import static io.policap.capture.packet.connection.Entry.STARTED;

import io.policap.capture.packet.decode.PacketHeader;

/**
 * What the packets of UDP and ICMP prove about who asked and who answered.
 *
 * <p>The sender of the first datagram is the client, unless that datagram may have been an answer: one that comes less
 * than {@link #UNREPLIED} after the capture began, or after a datagram connection had to make room, may answer what was
 * asked before. Then only DNS's own header tells, and the type of an ICMP message always does.
 */
final class DatagramProgress {
    /** How long a datagram may wait for its answer: as Linux' conntrack, nf_conntrack_udp_timeout. In nanoseconds. */
    static final long UNREPLIED = 30_000_000_000L;

    private static final int DNS = 53;
    private static final int MULTICAST_DNS = 5353;
    private static final int DNS_HEADER = 12;
    /** QR in the third byte of the header (RFC 1035, 4.1.1). */
    private static final int DNS_RESPONSE = 0x80;

    private DatagramProgress() {}

    /** Takes a distinct datagram into account; gives the new state, which is not yet written. */
    static int addUdp(long[] words, int at, int before, int side, PacketHeader header, long time, boolean startKnown) {
        int state = before;
        boolean first = (state & (SEEN | SEEN << 1)) == 0;
        if (first && startKnown) {
            state = Entry.directed(state, side);
        }
        if ((first || (state & DIRECTED) == 0) && header.payloadCaptured >= DNS_HEADER) {
            int assumed = Entry.client(state);
            state = byDns(state, side, header);
            if (Entry.client(state) != assumed) {
                words[at + INITIAL] = 0;
            }
        }
        return seen(words, at, state, side, header, time);
    }

    /** The same for an ICMP message, whose type tells who asked. */
    static int addIcmp(long[] words, int at, int before, int side, PacketHeader header, long time) {
        boolean reply = IcmpTypes.isReply(header.protocol, header.icmpType);
        int state = (before & DIRECTED) != 0 ? before : Entry.directed(before, reply ? 1 - side : side);
        return seen(words, at, state, side, header, time);
    }

    private static int seen(long[] words, int at, int state, int side, PacketHeader header, long time) {
        if ((state & (SEEN << side)) == 0) {
            words[at + STARTED + side] = time;
            if (Entry.client(state) == side && PayloadHash.isWhole(header)) {
                long hash = header.payloadHash;
                words[at + INITIAL] = hash == 0 ? 1 : hash;
            }
        }
        return state | (SEEN << side);
    }

    private static int byDns(int state, int side, PacketHeader header) {
        boolean toServer = isDns(header.destinationPort);
        boolean fromServer = isDns(header.sourcePort);
        if (!toServer && !fromServer) {
            return state;
        }
        boolean response = (header.payloadThird & DNS_RESPONSE) != 0;
        if (response ? !fromServer : !toServer) {
            return state;
        }
        return Entry.directed(state, response ? 1 - side : side);
    }

    private static boolean isDns(int port) {
        return port == DNS || port == MULTICAST_DNS;
    }
}
