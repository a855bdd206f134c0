package io.policap.capture.packet.decode;

import io.policap.capture.packet.connection.ConnectionTable;
import io.policap.capture.packet.connection.Leg;
import io.policap.capture.packet.connection.LegSink;
import io.policap.capture.packet.connection.TableLimits;
import io.policap.infer.flow.SkipReason;
import io.policap.infer.net.Ip;
import io.policap.infer.net.Protocol;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** The conversations of a capture, by us and by tshark: protocol, then both ends' innermost addresses and ports. */
final class Conversations {
    private Conversations() {}

    /** Those of the connections that the table makes of the frames. */
    static Set<String> ofTable(List<CapturedFrame> frames) {
        Set<String> found = new TreeSet<>();
        LegSink sink = new LegSink() {
            @Override
            public void leg(Leg leg) {
                if (leg.protocol() != Protocol.ICMP && leg.protocol() != Protocol.ICMPV6) {
                    String protocol = leg.protocol().name().toLowerCase(Locale.ROOT);
                    found.add(key(
                            protocol,
                            leg.client().toString(),
                            leg.clientPort(),
                            leg.server().toString(),
                            leg.serverPort()));
                }
            }

            @Override
            public void skip(SkipReason reason, long packets) {}
        };
        ConnectionTable table = new ConnectionTable(TableLimits.DEFAULT, sink, 0);
        PacketDecoder decoder = new PacketDecoder(TunnelPorts.withVxlan(4790));
        PacketHeader header = new PacketHeader();
        long record = 0;
        for (CapturedFrame frame : frames) {
            record++;
            if (frame.decode(decoder, header) == Decoding.PACKET) {
                table.add(header, ByteBuffer.wrap(frame.bytes()), record * 1_000_000, record);
            }
        }
        table.finish();
        return found;
    }

    /** Those that tshark tells of. */
    static Set<String> ofTshark(List<TsharkTest.TsharkPacket> packets) {
        Set<String> found = new TreeSet<>();
        for (TsharkTest.TsharkPacket packet : packets) {
            String[] words = packet.describe().split(" ");
            if (words.length > 4 && Set.of("tcp", "udp", "sctp").contains(words[2])) {
                found.add(key(words[2], words[0], Integer.parseInt(words[3]), words[1], Integer.parseInt(words[4])));
            }
        }
        return found;
    }

    private static String key(String protocol, String one, int onePort, String other, int otherPort) {
        String left = Ip.parse(one) + " " + onePort;
        String right = Ip.parse(other) + " " + otherPort;
        return protocol + " " + (left.compareTo(right) < 0 ? left + " " + right : right + " " + left);
    }
}
