package io.policap.bench.generator;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** One connection and where it stands; each step writes its next packet. Used again for the next one when it is over. */
final class Conversation {
    static final int TCP = 6;
    static final int UDP = 17;
    private static final int FIN = 1;
    private static final int SYN = 2;
    private static final int RST = 4;
    private static final int PUSH = 8;
    private static final int ACK = 16;
    private static final long GATEWAY = 0x0A58_0AF4_0001L;
    private static final byte[] SYN_OPTIONS = {2, 4, 5, (byte) 0x82, 4, 2, 8, 10, 0, 1, 2, 3, 0, 0, 0, 0, 1, 3, 3, 10};

    /** Where a connection stands. */
    enum State {
        OPENING,
        OPENED,
        ACCEPTED,
        HELLO,
        REQUEST,
        RESPONSE,
        ACKNOWLEDGE,
        CLOSING,
        CLOSED_BY_CLIENT,
        CLOSED
    }

    private final FrameWriter out;
    private final SeededRandom random;
    private final int packetSize;
    Edge edge;
    Pod client;
    /** Null for a server outside. */
    @Nullable
    Pod server;

    int clientPort;
    int serverAddress;
    int serverPort;
    boolean overlay;
    boolean refused;
    boolean dead;
    boolean oneWay;
    int left;
    int requests;
    State state = State.OPENING;
    private int responses;
    private int clientSequence;
    private int serverSequence;
    private int ipId;

    Conversation(FrameWriter out, SeededRandom random, int packetSize, Edge edge, Pod client) {
        this.out = out;
        this.random = random;
        this.packetSize = packetSize;
        this.edge = edge;
        this.client = client;
    }

    void begin(Edge next) {
        edge = next;
        state = State.OPENING;
        overlay = false;
        refused = false;
        dead = false;
        oneWay = false;
        left = 0;
        clientPort = 32_768 + random.below(28_232);
        clientSequence = (int) random.next();
        serverSequence = (int) random.next();
        ipId = random.below(1 << 16);
        next.connections++;
    }

    /** Writes the next packet; false when the connection is over. */
    boolean step() throws IOException {
        if (edge.udp()) {
            datagram(oneWay || (left & 1) == 0, 30 + random.below(random.below(8) == 0 ? 1_300 : 200));
            return --left > 0;
        }
        switch (state) {
            case OPENING -> {
                segment(true, SYN, 0);
                if (dead) {
                    clientSequence--;
                    return ++left < 4;
                }
                state = State.OPENED;
            }
            case OPENED -> {
                segment(false, refused ? RST | ACK : SYN | ACK, 0);
                state = State.ACCEPTED;
                return !refused;
            }
            case ACCEPTED -> {
                segment(true, ACK, 0);
                state = edge.server == null ? State.HELLO : State.REQUEST;
            }
            case HELLO -> {
                hello();
                state = State.RESPONSE;
                responses = 1 + random.below(4);
            }
            case REQUEST -> {
                segment(true, PUSH | ACK, 60 + random.below(500));
                state = State.RESPONSE;
                responses = random.percent(40) ? 1 : 1 + random.below(10);
            }
            case RESPONSE -> {
                int full = 1_448 - (overlay ? 50 : 0) - (edge.ipv6 ? 20 : 0);
                boolean last = responses == 1;
                segment(false, last ? PUSH | ACK : ACK, last ? 40 + random.below(full - 40) : full);
                responses--;
                state = (responses & 1) == 0 ? State.ACKNOWLEDGE : State.RESPONSE;
            }
            case ACKNOWLEDGE -> {
                segment(true, ACK, 0);
                if (responses > 0) {
                    state = State.RESPONSE;
                } else {
                    state = --requests > 0 ? State.REQUEST : State.CLOSING;
                }
            }
            case CLOSING -> {
                segment(true, FIN | ACK, 0);
                state = State.CLOSED_BY_CLIENT;
                return random.below(200) != 0;
            }
            case CLOSED_BY_CLIENT -> {
                segment(false, FIN | ACK, 0);
                state = State.CLOSED;
            }
            case CLOSED -> {
                segment(true, ACK, 0);
                return false;
            }
        }
        return true;
    }

