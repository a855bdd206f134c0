package io.policap.capture.packet.decode;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.policap.infer.net.Ip;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Every packet of public captures and of the shop's, compared with what tshark says of it where tshark is installed. */
@Tag("shared")
class TsharkTest {
    private static final Path TSHARK = Path.of("/usr/bin/tshark");

    /** Where tshark is right in its way and we are in ours, by file; a reason each. */
    private static final Map<String, String> EXCEPTIONS = Map.ofEntries(
            entry("tests_wccp_redirect_gre.pcap", "web cache redirection is not opened"),
            entry("advanced_test102.pcapng", "tshark counts custom blocks as packets"),
            entry("basic_test018.pcapng", "the same"),
            entry("difficult_test202.pcapng", "the same"),
            entry("hadrielk_pcapng-test-generator_output_le_advanced_test102.pcapng", "the same"),
            entry("hadrielk_pcapng-test-generator_output_le_basic_test018.pcapng", "the same"),
            entry("hadrielk_pcapng-test-generator_output_le_difficult_test202.pcapng", "the same"));

    /** Cisco's port beside the default ones, which tshark knows. */
    private static final TunnelPorts PORTS = TunnelPorts.withVxlan(4790);

    @Test
    void publicCapturesReadAsTsharkReadsThem() throws Exception {
        compare("recordings/pcap-public");
    }

    @Test
    void theShopReadsAsTsharkReadsIt() throws Exception {
        compare("recordings/shop/pcap");
    }

    private static void compare(String directory) throws Exception {
        String shared = System.getProperty("policap.shared");
        assumeTrue(shared != null, "policap.shared is not set");
        assumeTrue(Files.isExecutable(TSHARK), "tshark is not installed");
        List<String> wrong = new ArrayList<>();
        long compared = 0;
        List<Path> files;
        try (Stream<Path> list = Files.list(Path.of(shared, directory))) {
            files = list.filter(Files::isRegularFile).sorted().toList();
        }
        for (Path file : files) {
            String name = file.getFileName().toString();
            if (!EXCEPTIONS.containsKey(name)) {
                compared += compare(file, name, wrong);
            }
        }
        System.out.println(directory + ": " + compared + " packets as tshark has them");
        assertThat(wrong).isEmpty();
        assertThat(compared).isPositive();
    }

    private static long compare(Path file, String name, List<String> wrong) throws Exception {
        List<CapturedFrame> frames = CaptureFrames.read(file);
        if (frames.isEmpty()) {
            return 0;
        }
        List<TsharkPacket> told = TsharkPacket.read(TSHARK, file);
        PacketDecoder decoder = new PacketDecoder(PORTS);
        PacketHeader header = new PacketHeader();
        long compared = 0;
        for (int i = 0; i < Math.min(frames.size(), told.size()); i++) {
            Decoding decoding = frames.get(i).decode(decoder, header);
            String ours = describe(decoding, header);
            String theirs = told.get(i).describe();
            if (ours.equals(theirs)) {
                compared++;
            } else {
                wrong.add(name + " " + (i + 1) + ": " + ours + " but tshark " + theirs + " (" + decoding + ", "
                        + told.get(i).protocols() + ")");
            }
        }
        return compared;
    }

    static String describe(Decoding decoding, PacketHeader header) {
        if (decoding != Decoding.PACKET) {
            return "none";
        }
        String ends = ip(header.v6, header.sourceHigh, header.sourceLow) + " "
                + ip(header.v6, header.destinationHigh, header.destinationLow);
        return switch (header.protocol) {
            case PacketHeader.TCP -> ends + " tcp " + header.sourcePort + " " + header.destinationPort + " " + header.flags
                    + " " + Integer.toUnsignedString(header.sequence) + " "
                    + Integer.toUnsignedString(header.acknowledgement);
            case PacketHeader.UDP -> ends + " udp " + header.sourcePort + " " + header.destinationPort;
            case PacketHeader.SCTP -> ends + " sctp " + header.sourcePort + " " + header.destinationPort;
            case PacketHeader.ICMP -> ends + " icmp " + header.icmpType + " " + header.icmpCode;
            default -> ends + " icmpv6 " + header.icmpType + " " + header.icmpCode;
        };
    }

