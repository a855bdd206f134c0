package io.policap.capture.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.policap.infer.inventory.Identity;
import io.policap.infer.inventory.Inventory;
import io.policap.infer.inventory.InventoryBuilder;
import io.policap.infer.inventory.PodRecord;
import io.policap.infer.issue.IssueCode;
import io.policap.infer.issue.Issues;
import io.policap.infer.net.Ip;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The recorded shop, where addresses are reused within minutes; needs the system property policap.shared. */
@Tag("shared")
class ShopInventoryTest {
    private static final List<String> ALL = List.of("cluster.json", "workloads.json", "pods-watch.jsonl");

    private Path shop = Path.of("");

    @BeforeEach
    void findTheRecording() {
        String shared = System.getProperty("policap.shared", "");
        assumeTrue(!shared.isEmpty(), "policap.shared is not set");
        shop = Path.of(shared, "recordings", "shop");
    }

    private Inventory read(List<String> files) throws IOException {
        InventoryBuilder builder = new InventoryBuilder();
        Issues issues = new Issues();
        InventoryReader reader = new InventoryReader(builder, issues);
        for (String file : files) {
            try (InputStream in = Files.newInputStream(shop.resolve(file))) {
                reader.read(file, in);
            }
        }
        assertThat(issues.list()).isEmpty();
        assertThat(reader.stats().skipped()).isEmpty();
        return builder.build();
    }

    private static String podAt(Inventory inventory, String address, String time) {
        Identity identity = inventory.resolve(Ip.parse(address), Instant.parse(time));
        return identity instanceof Identity.Pod
                ? ((Identity.Pod) identity).pod().key().name()
                : identity.getClass().getSimpleName();
    }

    @Test
    void aReusedAddressBelongsToTheJobAndThenToTheCart() throws IOException {
        Inventory inventory = read(ALL);

        assertThat(podAt(inventory, "10.244.0.24", "2026-11-23T11:59:14.9Z"))
                .isEqualTo("nightly-report-29923919-gr7c6");
        assertThat(podAt(inventory, "10.244.0.24", "2026-11-23T11:59:23Z")).isEqualTo("cart-cmlhxk68mv-86cbp");
        assertThat(podAt(inventory, "fd00:10:244::18", "2026-11-23T11:59:07Z"))
                .isEqualTo("nightly-report-29923919-gr7c6");
        assertThat(podAt(inventory, "10.244.0.24", "2026-11-23T11:59:20Z")).isEqualTo("Unknown");
        assertThat(podAt(inventory, "10.244.1.25", "2026-11-23T11:59:30Z")).isEqualTo("db-backup-29923919-txfnd");
        assertThat(podAt(read(List.of("cluster.json")), "10.244.1.25", "2026-11-23T11:59:30Z"))
                .as("gone before the snapshot, but inside its node's range")
                .isEqualTo("Unknown");
    }

