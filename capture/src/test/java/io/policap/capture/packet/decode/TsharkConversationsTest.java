package io.policap.capture.packet.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.policap.capture.packet.connection.ConnectionTable;
import io.policap.capture.packet.connection.Leg;
import io.policap.capture.packet.connection.LegSink;
import io.policap.capture.packet.connection.TableLimits;
import io.policap.infer.flow.SkipReason;
import io.policap.infer.net.Ip;
import io.policap.infer.net.Protocol;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The connections that the table makes of a capture are the conversations that tshark sees: both ends' innermost
 * addresses and ports. How often the same ends met, one after the other, is not compared.
 */
@Tag("shared")
class TsharkConversationsTest {
    private static final Path TSHARK = Path.of("/usr/bin/tshark");

    /** By file, why tshark counts otherwise; the same as in {@link TsharkTest}. */
    private static final Map<String, String> EXCEPTIONS = Map.of(
            "tests_wccp_redirect_gre.pcap", "web cache redirection is not opened",
            "advanced_test102.pcapng", "tshark counts a custom block as a packet, so its last packet is one too many",
            "hadrielk_pcapng-test-generator_output_le_advanced_test102.pcapng", "the same file",
            "be_test901.pcapng", "tshark stops at a section of version 2, as the reader of files does",
            "le_test901.pcapng", "the same in the other byte order",
            "tests_pcap-invalid-version-1.pcap", "tshark refuses version 1, as the reader of files does");

    @ParameterizedTest
    @ValueSource(strings = {"recordings/shop/pcap", "recordings/pcap-public"})
    void theTableHasEveryConversationOfEveryCaptureAndNoOther(String directory) throws Exception {
        String shared = System.getProperty("policap.shared");
        assumeTrue(shared != null, "policap.shared is not set");
        assumeTrue(Files.isExecutable(TSHARK), "tshark is not installed");
        List<String> wrong = new ArrayList<>();
        long compared = 0;
        for (Path file : files(Path.of(shared, directory))) {
            List<CapturedFrame> frames = CaptureFrames.read(file);
            if (frames.isEmpty() || EXCEPTIONS.containsKey(file.getFileName().toString())) {
                continue;
            }
            Set<String> ours = connections(frames);
            Set<String> theirs = conversations(file, frames.size());
            compared += theirs.size();
            Set<String> missing = new TreeSet<>(theirs);
            missing.removeAll(ours);
            ours.removeAll(theirs);
            if (!missing.isEmpty() || !ours.isEmpty()) {
                wrong.add(file.getFileName() + ": tshark alone " + missing + ", we alone " + ours);
            }
        }
        System.out.println(directory + ": " + compared + " conversations as tshark has them");
        assertThat(wrong).isEmpty();
        assertThat(compared).isGreaterThan(100);
    }

    private static List<Path> files(Path directory) throws IOException {
        try (Stream<Path> list = Files.list(directory)) {
            return list.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private static Set<String> connections(List<CapturedFrame> frames) {
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

    private static Set<String> conversations(Path file, int frames) throws Exception {
        Set<String> found = new TreeSet<>();
        for (TsharkTest.TsharkPacket packet : TsharkTest.TsharkPacket.read(TSHARK, file).stream()
                .limit(frames)
                .toList()) {
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
