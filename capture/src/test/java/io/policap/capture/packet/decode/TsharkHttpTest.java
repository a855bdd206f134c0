package io.policap.capture.packet.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.policap.capture.packet.payload.http.HttpStream;
import io.policap.infer.flow.HttpRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
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
 * The HTTP requests of real captures are those that tshark finds: in a connection that is complete all of them, in any
 * connection no other. Connections that began before the capture are left out.
 */
@Tag("shared")
class TsharkHttpTest {
    private static final Path TSHARK = Path.of("/usr/bin/tshark");
    private static final int SYN = 2;
    private static final int ACK = 16;

    /** Both directions of a connection, from its SYN on. */
    private static final class Connection {
        final HttpStream stream = new HttpStream();
        final String ports;
        final int clientStart;
        int serverStart;
        boolean answered;

        Connection(String ports, int clientStart) {
            this.ports = ports;
            this.clientStart = clientStart;
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"recordings/shop/pcap", "recordings/pcap-public"})
    void requestsAreThoseOfTshark(String directory) throws Exception {
        String shared = System.getProperty("policap.shared");
        assumeTrue(shared != null, "policap.shared is not set");
        assumeTrue(Files.isExecutable(TSHARK), "tshark is not installed");
        List<String> wrong = new ArrayList<>();
        long same = 0;
        long incomplete = 0;
        for (Path file : files(Path.of(shared, directory))) {
            List<Connection> connections = connections(CaptureFrames.read(file));
            if (connections.stream().allMatch(each -> each.stream.requests().isEmpty())) {
                continue;
            }
            // Captures of several devices have each packet twice; then tshark reassembles no body, and misses its head.
            Map<String, Set<String>> theirs = requests(file, true);
            requests(file, false)
                    .forEach((ports, found) -> theirs.computeIfAbsent(ports, none -> new TreeSet<>())
                            .addAll(found));
            // The same ends may meet twice.
            Map<String, Set<String>> ours = new LinkedHashMap<>();
            Map<String, Boolean> complete = new LinkedHashMap<>();
            for (Connection connection : connections) {
                Set<String> found = ours.computeIfAbsent(connection.ports, ports -> new TreeSet<>());
                connection.stream.requests().forEach(request -> found.add(text(request)));
                complete.merge(connection.ports, connection.stream.complete(), Boolean::logicalAnd);
            }
            for (Map.Entry<String, Set<String>> each : ours.entrySet()) {
                Set<String> expected = theirs.getOrDefault(each.getKey(), Set.of());
                boolean all = complete.get(each.getKey());
                boolean equal = each.getValue().equals(withHosts(expected));
                if (all ? !equal : !expected.containsAll(each.getValue())) {
                    wrong.add(file.getFileName() + " " + each.getKey() + (all ? " complete " : " ") + each.getValue()
                            + ", tshark " + expected);
                }
                same += each.getValue().size();
                incomplete += all || expected.isEmpty() ? 0 : 1;
            }
        }
        System.out.println(directory + ": " + same + " requests compared with those of tshark, " + incomplete
                + " connections with requests not complete");
        assertThat(wrong).isEmpty();
        assertThat(same).isPositive();
    }

    /** Without those that a head in two segments gave twice: once before its host came. */
    private static Set<String> withHosts(Set<String> requests) {
        Set<String> whole = new TreeSet<>(requests);
        whole.removeIf(request -> {
            String[] words = request.split(" ", 3);
            return words[1].isEmpty()
                    && requests.stream()
                            .anyMatch(other -> !other.equals(request)
                                    && other.startsWith(words[0] + " ")
                                    && other.endsWith(" " + words[2]));
        });
        return whole;
    }

    private static String text(HttpRequest request) {
        return request.http().method() + " " + request.http().host() + " "
                + request.http().path();
    }