    @Test
    void everyAddressOfEveryFlowBelongsToThePodThatTheFlowNames() throws IOException {
        Inventory inventory = read(ALL);
        Map<String, String> wrong = new TreeMap<>();
        int ends = 0;
        for (Map<String, Object> line : flows()) {
            Map<String, Object> flow = child(line, "flow");
            Instant time = Instant.parse(String.valueOf(flow.get("time")));
            for (String end : List.of("source", "destination")) {
                Object name = child(flow, end).get("pod_name");
                Object address = child(flow, "IP").get(end);
                if (name != null && address != null) {
                    ends++;
                    String found = podAt(inventory, String.valueOf(address), time.toString());
                    if (!found.equals(name)) {
                        wrong.put(address + " " + name, time + " " + found);
                    }
                }
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(ends).isGreaterThan(10_000);
    }

    @Test
    void everyAddressInTheFlowsIsAttributed() throws IOException {
        Inventory inventory = read(ALL);
        TreeSet<String> unknown = new TreeSet<>();
        TreeSet<Ip> external = new TreeSet<>();
        for (Map<String, Object> line : flows()) {
            Map<String, Object> flow = child(line, "flow");
            for (String end : List.of("source", "destination")) {
                Object address = child(flow, "IP").get(end);
                if (address != null) {
                    Ip ip = Ip.parse(String.valueOf(address));
                    Identity identity = inventory.resolve(ip, Instant.parse(String.valueOf(flow.get("time"))));
                    if (identity instanceof Identity.Unknown) {
                        unknown.add(flow.get("time") + " " + ip);
                    } else if (identity instanceof Identity.External) {
                        external.add(ip);
                    }
                }
            }
        }
        assertThat(unknown).isEmpty();
        assertThat(external)
                .noneMatch(ip ->
                        ip.toString().startsWith("10.244.") || ip.toString().startsWith("fd00:10:244:"))
                .hasSizeLessThan(40);
    }

    @Test
    void theTruthsWorkloadsOwnTheirPods() throws IOException {
        Inventory inventory = read(ALL);
        byte[] truth = Files.readAllBytes(shop.resolve("truth.json"));
        Map<String, PodRecord> byName = new TreeMap<>();
        inventory.pods().forEach(pod -> byName.put(pod.key().toString(), pod));
        int checked = 0;
        for (Object edge : list(parse(truth, truth.length), "edges")) {
            for (String end : List.of("from", "to")) {
                Map<String, Object> side = child(cast(edge), end);
                if ("workload".equals(side.get("kind"))) {
                    for (Object pod : list(side, "pods")) {
                        PodRecord record = byName.get(side.get("namespace") + "/" + pod);
                        assertThat(record).as("%s", pod).isNotNull();
                        assertThat(record.workload().kind() + "/"
                                        + record.workload().name())
                                .isEqualTo(side.get("workload"));
                        checked++;
                    }
                }
            }
        }
        assertThat(checked).isGreaterThan(100);
    }

    @Test
    void theSameIsFoundWithoutTheOwnersObjects() throws IOException {
        List<String> all = describeWorkloads(read(ALL));

        assertThat(describeWorkloads(read(List.of("pods-watch.jsonl", "cluster.json"))))
                .isEqualTo(all);
    }

    private static List<String> describeWorkloads(Inventory inventory) {
        return inventory.pods().stream()
                .map(pod -> pod.key() + " " + pod.workload() + " " + pod.lifetime())
                .toList();
    }

    @Test
    void theOrderOfFilesAndOfObjectsDoesNotMatter() throws IOException {
        String expected = InventoryText.describe(read(ALL));
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 4; round++) {
            List<String> files = new ArrayList<>(ALL);
            Collections.shuffle(files, random);
            assertThat(InventoryText.describe(read(files)))
                    .as("seed %d, %s", seed, files)
                    .isEqualTo(expected);
        }
        List<String> objects = new ArrayList<>();
        for (String file : ALL) {
            new JsonFrames(Files.newInputStream(shop.resolve(file)), collecting(objects)).read();
        }
        for (int round = 0; round < 4; round++) {
            Collections.shuffle(objects, random);
            InventoryText text = InventoryText.of(String.join("\n", objects));
            assertThat(InventoryText.describe(text.inventory()))
                    .as("seed %d", seed)
                    .isEqualTo(expected);
        }
    }

    private static FrameSink collecting(List<String> objects) {
        return new FrameSink() {
            @Override
            public void object(long line, byte[] bytes, int length, byte[] list) {
                // On one line: where objects follow each other, indentation tells where they begin.
                objects.add(new String(bytes, 0, length, StandardCharsets.UTF_8).replace("\n", " "));
            }

            @Override
            public void problem(IssueCode code, long line, String message) {
                throw new AssertionError(message);
            }
        };
    }

    @Test
    void everythingElseOfTheShopIsKnown() throws IOException {
        Inventory inventory = read(ALL);

        assertThat(inventory.pods()).hasSize(42);
        assertThat(inventory.namespaces()).hasSize(10);
        assertThat(inventory.services()).hasSize(28);
        assertThat(inventory.node("kind-control-plane").orElseThrow().controlPlane())
                .isTrue();
        assertThat(inventory.node("kind-worker").orElseThrow().controlPlane()).isFalse();
        assertThat(inventory.apiServerAddresses()).containsExactly(Ip.parse("172.18.0.11"));
        assertThat(inventory.dnsPods()).hasSize(2);
        assertThat(inventory.dnsAddresses()).contains(Ip.parse("10.96.0.10"));
        assertThat(podAt(inventory, "10.244.0.0", "2026-11-23T11:59:30Z")).isEqualTo("Node");
        assertThat(podAt(inventory, "10.244.1.1", "2026-11-23T11:59:30Z")).isEqualTo("Node");
        assertThat(podAt(inventory, "10.96.0.10", "2026-11-23T11:59:30Z")).isEqualTo("Service");
        assertThat(podAt(inventory, "192.0.2.77", "2026-11-23T11:59:30Z")).isEqualTo("External");
        for (String file : ALL) {
            byte[] bytes = Files.readAllBytes(shop.resolve(file));
            assertThat(InventoryContent.looksLikeKubernetes(bytes, Math.min(bytes.length, 4096)))
                    .isTrue();
        }
        byte[] truth = Files.readAllBytes(shop.resolve("truth.json"));
        assertThat(InventoryContent.looksLikeKubernetes(truth, truth.length)).isFalse();
    }

    private List<Map<String, Object>> flows() throws IOException {
        List<Map<String, Object>> flows = new ArrayList<>();
        try (InputStream in = new GZIPInputStream(Files.newInputStream(shop.resolve("hubble.jsonl.gz")))) {
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
                byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
                assertThat(InventoryContent.looksLikeKubernetes(bytes, bytes.length))
                        .isFalse();
                flows.add(parse(bytes, bytes.length));
            }
        }
        return flows;
    }

    private static Map<String, Object> parse(byte[] bytes, int length) throws IOException {
        try {
            return ObjectTree.parse(ObjectTree.JSON, bytes, length);
        } catch (MalformedObject e) {
            throw new IOException(e);
        }
    }

    private static Map<String, Object> child(Map<String, Object> parent, String key) {
        return cast(parent.getOrDefault(key, Map.of()));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> cast(Object value) {
        return (Map<String, Object>) value;
    }

    private static List<?> list(Map<String, Object> parent, String key) {
        return (List<?>) parent.getOrDefault(key, List.of());
    }
}
