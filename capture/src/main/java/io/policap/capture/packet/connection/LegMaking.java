package io.policap.capture.packet.connection;

import static io.policap.capture.packet.connection.Entry.INITIAL;
import static io.policap.capture.packet.connection.Entry.INITIAL_KNOWN;
import static io.policap.capture.packet.connection.Entry.half;

import io.policap.capture.packet.decode.PacketHeader;
import io.policap.infer.flow.Content;
import io.policap.infer.net.Ip;
import io.policap.infer.net.Protocol;

/** Makes a {@link Leg} of a connection's words. */
final class LegMaking {
    private LegMaking() {}

    static Leg leg(long[] words, int at, int capture, boolean handshakesOnly, AddressCache addresses, Content content) {
        int state = Entry.state(words, at);
        long meta = words[at + Entry.META];
        Protocol protocol = protocol(ConnectionKey.protocol(meta));
        boolean directed = (state & Entry.DIRECTED) != 0;
        int client = Entry.client(state);
        int server = 1 - client;
        long request = directed ? words[at + Entry.STARTED + client] : 0;
        long answer = directed ? words[at + Entry.STARTED + server] : 0;
        return new Leg(
                capture,
                words[at + Entry.RECORD],
                ip(words, at, client, addresses),
                protocol.hasPorts() ? ConnectionKey.port(meta, client) : 0,
                ip(words, at, server, addresses),
                protocol.hasPorts() ? ConnectionKey.port(meta, server) : 0,
                protocol,
                ConnectionKey.icmpRequest(meta),
                directed,
                Outcome.of(words, at, handshakesOnly),
                words[at + Entry.FIRST],
                words[at + Entry.LAST],
                request,
                answer,
                words[at + Entry.DISTINCT + client],
                words[at + Entry.DISTINCT + server],
                words[at + Entry.PACKETS],
                fingerprint(words[at + INITIAL], state, client, protocol),
                content);
    }

    private static long fingerprint(long initial, int state, int client, Protocol protocol) {
        if (protocol != Protocol.TCP && protocol != Protocol.SCTP) {
            return initial;
        }
        int both = INITIAL_KNOWN | INITIAL_KNOWN << 1;
        if ((state & both) != both) {
            return 0;
        }
        long fingerprint = ((long) half(initial, client) << 32) | (half(initial, 1 - client) & 0xFFFF_FFFFL);
        return fingerprint == 0 ? 1 : fingerprint;
    }

    static Ip ip(long[] words, int at, int side, AddressCache addresses) {
        long low = words[at + Entry.LOW + side];
        return ConnectionKey.isV6(words[at + Entry.META])
                ? addresses.v6(words[at + Entry.HIGH + side], low)
                : addresses.v4(low);
    }

    private static Protocol protocol(int number) {
        return switch (number) {
            case PacketHeader.TCP -> Protocol.TCP;
            case PacketHeader.UDP -> Protocol.UDP;
            case PacketHeader.SCTP -> Protocol.SCTP;
            case PacketHeader.ICMP -> Protocol.ICMP;
            default -> Protocol.ICMPV6;
        };
    }
}
