package io.policap.infer;

import io.policap.infer.flow.AppProtocol;
import io.policap.infer.flow.Content;
import io.policap.infer.flow.Exchange;
import io.policap.infer.flow.PacketConnection;
import io.policap.infer.flow.Place;
import io.policap.infer.net.Ip;
import io.policap.infer.net.Protocol;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Builds connections of captures tersely: served, directed, of ten packets at the start, unless told otherwise. */
public final class PacketFixture {
    private final Protocol protocol;
    private final String client;
    private final String server;
    private final int port;
    private int clientPort = 40_000;
    private int icmpType;
    private String node = "node-1";
    private Instant first = FlowFixture.START;
    private Duration length = Duration.ofSeconds(1);
    private boolean directed = true;
    private Exchange exchange = Exchange.SERVED;
    private long clientPackets = 5;
    private long serverPackets = 5;
    private List<String> names = List.of();
    private Content content = Content.NONE;
    private long weight = 10;

    private PacketFixture(Protocol protocol, String client, String server, int port) {
        this.protocol = protocol;
        this.client = client;
        this.server = server;
        this.port = port;
    }

    public static PacketFixture captured(Protocol protocol, String client, String server, int port) {
        return new PacketFixture(protocol, client, server, port);
    }

    /** A TCP connection of a capture. */
    public static PacketFixture segments(String client, String server, int port) {
        return captured(Protocol.TCP, client, server, port);
    }

    /** A UDP connection of a capture. */
    public static PacketFixture datagrams(String client, String server, int port) {
        return captured(Protocol.UDP, client, server, port);
    }

    public static PacketFixture ping(String client, String server, int type) {
        boolean v6 = client.indexOf(':') >= 0;
        PacketFixture ping = captured(v6 ? Protocol.ICMPV6 : Protocol.ICMP, client, server, 0);
        ping.clientPort = 0;
        ping.icmpType = type;
        return ping;
    }

    public PacketFixture exchange(Exchange value) {
        exchange = value;
        return this;
    }

    /** Nobody knows who opened it. */
    public PacketFixture undirected() {
        directed = false;
        return this;
    }

    public PacketFixture from(int value) {
        clientPort = value;
        return this;
    }

    public PacketFixture packets(long ofClient, long ofServer) {
        clientPackets = ofClient;
        serverPackets = ofServer;
        weight = Math.max(1, ofClient + ofServer);
        return this;
    }

    public PacketFixture weight(long value) {
        weight = value;
        return this;
    }

    public PacketFixture node(String value) {
        node = value;
        return this;
    }

    public PacketFixture at(Instant value) {
        first = value;
        return this;
    }

    public PacketFixture lasting(Duration value) {
        length = value;
        return this;
    }

    public PacketFixture names(String... values) {
        names = List.of(values);
        return this;
    }

    /** The host that the client named in TLS; the outer one of an encrypted hello where {@code outer}. */
    public PacketFixture host(String name, boolean outer) {
        content = new Content(AppProtocol.NOT_SEEN, name, outer, List.of(), false);
        return this;
    }

    public PacketConnection build() {
        return new PacketConnection(
                new Place("test.pcap", 1),
                node,
                first,
                first.plus(length),
                Ip.parse(client),
                clientPort,
                Ip.parse(server),
                port,
                protocol,
                icmpType,
                directed,
                exchange,
                clientPackets,
                serverPackets,
                names,
                content,
                weight);
    }
}
