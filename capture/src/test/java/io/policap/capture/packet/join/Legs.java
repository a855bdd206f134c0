package io.policap.capture.packet.join;

import io.policap.capture.packet.connection.Leg;
import io.policap.infer.flow.Content;
import io.policap.infer.flow.Exchange;
import io.policap.infer.net.Ip;
import io.policap.infer.net.Protocol;

/** Builds legs for tests; times are milliseconds after {@link #START}. */
final class Legs {
    /** 2026-11-23T12:00:00Z. */
    static final long START = 1_795_435_200_000_000_000L;

    private static final long MILLI = 1_000_000L;

    private int capture;
    private long record = 1;
    private End client;
    private End server;
    private Protocol protocol = Protocol.TCP;
    private int icmpType;
    private boolean directed = true;
    private Exchange exchange = Exchange.SERVED;
    private long first = START;
    private long last = START + 200 * MILLI;
    private long request = START;
    private long answer = START + MILLI;
    private long clientPackets = 5;
    private long serverPackets = 4;
    private long packets = 9;
    private long fingerprint;
    private Content content = Content.NONE;

    private Legs(String client, String server) {
        this.client = end(client);
        this.server = end(server);
    }

    /** A served TCP leg between two ends such as {@code 10.244.0.5:40000}; IPv6 addresses in brackets. */
    static Legs leg(String client, String server) {
        return new Legs(client, server);
    }

    static End end(String text) {
        int colon = text.lastIndexOf(':');
        String address = text.substring(0, colon).replace("[", "").replace("]", "");
        return new End(Ip.parse(address), Integer.parseInt(text.substring(colon + 1)));
    }

    Legs in(int value) {
        capture = value;
        return this;
    }

    Legs record(long value) {
        record = value;
        return this;
    }

    Legs over(Protocol value) {
        protocol = value;
        return this;
    }

    Legs icmp(int type) {
        protocol = Protocol.ICMP;
        icmpType = type;
        return this;
    }

    Legs undirected() {
        directed = false;
        return this;
    }

    Legs was(Exchange value) {
        exchange = value;
        if (value == Exchange.UNANSWERED || value == Exchange.ONE_WAY) {
            serverPackets = 0;
            answer = 0;
        }
        if (value == Exchange.MID_STREAM) {
            request = 0;
            answer = 0;
        }
        return this;
    }

    /** Opened that late, and as long as it was. */
    Legs at(double millis) {
        long moved = START + (long) (millis * MILLI);
        last += moved - first;
        request = request == 0 ? 0 : request + moved - first;
        answer = answer == 0 ? 0 : answer + moved - first;
        first = moved;
        return this;
    }

    Legs lasting(double millis) {
        last = first + (long) (millis * MILLI);
        return this;
    }

    Legs answeredAfter(double millis) {
        answer = request + (long) (millis * MILLI);
        return this;
    }

    /** Its start was not seen. */
    Legs midStream() {
        exchange = Exchange.MID_STREAM;
        request = 0;
        answer = 0;
        fingerprint = 0;
        directed = false;
        return this;
    }

    Legs packets(long fromClient, long fromServer, long all) {
        clientPackets = fromClient;
        serverPackets = fromServer;
        packets = all;
        return this;
    }

    Legs fingerprint(long value) {
        fingerprint = value;
        return this;
    }

    Legs carrying(Content value) {
        content = value;
        return this;
    }

    Leg build() {
        return new Leg(
                capture,
                record,
                client.address(),
                client.port(),
                server.address(),
                server.port(),
                protocol,
                icmpType,
                directed,
                exchange,
                first,
                last,
                request,
                answer,
                clientPackets,
                serverPackets,
                packets,
                fingerprint,
                content);
    }
}
