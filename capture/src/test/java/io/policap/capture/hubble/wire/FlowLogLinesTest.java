package io.policap.capture.hubble.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.policap.capture.hubble.json.CollectedFlows;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Recorded lines that became protobuf are the same flows, and are written again as they were. */
class FlowLogLinesTest {
    static final Path SHOP = Path.of("..", "fixtures", "shop", "hubble.jsonl.gz");

    @Test
    void everyLineOfTheShopIsTheSameFlow() throws IOException {
        assertSameFlows(lines(SHOP));
    }

    @Test
    void everyLineOfTheShopIsWrittenByteForByte() throws IOException {
        for (String line : lines(SHOP)) {
            // The agent ends a time where its zeros begin; the shop's recorder did not.
            String expected = line.replaceAll("\\.000000000Z\"", "Z\"")
                    .replaceAll("(\\.[0-9]{3})000000Z\"", "$1Z\"")
                    .replaceAll("(\\.[0-9]{6})000Z\"", "$1Z\"");
            assertThat(written(WireEvents.parse(line).toByteArray())).isEqualTo(expected + "\n");
        }
    }

    @Tag("shared")
    @ParameterizedTest
    @ValueSource(
            strings = {
                "recordings/hubble-public/basic-sample-10-flows.json",
                "recordings/hubble-public/basic-sample-330-dns-flows.json",
                "recordings/hubble-public/basic-sample-348-http-flows.json",
                "recordings/hubble-public/basic-sample-400-icmpv4-flows.json",
                "recordings/hubble-public/basic-sample-400-l7-redirected-flows.json",
                "recordings/hubble-public/basic-sample-400-tcp-flows.json",
                "recordings/hubble-public/basic-sample-400-udp-flows.json",
                "recordings/hubble-public/basic-sample-5-dns-flows.json",
                "recordings/hubble-public/basic-sample-5-http-flows.json",
                "recordings/hubble-public/real-lines.jsonl",
                "recordings/hubble-public/star-wars-60.jsonl",
                "facts/example-flows.jsonl",
                "recordings/shop/hubble.jsonl.gz"
            })
    void everyRecordedLineIsTheSameFlow(String file) throws IOException {
        String shared = System.getProperty("policap.shared");
        assumeTrue(shared != null, "policap.shared is not set");
        assertSameFlows(lines(Path.of(shared).resolve(file)));
    }

    private static void assertSameFlows(List<String> lines) throws IOException {
        List<byte[]> messages = new ArrayList<>();
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        HubbleJsonWriter writer = new HubbleJsonWriter();
        for (String line : lines) {
            byte[] message = WireEvents.parse(enveloped(line)).toByteArray();
            messages.add(message);
            assertThat(writer.write(message, 0, message.length, written)).isTrue();
        }
        CollectedFlows read = WireEvents.collect("x", messages);
        assertSame(read, CollectedFlows.of("x", String.join("\n", lines).getBytes(StandardCharsets.UTF_8)));
        assertSame(read, CollectedFlows.of("x", written.toByteArray()));
    }

    private static void assertSame(CollectedFlows read, CollectedFlows expected) {
        assertThat(read.flows).isEqualTo(expected.flows).isNotEmpty();
        assertThat(read.skips).isEqualTo(expected.skips);
        assertThat(read.blindSpots).isEqualTo(expected.blindSpots);
        assertThat(read.issueTexts()).isEqualTo(expected.issueTexts());
    }

    /** The older form of the command line tool has the flow alone. */
    private static String enveloped(String line) {
        boolean bare = !line.contains("\"flow\":") && !line.contains("_events\":") && !line.contains("_status\":");
        return bare ? "{\"flow\":" + line + "}" : line;
    }

    private static String written(byte[] message) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertThat(new HubbleJsonWriter().write(message, 0, message.length, out))
                .isTrue();
        return out.toString(StandardCharsets.UTF_8);
    }

    static List<String> lines(Path file) throws IOException {
        try (InputStream raw = Files.newInputStream(file);
                InputStream in = file.toString().endsWith(".gz") ? new GZIPInputStream(raw) : raw) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank())
                    .toList();
        }
    }
}
