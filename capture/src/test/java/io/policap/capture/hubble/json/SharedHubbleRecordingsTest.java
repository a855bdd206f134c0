package io.policap.capture.hubble.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.policap.infer.flow.SkipReason;
import io.policap.infer.issue.Issues;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every line that real clusters printed is a flow, or is named here as what it is instead. */
@Tag("shared")
class SharedHubbleRecordingsTest {
    @ParameterizedTest
    @CsvSource({
        "recordings/hubble-public/basic-sample-10-flows.json, 10",
        "recordings/hubble-public/basic-sample-330-dns-flows.json, 330",
        "recordings/hubble-public/basic-sample-348-http-flows.json, 348",
        "recordings/hubble-public/basic-sample-400-icmpv4-flows.json, 18",
        "recordings/hubble-public/basic-sample-400-l7-redirected-flows.json, 400",
        "recordings/hubble-public/basic-sample-400-tcp-flows.json, 400",
        "recordings/hubble-public/basic-sample-400-udp-flows.json, 400",
        "recordings/hubble-public/basic-sample-5-dns-flows.json, 5",
        "recordings/hubble-public/basic-sample-5-http-flows.json, 5",
        "recordings/hubble-public/star-wars-60.jsonl, 60",
        "facts/example-flows.jsonl, 3",
        "recordings/shop/hubble.jsonl.gz, 9608"
    })
    void everyLineIsAFlow(String file, long flows) throws IOException {
        CollectedFlows read = read(file);
        assertThat(read.issueTexts()).isEmpty();
        assertThat(read.skips).isEmpty();
        assertThat(read.counts).isEqualTo(new HubbleJsonReader.Counts(flows, flows, 0));
        assertThat(read.flows).hasSize((int) flows);
    }

    @Test
    void ofTheSingleLinesThreeAreNoFlows() throws IOException {
        CollectedFlows read = read("recordings/hubble-public/real-lines.jsonl");
        assertThat(read.issueTexts()).isEmpty();
        assertThat(read.counts).isEqualTo(new HubbleJsonReader.Counts(13, 10, 3));
        // Lines 10 and 11 are lost_events, line 12 is a system_status.
        assertThat(read.skips).isEqualTo(Map.of(SkipReason.NOT_A_FLOW, 3L));
        assertThat(read.flows)
                .extracting(flow -> flow.place().line())
                .containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 13L);
        assertThat(read.blindSpots).extracting(spot -> spot.node()).containsExactly("worker1", "");
        assertThat(read.flows.get(3).node()).isEqualTo("aks-nodepool1-27013129-vmss000000");
    }

    @Test
    void noFileOfThePublicLinesIsLeftOut() throws IOException {
        Map<String, Long> events = new TreeMap<>();
        try (Stream<Path> files = Files.list(shared().resolve("recordings/hubble-public"))) {
            for (Path file : files.filter(f -> f.toString().contains(".json")).toList()) {
                try (InputStream in = Files.newInputStream(file)) {
                    CollectedFlows sink = new CollectedFlows();
                    String name = String.valueOf(file.getFileName());
                    events.put(
                            name,
                            new HubbleJsonReader(name, sink, new Issues())
                                    .read(in)
                                    .events());
                }
            }
        }
        assertThat(events).hasSize(11);
        assertThat(events.values().stream().mapToLong(Long::longValue).sum()).isEqualTo(1_989);
    }

    private static CollectedFlows read(String file) throws IOException {
        Path path = shared().resolve(file);
        try (InputStream raw = Files.newInputStream(path);
                InputStream in = file.endsWith(".gz") ? new GZIPInputStream(raw) : raw) {
            return CollectedFlows.of(file, in, HubbleJsonReader.DEFAULT_MAX_EVENT_BYTES);
        }
    }

    private static Path shared() {
        String shared = System.getProperty("policap.shared");
        assumeTrue(shared != null, "policap.shared is not set");
        return Path.of(shared);
    }
}
