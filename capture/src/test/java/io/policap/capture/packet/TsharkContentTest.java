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

    private static String ip(String v4, String v6) {
        return Ip.parse(v4.isEmpty() ? v6 : v4).toString();
    }

    private static String ends(String[] row) {
        return ip(row[0], row[1]) + " " + row[2] + " " + ip(row[3], row[4]) + " " + row[5];
    }

    private static String ends(Leg leg) {
        return leg.client() + " " + leg.clientPort() + " " + leg.server() + " " + leg.serverPort();
    }

    private static final String[] ENDS = {
        "ip.src", "ipv6.src", "tcp.srcport", "ip.dst", "ipv6.dst", "tcp.dstport"
    };

    private static String[] endsAnd(String... more) {
        List<String> all = new ArrayList<>(List.of(ENDS));
        all.addAll(List.of(more));
        return all.toArray(new String[0]);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"n1-eth0.pcap", "n1-cni0.pcap", "n1-multi.pcapng", "n2-any.pcap.gz", "n2-eth0-nano.pcap", "pod-gateway-cut.pcap"
            })
    void everyServerNameInAHelloIsTheConnections(String name) throws Exception {
        Path file = capture(name);
        Map<String, String> told = new TreeMap<>();
        for (String[] row : Tshark.fields(
                file, "tls.handshake.type==1", "l", endsAnd("tls.handshake.extensions_server_name"))) {
            if (!row[6].isEmpty()) {
                told.put(ends(row), row[6]);
            }
        }
        for (boolean l7 : List.of(false, true)) {
            Map<String, String> ours = new TreeMap<>();
            for (Leg leg : SeenLegs.of(file, l7).legs) {
                boolean http = leg.content().protocol() == AppProtocol.HTTP || leg.serverPort() != 443 && leg.serverPort() != 30443 && leg.serverPort() != 6443;
                if (!leg.content().serverName().isEmpty() && (!http || told.containsKey(ends(leg)))) {
                    ours.put(ends(leg), leg.content().serverName());
                }
            }
            assertThat(ours).as("l7 " + l7).isNotEmpty().containsAllEntriesOf(told);
            if (name.equals("n1-eth0.pcap")) {
                // Elsewhere tshark does not read hellos that the snap length cut.
                assertThat(ours).isEqualTo(told);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "n1-eth0.pcap",
                "n1-cni0.pcap",
                "n1-multi.pcapng",
                "n1-nflog.pcap",
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
                "l",
                "ip.src",
                "ipv6.src",
                "ip.dst",
                "ipv6.dst",
                "dns.flags.response",
                "dns.qry.name",
                "dns.qry.type")) {
            boolean response = row[4].equals("1") || row[4].equals("True");
            if (!row[5].isEmpty()) {
                asked.add((response ? ip(row[2], row[3]) : ip(row[0], row[1])) + " " + row[5].toLowerCase(java.util.Locale.ROOT));
            }
        }
        for (String[] row : Tshark.fields(
                file,
                "dns.flags.response==1 && !icmp && !icmpv6 && (dns.qry.type==1 || dns.qry.type==28)",
                "a",
                "ip.dst",
                "ipv6.dst",
                "dns.qry.name",
                "dns.a",
                "dns.aaaa")) {
            String[] v4 = row[0].split(",");
            String[] v6 = row[1].split(",");
            String client = ip(v4[v4.length - 1], v6[v6.length - 1]);
            for (String list : List.of(row[3], row[4])) {
                for (String address : list.split(",")) {
                    if (!address.isEmpty()) {
                        answered.add(client + " " + row[2].split(",")[0] + " " + Ip.parse(address));
                    }
                }
            }
        }

        Set<String> ourQuestions = new TreeSet<>();
        Set<String> ourAnswers = new TreeSet<>();
        for (NameLookup lookup : SeenLegs.of(file, false).lookups) {
            ourQuestions.add(lookup.client() + " " + lookup.name());
            lookup.addresses().forEach(address -> ourAnswers.add(lookup.client() + " " + lookup.name() + " " + address));
        }

        assertThat(ourQuestions).isNotEmpty().containsAll(asked);
        assertThat(ourAnswers).isNotEmpty().containsAll(answered);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"n1-eth0.pcap", "n1-cni0.pcap", "n1-multi.pcapng", "n2-any.pcap.gz", "n2-eth0-nano.pcap", "pod-cart-eth0.pcap", "pod-gateway-cut.pcap"})
    void theRequestsOfEachConnectionSeenFromItsBeginAreThose(String name) throws Exception {
        Path file = capture(name);
        Map<String, Set<String>> told = new TreeMap<>();
        for (String[] row : Tshark.fields(
                file, "http.request", "l", endsAnd("http.request.method", "http.host", "http.request.uri"))) {
            String host = row[7].startsWith("[") ? row[7] : row[7].split(":")[0];
            told.computeIfAbsent(ends(row), key -> new TreeSet<>())
                    .add(row[6] + " " + host + " " + row[8].split("\\?")[0]);
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
                assertThat(ours.get(each.getKey())).as(each.getKey()).isEqualTo(each.getValue());
            } else {
                System.out.println(name + " not complete: " + each + " ours " + ours.get(each.getKey()) + " late "
                        + late.contains(each.getKey()));
            }
        }
        System.out.println(name + ": " + whole + " of " + told.size() + " connections complete");
        assertThat(whole).isPositive();
        assertThat(told.keySet()).containsAll(ours.keySet());
    }
}
