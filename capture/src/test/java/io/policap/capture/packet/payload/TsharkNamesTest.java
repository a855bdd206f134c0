package io.policap.capture.packet.payload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.policap.capture.packet.payload.NamesOfCapture.Name;
import io.policap.capture.packet.payload.NamesOfCapture.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What DNS, TLS and QUIC say in public captures and the shop's, compared with what tshark says: over UDP packet by packet,
 * over TCP the different ones of a file, because copies of a segment count differently. tshark says nothing of a ClientHello that was cut;
 * the names that we read of such must be names that it reads elsewhere.
 */
@Tag("shared")
class TsharkNamesTest {
    private static final Path TSHARK = Path.of("/usr/bin/tshark");

    /** Names of ClientHellos, by file, that tshark does not have; a reason each. */
    private static final Map<String, String> WE_ALONE = Map.of(
            // Both directions of this PostgreSQL connection have other addresses, so that the server's word is not
            // seen.
            "n2-rot.pcap01", "tcp orders-db-ro.shop-data");

    /** Types of records whose time to live counts: A, CNAME, AAAA, HTTPS. */
    private static final Set<String> TIMED = Set.of("1", "5", "28", "65");

    private static final List<String> FIELDS = List.of(
            "frame.number",
            "tcp.srcport",
            "dns.id",
            "dns.flags.response",
            "dns.flags.rcode",
            "dns.qry.name",
            "dns.qry.type",
            "dns.resp.type",
            "dns.resp.ttl",
            "tls.handshake.extensions_server_name",
            "dns.a",
            "dns.aaaa",
            "dns.svcb.svcparam.ipv4hint.ip",
            "dns.svcb.svcparam.ipv6hint.ip");

    @ParameterizedTest
    @ValueSource(strings = {"recordings/shop/pcap", "recordings/pcap-public"})
    void namesAreThoseThatTsharkReads(String directory) throws Exception {
        String shared = System.getProperty("policap.shared");
        assumeTrue(shared != null, "policap.shared is not set");
        assumeTrue(Files.isExecutable(TSHARK), "tshark is not installed");
        List<String> wrong = new ArrayList<>();
        Set<String> everyServerName = new TreeSet<>();
        Set<String> unfinished = new TreeSet<>();
        int messages = 0;
        int hellos = 0;
        for (Path file : files(Path.of(shared, directory))) {
            List<Name> ours = NamesOfCapture.read(file);
            Set<String> dns = new TreeSet<>();
            Set<String> serverNames = new TreeSet<>();
            for (Map<String, String> row : tshark(file)) {
                message(row).ifPresent(dns::add);
                serverName(row).ifPresent(serverNames::add);
            }
            messages += dns.size();
            hellos += serverNames.size();
            serverNames.forEach(each -> everyServerName.add(each.substring(each.indexOf(' '))));
            ours.stream()
                    .filter(each -> each.source() == Source.UNFINISHED_HELLO)
                    .forEach(each ->
                            unfinished.add(each.text().substring(each.text().indexOf(' '))));
            compare(file, Source.DNS_MESSAGE, ours, dns, wrong);
            compare(file, Source.CLIENT_HELLO, ours, serverNames, wrong);
        }
        System.out.println(directory + ": " + messages + " DNS messages and " + hellos + " server names as tshark has"
                + " them, " + unfinished.size() + " names of unfinished ClientHellos");
        assertThat(wrong).isEmpty();
        assertThat(everyServerName)
                .as("names of ClientHellos that tshark has whole elsewhere")
                .containsAll(unfinished);
        assertThat(messages).isGreaterThan(10);
        assertThat(hellos).isGreaterThan(3);
    }

    private static void compare(Path file, Source source, List<Name> ours, Set<String> theirs, List<String> wrong) {
        Set<String> alone = new TreeSet<>();
        Set<String> unfinished = new TreeSet<>();
        ours.stream().filter(each -> each.source() == source).forEach(each -> alone.add(each.text()));
        ours.stream()
                .filter(each -> each.source() == Source.UNFINISHED_HELLO)
                .forEach(each -> unfinished.add(each.text()));
        Set<String> missing = new TreeSet<>(theirs);
        missing.removeAll(alone);
        // Asked again by HelloRetryRequest, a client says the name twice, and tshark may have the second one whole.
        missing.removeAll(unfinished);
        alone.removeAll(theirs);
        if (source == Source.CLIENT_HELLO) {
            alone.remove(WE_ALONE.getOrDefault(file.getFileName().toString(), ""));
        }
        if (!alone.isEmpty() || !missing.isEmpty()) {
            wrong.add(file.getFileName() + " " + source + ": tshark alone " + missing + ", we alone " + alone);
        }
    }

    private static List<Path> files(Path directory) throws IOException {
        try (Stream<Path> list = Files.list(directory)) {
            return list.filter(Files::isRegularFile).sorted().toList();
        }
    }

    /** The DNS message of a packet; none where its question was cut, which tshark shows as an empty one. */
    private static Optional<String> message(Map<String, String> row) {
        String question = row.get("dns.qry.name");
        if (question.isEmpty()) {
            return Optional.empty();
        }
        String[] types = row.get("dns.resp.type").split(",");
        String[] times = row.get("dns.resp.ttl").split(",");
        long least = Long.MAX_VALUE;
        for (int i = 0; i < times.length && !times[i].isEmpty(); i++) {
            least = TIMED.contains(types[i]) ? Math.min(least, Long.parseLong(times[i])) : least;
        }
        Set<String> addresses = new TreeSet<>();
        for (String field : FIELDS.subList(10, 14)) {
            for (String address : row.get(field).split(",")) {
                if (!address.isEmpty()) {
                    addresses.add(NamesOfCapture.canonical(address));
                }
            }
        }
        return Optional.of(place(row) + " " + Integer.decode(row.get("dns.id")) + " "
                + (row.get("dns.flags.response").matches("1|True") ? "response " + row.get("dns.flags.rcode") : "query")
                + " " + question.toLowerCase(Locale.ROOT) + " " + row.get("dns.qry.type") + " " + addresses + " "
                + (addresses.isEmpty() ? 0 : least));
    }

    private static Optional<String> serverName(Map<String, String> row) {
        String name = row.get("tls.handshake.extensions_server_name");
        return name.isEmpty() ? Optional.empty() : Optional.of(place(row) + " " + name.toLowerCase(Locale.ROOT));
    }

    private static String place(Map<String, String> row) {
        return row.get("tcp.srcport").isEmpty() ? row.get("frame.number") : "tcp";
    }

    private static List<Map<String, String>> tshark(Path file) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                TSHARK.toString(),
                "-n",
                "-r",
                file.toString(),
                "-Y",
                "(dns && (udp.port == 53 || tcp.port == 53) && !icmp && !icmpv6) || tls.handshake.extensions_server_name",
                "-T",
                "fields",
                "-E",
                "separator=/t",
                "-E",
                "occurrence=a",
                "-E",
                "aggregator=,",
                "-d",
                "udp.port==8472,vxlan"));
        FIELDS.forEach(field -> command.addAll(List.of("-e", field)));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        List<Map<String, String>> rows;
        try (Stream<String> lines = process.inputReader().lines()) {
            rows = lines.map(TsharkNamesTest::row).toList();
        }
        process.waitFor();
        return rows;
    }

    private static Map<String, String> row(String line) {
        String[] columns = line.split("\t", -1);
        Map<String, String> row = new TreeMap<>();
        for (int i = 0; i < FIELDS.size(); i++) {
            row.put(FIELDS.get(i), columns[i]);
        }
        return row;
    }
}