    private static List<Connection> connections(List<CapturedFrame> frames) {
        Map<String, Connection> open = new LinkedHashMap<>();
        List<Connection> all = new ArrayList<>();
        PacketDecoder decoder = new PacketDecoder(TunnelPorts.withVxlan(4790));
        PacketHeader header = new PacketHeader();
        for (CapturedFrame frame : frames) {
            if (frame.decode(decoder, header) != Decoding.PACKET || header.protocol != PacketHeader.TCP) {
                continue;
            }
            String from = header.sourceHigh + "," + header.sourceLow + "," + header.sourcePort;
            String to = header.destinationHigh + "," + header.destinationLow + "," + header.destinationPort;
            if ((header.flags & (SYN | ACK)) == SYN) {
                Connection known = open.get(from + ">" + to);
                if (known == null || known.clientStart != header.sequence + 1) {
                    Connection begun =
                            new Connection(header.sourcePort + ">" + header.destinationPort, header.sequence + 1);
                    open.put(from + ">" + to, begun);
                    all.add(begun);
                }
            } else if (open.containsKey(from + ">" + to)) {
                Connection connection = open.get(from + ">" + to);
                long sequence = header.sequence - connection.clientStart;
                connection.stream.accept(
                        sequence, frame.bytes(), header.payloadOffset, header.payloadCaptured, header.payload);
            } else if (open.containsKey(to + ">" + from)) {
                answer(open.get(to + ">" + from), frame, header);
            }
        }
        all.forEach(connection -> connection.stream.finish());
        return all;
    }

    private static void answer(Connection connection, CapturedFrame frame, PacketHeader header) {
        if ((header.flags & SYN) != 0) {
            connection.serverStart = header.sequence + 1;
            connection.answered = true;
        } else if (connection.answered) {
            long sequence = header.sequence - connection.serverStart;
            connection.stream.serverAnswered(
                    sequence, frame.bytes(), header.payloadOffset, header.payloadCaptured, header.payload);
        }
    }

    private static Map<String, Set<String>> requests(Path file, boolean reassembled)
            throws IOException, InterruptedException {
        Path out = Files.createTempFile("tshark", ".tsv");
        try {
            Process tshark = new ProcessBuilder(
                            TSHARK.toString(),
                            "-n",
                            "-r",
                            file.toString(),
                            "-d",
                            "udp.port==8472,vxlan",
                            "-Y",
                            "tcp && http.request.method",
                            "-o",
                            "tcp.reassemble_out_of_order:" + reassembled,
                            "-o",
                            "tcp.desegment_tcp_streams:" + reassembled,
                            "-T",
                            "fields",
                            "-E",
                            "separator=/t",
                            "-E",
                            "occurrence=a",
                            "-E",
                            "aggregator=|",
                            "-e",
                            "tcp.srcport",
                            "-e",
                            "tcp.dstport",
                            "-e",
                            "http.request.method",
                            "-e",
                            "http.request.uri",
                            "-e",
                            "http.host")
                    .redirectOutput(out.toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            tshark.waitFor();
            Map<String, Set<String>> requests = new LinkedHashMap<>();
            for (String line : Files.readAllLines(out)) {
                String[] fields = line.split("\t", -1);
                String[] methods = fields[2].split("\\|");
                String[] uris = fields[3].split("\\|");
                String[] hosts = fields[4].split("\\|");
                for (int i = 0; i < methods.length; i++) {
                    String host = i < hosts.length ? hosts[i].replaceFirst(":[0-9]*$", "") : "";
                    requests.computeIfAbsent(last(fields[0]) + ">" + last(fields[1]), ports -> new TreeSet<>())
                            .add(methods[i] + " " + host.toLowerCase(Locale.ROOT) + " " + path(uris[i]));
                }
            }
            return requests;
        } finally {
            Files.delete(out);
        }
    }

    /** The innermost of several headers. */
    private static String last(String values) {
        return values.substring(values.lastIndexOf('|') + 1);
    }

    private static String path(String uri) {
        return uri.replaceFirst("^[a-z]+://[^/?#]*", "").replaceFirst("[?#].*", "");
    }

    private static List<Path> files(Path directory) throws IOException {
        try (Stream<Path> list = Files.list(directory)) {
            return list.filter(Files::isRegularFile).sorted().toList();
        }
    }
}
