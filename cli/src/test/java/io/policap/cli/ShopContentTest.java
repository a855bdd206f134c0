package io.policap.cli;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import io.policap.capture.kubernetes.InventoryReader;
import io.policap.capture.packet.CaptureOptions;
import io.policap.capture.packet.CaptureReader;
import io.policap.capture.packet.CaptureSource;
import io.policap.capture.packet.Captures;
import io.policap.capture.packet.join.LegJoin;
import io.policap.capture.packet.vantage.RecordingNotes;
import io.policap.capture.recording.ContentKind;
import io.policap.capture.recording.Recording;
import io.policap.infer.flow.BlindSpot;
import io.policap.infer.flow.Content;
import io.policap.infer.flow.Flow;
import io.policap.infer.flow.FlowSink;
import io.policap.infer.flow.NameLookup;
import io.policap.infer.flow.PacketConnection;
import io.policap.infer.flow.SkipReason;
import io.policap.infer.flow.Vantage;
import io.policap.infer.inventory.Inventory;
import io.policap.infer.inventory.InventoryBuilder;
import io.policap.infer.issue.Issues;
import io.policap.infer.net.Ip;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Names and requests that all captures of the shop show together. */
class ShopContentTest {
    private static Inventory inventory() throws IOException {
        InventoryBuilder builder = new InventoryBuilder();
        for (String name : List.of("cluster.json", "workloads.json", "pods-watch.jsonl")) {
            try (InputStream in = Files.newInputStream(Shop.file(name))) {
                new InventoryReader(builder, new Issues()).read(name, in);
            }
        }
        return builder.build();
    }

    private static List<Path> captures() throws IOException {
        try (Stream<Path> files = Files.list(Shop.file("pcap"))) {
            return files.sorted().collect(toCollection(ArrayList::new));
        }
    }

    private static Seen seen(List<Path> files, boolean l7, int threads) throws IOException, InterruptedException {
        Seen seen = new Seen();
        Issues issues = new Issues();
        Captures captures = new Captures();
        Inventory inventory = inventory();
        CaptureOptions options = l7 ? CaptureOptions.DEFAULT.withL7() : CaptureOptions.DEFAULT;
        LegJoin join = new LegJoin(captures, () -> inventory, captures::names, seen);
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        for (int i = 0; i < files.size(); i++) {
            Path file = files.get(i);
            int number = i;
            pool.execute(() -> {
                Issues own = new Issues();
                Recording recording = Recording.open(List.of(file.toString()), InputStream.nullInputStream(), own);
                for (List<CaptureSource> set : CaptureSource.sets(recording.files(ContentKind.CAPTURE))) {
                    new CaptureReader(options, join, own).read(set, number).forEach(captures::add);
                }
            });
        }
        pool.shutdown();
        assertThat(pool.awaitTermination(5, TimeUnit.MINUTES)).isTrue();
        captures.describe(inventory, RecordingNotes.none(), seen, issues);
        join.deliver();
        return seen;
    }

    @Test
    void everyExternalNameOfTheTruthIsSeenAtItsAddressFromItsWorkload() throws Exception {
        Seen seen = seen(captures(), false, 1);
        Set<String> named = new TreeSet<>();
        for (PacketConnection connection : seen.connections) {
            if (!connection.content().serverName().isEmpty()) {
                named.add(connection.client() + " " + connection.server() + " "
                        + connection.content().serverName());
            }
        }
        Set<String> outside = new TreeSet<>();
        List<String> missing = new ArrayList<>();
        for (JsonNode edge : Shop.json(Shop.file("truth.json")).get("edges")) {
            if (!edge.path("to").path("kind").asString("").equals("fqdn")) {
                continue;
            }
            String name = edge.path("to").path("fqdn").asString("");
            boolean found = false;
            for (JsonNode server : edge.path("to").path("ips")) {
                for (JsonNode client : edge.path("from").path("ips")) {
                    String told = Ip.parse(client.asString("")) + " " + Ip.parse(server.asString("")) + " " + name;
                    outside.add(told);
                    found |= named.contains(told);
                }
                found |= !isSeenAtItsPod(edge)
                        && named.stream().anyMatch(told -> told.endsWith(" " + server.asString("") + " " + name));
            }
            if (!found) {
                missing.add(edge.path("id").asString("") + " " + name);
            }
        }
        assertThat(missing).isEmpty();
        Set<String> addresses = outside.stream().map(told -> told.split(" ")[1]).collect(toCollection(TreeSet::new));
        assertThat(named.stream().filter(told -> addresses.contains(told.split(" ")[1]) && told.startsWith("10.")))
                .as("no other name at these addresses")
                .isSubsetOf(outside);
    }

    /** Whether one of the captures shows payload of it before the node put its own address in front. */
    private static boolean isSeenAtItsPod(JsonNode edge) {
        return Stream.of("n1-cni0.pcap", "n1-multi.pcapng", "n2-any.pcap.gz", "pod-cart-eth0.pcap")
                .anyMatch(edge.path("visible_in")::has);
    }

    @Test
    void neitherTheOrderOfCapturesNorThreadsMatter() throws Exception {
        List<Path> files = captures();
        Seen expected = seen(files, true, 1);
        assertThat(expected.connections.stream().map(PacketConnection::content).filter(Content::complete))
                .hasSizeGreaterThan(100);
        Random random = new Random(5);
        Collections.shuffle(files, random);
        Seen shuffled = seen(files, true, 2);

        assertThat(shuffled.connections).isEqualTo(expected.connections);
        assertThat(shuffled.lookups).containsExactlyInAnyOrderElementsOf(expected.lookups);
    }

    @Test
    void aCutCopyChangesNothingOfWhatTheWholeCaptureShows() throws Exception {
        List<Path> whole = List.of(Shop.file("pcap/n1-eth0.pcap"));
        Seen alone = seen(whole, true, 1);
        Seen both = seen(List.of(whole.get(0), Shop.file("pcap/n1-any-s96.pcap")), true, 1);

        Set<String> requests = requests(alone);
        assertThat(requests).hasSizeGreaterThan(20);
        assertThat(requests(both)).isEqualTo(requests);
    }

    /** Of connections that were seen whole. */
    private static Set<String> requests(Seen seen) {
        Set<String> requests = new TreeSet<>();
        for (PacketConnection connection : seen.connections) {
            if (connection.content().complete()) {
                connection
                        .content()
                        .requests()
                        .forEach(request -> requests.add(connection.clientPort() + " "
                                + request.http().method() + " " + request.http().path()));
            }
        }
        return requests;
    }

    private static final class Seen implements FlowSink {
        private final List<PacketConnection> connections = new ArrayList<>();
        private final List<NameLookup> lookups = new ArrayList<>();

        @Override
        public void accept(PacketConnection connection) {
            connections.add(connection);
        }

        @Override
        public void accept(NameLookup lookup) {
            lookups.add(lookup);
        }

        @Override
        public void accept(Flow flow) {
            throw new AssertionError(flow);
        }

        @Override
        public void covers(Vantage vantage, Instant from, Instant to) {
            // Of no interest here.
        }

        @Override
        public void skip(SkipReason reason, long weight) {
            // Of no interest here.
        }

        @Override
        public void blindSpot(BlindSpot spot) {
            // Of no interest here.
        }
    }
}
