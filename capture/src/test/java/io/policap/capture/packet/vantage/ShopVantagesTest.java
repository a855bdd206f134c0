package io.policap.capture.packet.vantage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.policap.capture.kubernetes.InventoryReader;
import io.policap.infer.flow.Vantage;
import io.policap.infer.inventory.Inventory;
import io.policap.infer.inventory.InventoryBuilder;
import io.policap.infer.issue.Issues;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Every capture of the recorded shop, by its content alone; needs the system property policap.shared. */
@Tag("shared")
class ShopVantagesTest {
    @Test
    void everyCaptureClaimsWhatItShows() throws IOException {
        String shared = System.getProperty("policap.shared", "");
        assumeTrue(!shared.isEmpty(), "policap.shared is not set");
        Path shop = Path.of(shared, "recordings", "shop");
        InventoryBuilder builder = new InventoryBuilder();
        for (String name : List.of("cluster.json", "workloads.json", "pods-watch.jsonl")) {
            try (InputStream in = Files.newInputStream(shop.resolve(name))) {
                new InventoryReader(builder, new Issues()).read(name, in);
            }
        }
        Inventory inventory = builder.build();
        Map<String, String> found = new TreeMap<>();
        List<Path> files;
        try (Stream<Path> listed = Files.list(shop.resolve("pcap"))) {
            files = listed.sorted().toList();
        }
        for (Path file : files) {
            HandReader capture = new HandReader(file);
            List<Vantage> vantages = VantageFinder.findAll(capture.facts, capture.interfaces, inventory);
            found.put(
                    file.getFileName().toString(),
                    String.join(
                            ", ", vantages.stream().map(Vantage::text).toList()));
        }
        System.out.println(found.toString().replace(", ", "\n"));
        assertThat(found).isEmpty();
    }
}