    private void segment(boolean forward, int flags, int payload) throws IOException {
        int header = (flags & SYN) != 0 ? 40 : 32;
        int length = (flags & (SYN | RST | FIN)) != 0 ? payload : sized(payload, header);
        ByteBuffer frame = headers(forward, TCP, header + length);
        tcp(frame, forward, flags, header);
        out.fill(length);
        advance(forward, flags, length);
        out.end();
    }

    private void hello() throws IOException {
        byte[] hello = ClientHello.naming(Outside.NAMES[edge.outside], random);
        ByteBuffer frame = headers(true, TCP, 32 + hello.length);
        tcp(frame, true, PUSH | ACK, 32);
        frame.put(hello);
        advance(true, 0, hello.length);
        out.end();
    }

    private void advance(boolean forward, int flags, int length) {
        int by = length + ((flags & (SYN | FIN)) != 0 ? 1 : 0);
        if (forward) {
            clientSequence += by;
        } else {
            serverSequence += by;
        }
    }

    private void tcp(ByteBuffer frame, boolean forward, int flags, int header) {
        int acknowledged = (flags & ACK) == 0 ? 0 : forward ? serverSequence : clientSequence;
        frame.putShort((short) (forward ? clientPort : serverPort))
                .putShort((short) (forward ? serverPort : clientPort))
                .putInt(forward ? clientSequence : serverSequence)
                .putInt(acknowledged)
                .put((byte) (header / 4 << 4))
                .put((byte) flags)
                .putShort((short) 502)
                .putInt(0);
        if ((flags & SYN) != 0) {
            frame.put(SYN_OPTIONS);
        } else {
            frame.putInt(0x0101_080A).putInt(out.clock()).putInt(out.clock() - 7);
        }
    }

    private void datagram(boolean forward, int payload) throws IOException {
        int length = sized(payload, 8);
        headers(forward, UDP, 8 + length);
        out.udp(forward ? clientPort : serverPort, forward ? serverPort : clientPort, length);
        out.fill(length);
        out.end();
    }

    /** Writes a datagram with contents. */
    void datagram(boolean forward, byte[] contents) throws IOException {
        ByteBuffer frame = headers(forward, UDP, 8 + contents.length);
        out.udp(forward ? clientPort : serverPort, forward ? serverPort : clientPort, contents.length);
        frame.put(contents);
        out.end();
    }

    private int sized(int payload, int header) {
        int before = 14 + (edge.ipv6 ? 40 : 20) + header + (overlay ? 50 : 0);
        return packetSize == 0 ? payload : Math.max(0, packetSize - before);
    }

    private ByteBuffer headers(boolean forward, int protocol, int payload) throws IOException {
        edge.packets++;
        ByteBuffer frame = out.begin();
        Pod from = forward ? client : server;
        Pod to = forward ? server : client;
        if (overlay && from != null && to != null) {
            int inner = 14 + (edge.ipv6 ? 40 : 20) + payload;
            out.ethernet(nodeMac(to), nodeMac(from), false);
            out.ipv4(Cluster.nodeAddress(from.node()), Cluster.nodeAddress(to.node()), UDP, 0, 16 + inner);
            out.udp(32_768 + (clientPort * 31 & 0x6FFF), 8_472, 8 + inner);
            frame.putInt(0x0800_0000).putInt(1 << 8);
        }
        out.ethernet(to == null ? GATEWAY : to.mac(), from == null ? GATEWAY : from.mac(), edge.ipv6);
        if (edge.ipv6 && from != null && to != null) {
            out.ipv6(from, to, protocol, payload);
        } else {
            int source = forward ? client.ip() : serverAddress;
            out.ipv4(source, forward ? serverAddress : client.ip(), protocol, ipId++, payload);
        }
        return frame;
    }

    private static long nodeMac(Pod pod) {
        return 0x0242_0000_0000L | (Cluster.nodeAddress(pod.node()) & 0xFFFF_FFFFL);
    }
}
