package io.policap.capture.packet;

import static org.assertj.core.api.Assertions.assertThat;

import io.policap.capture.packet.connection.Leg;
import io.policap.infer.flow.AppProtocol;
import io.policap.infer.flow.HttpRequest;
import io.policap.infer.flow.NameLookup;
import io.policap.infer.net.Ip;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names and requests in the shop's captures, compared with what tshark says of the same packets. */
class TsharkContentTest {
    private static Path capture(String name) {
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            Path candidate = at.resolve("fixtures/shop/pcap").resolve(name);
            if (Files.isRegularFile(candidate)) {
                return candidate;
            }
        }
        throw new IllegalStateException("no fixtures/shop/pcap/" + name + " in or above the working directory");
    }

    /** The innermost header's address. */
    private static String ip(String protocols, String v4, String v6) {
        boolean six = protocols.lastIndexOf(":ipv6") > protocols.lastIndexOf(":ip:");
        String[] all = (six ? v6 : v4).split(",");
        return Ip.parse(all[all.length - 1]).toString();
    }

    private static String ends(String[] row) {
        return ip(row[0], row[1], row[2]) + " " + row[3] + " " + ip(row[0], row[4], row[5]) + " " + row[6];
    }

    private static String ends(Leg leg) {
        return leg.client() + " " + leg.clientPort() + " " + leg.server() + " " + leg.serverPort();
    }

    /** Captures in which no packet is cut. */
    private static final Set<String> WHOLE = Set.of("n1-eth0.pcap", "pod-gateway-cut.pcap");

    private static final String[] ENDS = {
        "frame.protocols", "ip.src", "ipv6.src", "tcp.srcport", "ip.dst", "ipv6.dst", "tcp.dstport"
    };

    private static String[] endsAnd(String... more) {
        List<String> all = new ArrayList<>(List.of(ENDS));
        all.addAll(List.of(more));
        return all.toArray(new String[0]);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "n1-eth0.pcap",
                "n1-cni0.pcap",
                "n1-multi.pcapng",
                "n2-any.pcap.gz",
                "n2-eth0-nano.pcap",
                "pod-gateway-cut.pcap"
            })
    void everyServerNameInAHelloIsTheConnections(String name) throws Exception {
        Path file = capture(name);
        Map<String, String> told = new TreeMap<>();
        // Not the hellos behind other bytes, as PostgreSQL has them.
        for (String[] row : Tshark.fields(
                file, "tls.handshake.type==1 && tcp.seq==1", "l", endsAnd("tls.handshake.extensions_server_name"))) {
            if (!row[7].isEmpty()) {
                told.put(ends(row), row[7]);
            }
        }
        Map<String, String> ours = new TreeMap<>();
        for (Leg leg : SeenLegs.of(file, true).legs) {
            if (leg.content().protocol() == AppProtocol.TLS
                    && !leg.content().serverName().isEmpty()) {
                ours.put(ends(leg), leg.content().serverName());
            }
        }
        assertThat(ours).isNotEmpty().containsAllEntriesOf(told);
        if (WHOLE.contains(name)) {
            // Elsewhere tshark does not read hellos that the snap length cut.
            assertThat(ours).isEqualTo(told);
        }

        Map<String, String> withoutL7 = new TreeMap<>();
        for (Leg leg : SeenLegs.of(file, false).legs) {
            assertThat(leg.content().protocol()).isEqualTo(AppProtocol.NOT_SEEN);
            if (ours.containsKey(ends(leg)) && !leg.content().serverName().isEmpty()) {
                withoutL7.put(ends(leg), leg.content().serverName());
            }
        }
        assertThat(withoutL7).isEqualTo(ours);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "n1-eth0.pcap",
                "n1-cni0.pcap",
                "n1-multi.pcapng",
                "n2-any.pcap.gz",
                "pod-cart-eth0.pcap",
                "pod-gateway-cut.pcap"
            })
    void everyAddressThatDnsGaveToAClientIsALookup(String name) throws Exception {
        Path file = capture(name);
        Set<String> asked = new TreeSet<>();
        Set<String> answered = new TreeSet<>();
        for (String[] row : Tshark.fields(
                file,
                "dns && !mdns && !icmp && !icmpv6",
                "a",
                "frame.protocols",
                "ip.src",
                "ipv6.src",
                "ip.dst",
                "ipv6.dst",
                "dns.flags.response",
                "dns.qry.name",
                "dns.qry.type")) {
            boolean response = row[5].equals("1") || row[5].equals("True");
            if (!row[6].isEmpty()) {
                String client = response ? ip(row[0], row[3], row[4]) : ip(row[0], row[1], row[2]);
                asked.add(client + " " + row[6].split(",")[0].toLowerCase(Locale.ROOT));
            }
        }
        for (String[] row : Tshark.fields(
                file,
                "dns.flags.response==1 && !icmp && !icmpv6 && (dns.qry.type==1 || dns.qry.type==28)",
                "a",
                "frame.protocols",
                "ip.dst",
                "ipv6.dst",
                "dns.qry.name",
                "dns.a",
                "dns.aaaa")) {
            for (String list : List.of(row[4], row[5])) {
                for (String address : list.split(",")) {
                    if (!address.isEmpty()) {
                        answered.add(ip(row[0], row[1], row[2]) + " " + row[3].split(",")[0].toLowerCase(Locale.ROOT)
                                + " " + Ip.parse(address));
                    }
                }
            }
        }

        Set<String> ourQuestions = new TreeSet<>();
        Set<String> ourAnswers = new TreeSet<>();
        for (NameLookup lookup : SeenLegs.of(file, false).lookups) {
            ourQuestions.add(lookup.client() + " " + lookup.name());
            lookup.addresses()
                    .forEach(address -> ourAnswers.add(lookup.client() + " " + lookup.name() + " " + address));
        }

        assertThat(ourQuestions).isNotEmpty().containsAll(asked);
        assertThat(ourAnswers).isNotEmpty().containsAll(answered);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "n1-eth0.pcap",
                "n1-cni0.pcap",
                "n1-multi.pcapng",
                "n2-any.pcap.gz",
                "n2-eth0-nano.pcap",
                "pod-cart-eth0.pcap",
                "pod-gateway-cut.pcap"
            })
    void theRequestsOfEachConnectionSeenFromItsBeginAreThose(String name) throws Exception {
        Path file = capture(name);
        Map<String, Set<String>> told = new TreeMap<>();
        for (String[] row : Tshark.fields(
                file, "http.request", "l", endsAnd("http.request.method", "http.host", "http.request.uri"))) {
            String host = row[8].startsWith("[") ? row[8].replaceAll("].*", "]") : row[8].split(":")[0];
            if (host.isEmpty()) {
                // The snap length cut it, and another packet had it whole.
                continue;
            }
            told.computeIfAbsent(ends(row), key -> new TreeSet<>())
                    .add(row[7] + " " + host + " " + row[9].split("\\?")[0]);
        }
        Map<String, Set<String>> ours = new TreeMap<>();
        Set<String> complete = new TreeSet<>();
        Set<String> late = new TreeSet<>();
        for (Leg leg : SeenLegs.of(file, true).legs) {
            if (leg.requestTime() == 0) {
                late.add(ends(leg));
            }
            if (leg.content().complete()) {
                complete.add(ends(leg));
            }
            for (HttpRequest request : leg.content().requests()) {
                ours.computeIfAbsent(ends(leg), key -> new TreeSet<>())
                        .add(request.http().method() + " " + request.http().host() + " "
                                + request.http().path());
            }
        }
        long whole = 0;
        for (Map.Entry<String, Set<String>> each : told.entrySet()) {
            if (complete.contains(each.getKey())) {
                whole++;
                // Of a request whose body was cut, tshark tells the head only where it is put together again.
                assertThat(ours.get(each.getKey())).as(each.getKey()).containsAll(each.getValue());
                if (WHOLE.contains(name)) {
                    assertThat(ours.get(each.getKey())).as(each.getKey()).isEqualTo(each.getValue());
                }
            } else if (WHOLE.contains(name)) {
                assertThat(late).as("open before the capture began").contains(each.getKey());
            }
        }
        assertThat(whole).isPositive();
        if (WHOLE.contains(name)) {
            assertThat(ours.keySet()).isSubsetOf(told.keySet());
        }
    }
}