    private static Ip ip(boolean v6, long high, long low) {
        return new Ip(v6, high, low);
    }

    /** What tshark tells of one packet: its layers in order, and the values of each field in the order of the layers. */
    record TsharkPacket(String protocols, Map<String, List<String>> fields) {
        private static final List<String> FIELDS = List.of(
                "frame.protocols", "ip.src", "ip.dst", "ipv6.src", "ipv6.dst", "tcp.srcport", "tcp.dstport",
                "tcp.flags", "tcp.seq_raw", "tcp.ack_raw", "udp.srcport", "udp.dstport", "sctp.srcport",
                "sctp.dstport", "icmp.type", "icmp.code", "icmpv6.type", "icmpv6.code");
        /** Tunnels that are left alone, and what quotes packets: layers after them are not ours. */
        private static final Set<String> LAST = Set.of("icmp", "icmpv6", "gtp", "gtpprime", "teredo", "l2tp", "capwap");

        static List<TsharkPacket> read(Path tshark, Path file) throws IOException, InterruptedException {
            List<String> command = new ArrayList<>(List.of(
                    tshark.toString(), "-n", "-r", file.toString(), "-T", "fields", "-E", "separator=/t", "-E",
                    "occurrence=a", "-E", "aggregator=,", "-o", "ip.defragment:FALSE", "-o", "ipv6.defragment:FALSE",
                    "-o", "tcp.desegment_tcp_streams:FALSE", "-d", "udp.port==8472,vxlan"));
            FIELDS.forEach(field -> command.addAll(List.of("-e", field)));
            Process process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
            List<TsharkPacket> packets;
            try (Stream<String> lines = process.inputReader().lines()) {
                packets = lines.map(TsharkPacket::parse).toList();
            }
            process.waitFor();
            return packets;
        }

        private static TsharkPacket parse(String line) {
            String[] columns = line.split("\t", -1);
            Map<String, List<String>> fields = new TreeMap<>();
            for (int i = 1; i < FIELDS.size(); i++) {
                String column = i < columns.length ? columns[i] : "";
                fields.put(FIELDS.get(i), column.isEmpty() ? List.of() : List.of(column.split(",")));
            }
            return new TsharkPacket(columns[0], fields);
        }

        String describe() {
            Map<String, Integer> seen = new TreeMap<>();
            String ends = "";
            String transport = "none";
            for (String layer : protocols.split(":")) {
                int index = seen.merge(layer, 1, Integer::sum) - 1;
                switch (layer) {
                    case "ip", "ipv6" -> {
                        ends = canonical(value(layer + ".src", index)) + " " + canonical(value(layer + ".dst", index));
                        transport = "none";
                    }
                    case "tcp" -> transport = ends + " tcp " + value("tcp.srcport", index) + " "
                            + value("tcp.dstport", index) + " " + flags(value("tcp.flags", index)) + " "
                            + value("tcp.seq_raw", index) + " " + value("tcp.ack_raw", index);
                    case "udp" -> transport = ends + " udp " + value("udp.srcport", index) + " "
                            + value("udp.dstport", index);
                    case "sctp" -> transport = ends + " sctp " + value("sctp.srcport", index) + " "
                            + value("sctp.dstport", index);
                    case "icmp", "icmpv6" -> transport = ends + " " + layer + " " + value(layer + ".type", index) + " "
                            + value(layer + ".code", index);
                    case "esp", "wg", "vxlan", "geneve", "mpls" -> transport = "none";
                    default -> {
                        // Layers that say nothing here.
                    }
                }
                if (LAST.contains(layer)) {
                    break;
                }
            }
            return transport.contains("?") ? "none" : transport;
        }

        private String value(String field, int index) {
            List<String> values = fields.getOrDefault(field, List.of());
            return index < values.size() ? values.get(index) : "?";
        }

        private static String canonical(String address) {
            return address.equals("?") ? "?" : Ip.parse(address).toString();
        }

        private static String flags(String hex) {
            return hex.equals("?") ? "?" : Integer.toString(Integer.decode(hex) & 0xFF);
        }
    }
}
