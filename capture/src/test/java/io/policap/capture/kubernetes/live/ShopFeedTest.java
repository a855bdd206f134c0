package io.policap.capture.kubernetes.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.policap.capture.kubernetes.InventoryReader;
import io.policap.capture.kubernetes.InventoryText;
import io.policap.infer.inventory.InventoryBuilder;
import io.policap.infer.issue.Issues;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The recorded shop, served by a cluster. */
class ShopFeedTest {
    private static final Path SHOP = Path.of("..", "fixtures", "shop");
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @TempDir
    Path directory = Path.of("");

    private static String text(String file) throws IOException {
        return Files.readString(SHOP.resolve(file), StandardCharsets.UTF_8);
    }

    private static String fromFiles() throws IOException {
        InventoryBuilder builder = new InventoryBuilder();
        Issues issues = new Issues();
        InventoryReader reader = new InventoryReader(builder, issues);
        for (String file : List.of("cluster.json", "workloads.json", "pods-watch.jsonl")) {
            reader.read(file, new ByteArrayInputStream(text(file).getBytes(StandardCharsets.UTF_8)));
        }
        assertThat(issues.list()).isEmpty();
        return InventoryText.describe(builder.build());
    }

    @Test
    void whatIsServedGivesTheInventoryThatTheFilesGive() throws Exception {
        try (Cluster cluster = new Cluster(directory)) {
            for (String file : List.of("cluster.json", "workloads.json")) {
                for (JsonNode object : JSON.readTree(text(file)).get("items")) {
                    cluster.server.hold(object);
                }
            }
            try (ClusterAccess access = cluster.open();
                    InventoryFeed feed =
                            access.inventory(Cluster.options(10), Cluster.QUICK, InstantSource.fixed(Cluster.NOW))) {
                for (String line : text("pods-watch.jsonl").lines().toList()) {
                    cluster.server.replay(Cluster.PODS, JSON.readTree(line));
                }
                String expected = fromFiles();
                Cluster.await(
                        "the inventory of the files",
                        () -> InventoryText.describe(feed.latest()).equals(expected));
                assertThat(feed.latest().pods()).hasSize(42);
                assertThat(cluster.server.requests("continue=10")).isGreaterThan(3);
            }
        }
    }
}
