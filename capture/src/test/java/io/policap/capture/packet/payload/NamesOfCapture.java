package io.policap.capture.packet.payload;

import io.policap.capture.packet.decode.CaptureFrames;
import io.policap.capture.packet.decode.CapturedFrame;
import io.policap.capture.packet.decode.Decoding;
import io.policap.capture.packet.decode.PacketDecoder;
import io.policap.capture.packet.decode.PacketHeader;
import io.policap.capture.packet.decode.TunnelPorts;
import io.policap.capture.packet.payload.dns.DnsAnswer;
import io.policap.capture.packet.payload.dns.DnsMessage;
import io.policap.capture.packet.payload.dns.DnsReader;
import io.policap.capture.packet.payload.dns.DnsStream;
import io.policap.capture.packet.payload.quic.QuicHello;
import io.policap.capture.packet.payload.tls.ClientHelloReader;
import io.policap.capture.packet.payload.tls.HelloReading;
import io.policap.capture.packet.payload.tls.HelloReading.State;
import io.policap.infer.net.Ip;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** All names that a capture's packets say, by the plainest way of putting streams together. */
final class NamesOfCapture {
    private static final int DNS = 53;

    private final PacketDecoder decoder = new PacketDecoder(TunnelPorts.withVxlan(4790));
    private final PacketHeader header = new PacketHeader();
    private final DnsReader reader = new DnsReader();
    private final Map<String, Direction> directions = new HashMap<>();
    private final Map<String, QuicHello> quic = new HashMap<>();
    private final List<Name> names = new ArrayList<>();

    /** What a name was read from. */
    enum Source {
        DNS_MESSAGE,
        CLIENT_HELLO,
        /** A ClientHello of which the capture does not have everything. */
        UNFINISHED_HELLO
    }

    /** A DNS message, or a server name; over UDP with the number of its frame. */
    record Name(Source source, String text) {}

    /** One direction of a TCP connection. */
    private final class Direction {
        private final DnsStream dns = new DnsStream(reader);
        private byte[] hello = new byte[0];
        private long next = -1;
    }

    static List<Name> read(Path file) {
        NamesOfCapture capture = new NamesOfCapture();
        int number = 0;
        for (CapturedFrame frame : CaptureFrames.read(file)) {
            number++;
            if (frame.decode(capture.decoder, capture.header) == Decoding.PACKET && !capture.header.laterFragment) {
                capture.packet(frame.bytes(), number);
            }
        }
        capture.directions.values().forEach(each -> each.dns.gap(message -> capture.message(0, message)));
        return capture.names;
    }

    static String canonical(String address) {
        return Ip.parse(address).toString();
    }

    private void packet(byte[] bytes, int number) {
        int from = header.payloadOffset;
        int length = header.payloadCaptured;
        String ends = header.sourceHigh + " " + header.sourceLow + " " + header.sourcePort + " "
                + header.destinationHigh + " " + header.destinationLow + " " + header.destinationPort;
        boolean dns = header.sourcePort == DNS || header.destinationPort == DNS;
        if (header.protocol == PacketHeader.UDP && dns) {
            reader.read(bytes, from, length).ifPresent(message -> message(number, message));
        } else if (header.protocol == PacketHeader.UDP) {
            QuicHello hello = quic.computeIfAbsent(ends, key -> new QuicHello());
            if (hello.reading().state() == State.NEED_MORE) {
                serverName(number, hello.accept(bytes, from, length));
            }
        } else if (header.protocol == PacketHeader.TCP) {
            tcp(bytes, from, length, directions.computeIfAbsent(ends, key -> new Direction()), dns);
        }
    }

    private void tcp(byte[] bytes, int from, int length, Direction direction, boolean dns) {
        long sequence = header.sequence & 0xFFFF_FFFFL;
        if ((header.flags & 2) != 0) {
            direction.next = sequence + 1 & 0xFFFF_FFFFL;
            direction.hello = new byte[0];
            direction.dns.gap(message -> message(0, message));
            return;
        }
        int ahead = direction.next < 0 ? 0 : (int) (sequence - direction.next);
        if (header.payload == 0 || ahead < 0) {
            return;
        }
        if (ahead > 0) {
            direction.dns.gap(message -> message(0, message));
            direction.hello = new byte[0];
        }
        direction.next = sequence + header.payload & 0xFFFF_FFFFL;
        if (dns) {
            direction.dns.accept(bytes, from, length, message -> message(0, message));
        } else if (direction.hello.length > 0 || ClientHelloReader.begins(bytes, from, length)) {
            byte[] hello = Arrays.copyOf(direction.hello, direction.hello.length + length);
            System.arraycopy(bytes, from, hello, direction.hello.length, length);
            HelloReading reading = ClientHelloReader.read(hello, 0, hello.length);
            serverName(0, reading);
            direction.hello = reading.state() == State.NEED_MORE && length == header.payload ? hello : new byte[0];
        }
        if (length < header.payload) {
            direction.dns.gap(message -> message(0, message));
        }
    }

    private void message(int frame, DnsMessage message) {
        TreeSet<String> addresses = new TreeSet<>();
        for (DnsAnswer answer : message.answers()) {
            addresses.add(answer.address().toString());
        }
        names.add(new Name(
                Source.DNS_MESSAGE,
                (frame == 0 ? "tcp" : frame) + " " + message.id() + " "
                        + (message.response() ? "response " + (message.rcode() & 0xF) : "query") + " "
                        + (message.question().isEmpty() ? "<root>" : message.question()) + " " + message.type() + " "
                        + addresses + " " + message.ttlSeconds()));
    }

    private void serverName(int frame, HelloReading reading) {
        if (!reading.hello().serverName().isEmpty()) {
            names.add(new Name(
                    reading.state() == State.DONE ? Source.CLIENT_HELLO : Source.UNFINISHED_HELLO,
                    (frame == 0 ? "tcp" : frame) + " " + reading.hello().serverName()));
        }
    }
}
