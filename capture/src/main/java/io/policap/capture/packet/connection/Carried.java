package io.policap.capture.packet.connection;

import io.policap.capture.packet.decode.PacketHeader;
import io.policap.infer.net.Ip;

/**
 * The payload of one packet and the connection that it belongs to, in fields that are written again for every packet:
 * good until the call that hands it over returns.
 */
public final class Carried {
    private final AddressCache addresses;

    /** The number of its connection, which no other has at the same time. */
    public int connection;

    /** Whether it comes from the client, as far as packets have told by now. */
    public boolean fromClient;

    /** Whether that is certain. */
    public boolean directed;

    /** The transport's protocol number, of {@link io.policap.capture.packet.decode.PacketHeader}. */
    public int protocol;

    public int sourcePort;
    public int destinationPort;

    /** TCP: where the payload begins in its sender's stream; counted from the first byte, if that is known. */
    public int offset;

    /** TCP: whether the sender's stream was seen from its first byte on, so that {@link #offset} counts from there. */
    public boolean startKnown;

    /** TCP: whether {@link #acknowledged} tells something. */
    public boolean acknowledges;

    /** TCP: up to where the sender has the other end's stream, counted like {@link #offset} there. */
    public int acknowledged;

    /** Holds the payload; never read outside of it, and never kept. */
    public byte[] bytes = new byte[0];

    public int from;

    /** Bytes of it that were captured, and how many it had. */
    public int captured;

    public int wire;

    /** When it was captured, nanoseconds since 1970. */
    public long time;

    private long sourceHigh;
    private long sourceLow;
    private long destinationHigh;
    private long destinationLow;
    private boolean v6;

    Carried(AddressCache addresses) {
        this.addresses = addresses;
    }

    /** Takes what the headers and the connection's words tell, when the packet was counted. */
    void set(PacketHeader header, ConnectionKey key, long[] words, int entry) {
        int at = entry * Entry.WORDS;
        int side = key.side;
        int other = 1 - side;
        int state = Entry.state(words, at);
        connection = entry;
        fromClient = Entry.client(state) == side;
        directed = (state & Entry.DIRECTED) != 0;
        protocol = header.protocol;
        ends(key);
        if (protocol == PacketHeader.TCP) {
            long initial = words[at + Entry.INITIAL];
            // A SYN takes a number, before the bytes that may come with it (RFC 7413).
            int first = TcpProgress.isOpening(header.flags) ? 0 : 1;
            offset = header.sequence - Entry.half(initial, side) - first;
            startKnown = (state & Entry.INITIAL_KNOWN << side) != 0;
            acknowledges = (header.flags & TcpProgress.ACK) != 0 && (state & Entry.INITIAL_KNOWN << other) != 0;
            acknowledged = header.acknowledgement - Entry.half(initial, other) - 1;
        }
    }

    private void ends(ConnectionKey key) {
        v6 = ConnectionKey.isV6(key.meta);
        boolean first = key.side == 0;
        sourceHigh = first ? key.high0 : key.high1;
        sourceLow = first ? key.low0 : key.low1;
        destinationHigh = first ? key.high1 : key.high0;
        destinationLow = first ? key.low1 : key.low0;
        sourcePort = ConnectionKey.port(key.meta, key.side);
        destinationPort = ConnectionKey.port(key.meta, 1 - key.side);
    }

    /** Takes the bytes at a place of {@link PacketBatch#CARRIED}. */
    void put(byte[] all, long place, int length, long at) {
        bytes = all;
        from = (int) (place >>> 32) - 1;
        captured = Math.min((int) place, length);
        wire = length;
        time = at;
    }

    /** Who sent it. */
    public Ip source() {
        return v6 ? addresses.v6(sourceHigh, sourceLow) : addresses.v4(sourceLow);
    }

    /** Whom it was sent to. */
    public Ip destination() {
        return v6 ? addresses.v6(destinationHigh, destinationLow) : addresses.v4(destinationLow);
    }

    /** A number that differs between addresses, of who sent it or whom it was sent to. */
    public long hash(boolean source) {
        return source ? sourceHigh * 31 + sourceLow : destinationHigh * 31 + destinationLow;
    }
}
