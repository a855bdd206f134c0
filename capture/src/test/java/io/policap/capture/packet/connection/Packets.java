package io.policap.capture.packet.connection;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.policap.capture.packet.decode.PacketHeader;
import io.policap.infer.flow.SkipReason;
import io.policap.infer.net.Ip;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Feeds a table with packets, as a decoder would fill their headers, and keeps what it hands out. */
final class Packets implements LegSink {
    static final long SECOND = 1_000_000_000L;
    static final long START = 1_700_000_000L * SECOND;

    static final int FIN = 0x01;
    static final int SYN = 0x02;
    static final int RST = 0x04;
    static final int PSH = 0x08;
    static final int ACK = 0x10;

    final List<Leg> legs = new ArrayList<>();
    final Map<SkipReason, Long> skipped = new EnumMap<>(SkipReason.class);
    final ConnectionTable table;

    private final PacketHeader header = new PacketHeader();
    private String client = "10.0.0.1";
    private String server = "10.0.0.2";
    private int clientPort = 40000;
    private int serverPort = 80;
    private int ipId;
    private long time = START;
    private long record;

    Packets() {
        this(TableLimits.DEFAULT);
    }

    Packets(TableLimits limits) {
        table = new ConnectionTable(limits, this, 3);
    }

    static Packets handshakesOnly() {
        TableLimits limits = TableLimits.DEFAULT;
        return new Packets(new TableLimits(
                limits.connections(), limits.tcpIdle(), limits.closedIdle(), limits.datagramIdle(), true));
    }

    static Packets holding(int connections) {
        return new Packets(new TableLimits(
                connections, Duration.ofHours(1), Duration.ofSeconds(60), Duration.ofSeconds(60), false));
    }

    @Override
    public void leg(Leg leg) {
        legs.add(leg);
    }

    @Override
    public void skip(SkipReason reason, long packets) {
        skipped.merge(reason, packets, Long::sum);
    }

    Packets between(String from, int fromPort, String to, int toPort) {
        client = from;
        clientPort = fromPort;
        server = to;
        serverPort = toPort;
        return this;
    }

    Packets after(double seconds) {
        time += Math.round(seconds * SECOND);
        return this;
    }

    long time() {
        return time;
    }

    /** A segment from the client: relative to nothing, numbers as they are. */
    Packets client(int flags, int sequence, int acknowledgement, int payload) {
        return tcp(true, flags, sequence, acknowledgement, payload);
    }

    Packets server(int flags, int sequence, int acknowledgement, int payload) {
        return tcp(false, flags, sequence, acknowledgement, payload);
    }

    /** SYN by 1000, SYN/ACK by 5000, and the client's acknowledgement. */
    Packets handshake() {
        return client(SYN, 1000, 0, 0).server(SYN | ACK, 5000, 1001, 0).client(ACK, 1001, 5001, 0);
    }

    private Packets tcp(boolean fromClient, int flags, int sequence, int acknowledgement, int payload) {
        return send(fromClient, PacketHeader.TCP, "", h -> {
            h.flags = flags;
            h.sequence = sequence;
            h.acknowledgement = acknowledgement;
            h.payload = payload;
        });
    }

    Packets sctp(boolean fromClient, int chunk, int tag) {
        return send(fromClient, PacketHeader.SCTP, "", h -> {
            h.flags = chunk;
            h.sequence = tag;
        });
    }

    Packets ask(String payload) {
        return send(true, PacketHeader.UDP, payload, h -> {});
    }

    Packets reply(String payload) {
        return send(false, PacketHeader.UDP, payload, h -> {});
    }

    Packets icmp(boolean fromClient, int type, int identifier) {
        return send(fromClient, server.contains(":") ? PacketHeader.ICMPV6 : PacketHeader.ICMP, "ping", h -> {
            h.icmpType = type;
            h.sourcePort = identifier;
            h.destinationPort = identifier;
        });
    }

    /** An ICMP error from a router that quotes a packet of the client, or of the server. */
    Packets error(int type, int code, boolean quotesClient, int protocol) {
        String from = client;
        int fromPort = clientPort;
        String to = server;
        int toPort = serverPort;
        boolean v6 = to.contains(":");
        between(v6 ? "fd00::99" : "10.9.9.9", 0, from, 0);
        send(true, v6 ? PacketHeader.ICMPV6 : PacketHeader.ICMP, "", h -> {
            h.icmpType = type;
            h.icmpCode = code;
            h.quotes = true;
            Ip source = Ip.parse(quotesClient ? from : to);
            Ip destination = Ip.parse(quotesClient ? to : from);
            h.quotedV6 = v6;
            h.quotedSourceHigh = source.high();
            h.quotedSourceLow = source.low();
            h.quotedDestinationHigh = destination.high();
            h.quotedDestinationLow = destination.low();
            h.quotedProtocol = protocol;
            h.quotedSourcePort = quotesClient ? fromPort : toPort;
            h.quotedDestinationPort = quotesClient ? toPort : fromPort;
        });
        return between(from, fromPort, to, toPort);
    }

    Packets laterFragment(boolean fromClient, int protocol) {
        fill(fromClient, protocol, "");
        header.fragment = true;
        header.payload = 1480;
        record++;
        table.addFragment(header, time);
        return this;
    }

    /** The last packet once more, as another interface shows it. */
    Packets again(double secondsLater) {
        time += Math.round(secondsLater * SECOND);
        table.add(header, data, time, ++record);
        return this;
    }

    private ByteBuffer data = ByteBuffer.allocate(0);

    Packets send(boolean fromClient, int protocol, String payload, Consumer<PacketHeader> rest) {
        fill(fromClient, protocol, payload);
        header.ipId = header.v6 ? 0 : ++ipId & 0xFFFF;
        rest.accept(header);
        table.add(header, data, time, ++record);
        return this;
    }

    private void fill(boolean fromClient, int protocol, String payload) {
        Ip source = Ip.parse(fromClient ? client : server);
        Ip destination = Ip.parse(fromClient ? server : client);
        byte[] bytes = ("head" + payload).getBytes(UTF_8);
        data = ByteBuffer.wrap(bytes);
        header.v6 = source.v6();
        header.sourceHigh = source.high();
        header.sourceLow = source.low();
        header.destinationHigh = destination.high();
        header.destinationLow = destination.low();
        header.protocol = protocol;
        header.sourcePort = fromClient ? clientPort : serverPort;
        header.destinationPort = fromClient ? serverPort : clientPort;
        header.icmpType = 0;
        header.icmpCode = 0;
        header.flags = 0;
        header.sequence = 0;
        header.acknowledgement = 0;
        header.payloadOffset = 4;
        header.payload = bytes.length - 4;
        header.payloadCaptured = bytes.length - 4;
        header.fragment = false;
        header.quotes = false;
    }

    /** Ends the capture; asserts that the books balance. */
    List<Leg> finish() {
        table.finish();
        long used = legs.stream().mapToLong(Leg::packets).sum();
        long unused = skipped.values().stream().mapToLong(Long::longValue).sum();
        if (used + unused != table.packets() || table.connections() != 0 || table.legs() != legs.size()) {
            throw new AssertionError(used + " used + " + unused + " skipped, " + table.packets() + " read");
        }
        return legs;
    }

    /** The only leg. */
    Leg leg() {
        List<Leg> all = finish();
        if (all.size() != 1) {
            throw new AssertionError("not one leg: " + all);
        }
        return all.get(0);
    }
}
