package io.policap.capture.hubble.skim;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.policap.capture.hubble.event.HubbleRecord;
import io.policap.capture.hubble.json.HubbleJsonReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The fast reader reads what the strict one reads: flows, skips, blind spots and issues. */
class HubbleLogReaderTest {
    @TempDir
    Path directory;

    static Stream<Path> fixtures() {
        return Stream.concat(
                HubbleLines.files(Path.of("../fixtures")).stream(),
                HubbleLines.files(Path.of("src/test/resources/hubble")).stream());
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    void aFixtureIsReadAlike(Path file) throws IOException {
        byte[] content = HubbleLines.content(file);
        BothReaders.assertSame(content);
        BothReaders.assertSameAhead(content, 100_000);
        try (BothReaders.ChunkedReading chunked = new BothReaders.ChunkedReading(directory)) {
            chunked.assertSame(content, Math.max(1, content.length / 7), 3);
        }
    }

    @Test
    @Tag("shared")
    void sharedRecordingsAreReadAlike() throws IOException {
        String shared = System.getProperty("policap.shared");
        assumeTrue(shared != null, "policap.shared is not set");
        List<Path> files = HubbleLines.files(Path.of(shared));
        assertThat(files).hasSizeGreaterThan(10);
        for (Path file : files) {
            aFixtureIsReadAlike(file);
        }
    }

    @Test
    void linesAsHubbleWritesThemAreNotLeftToTheStrictReader() {
        HubbleRecord record = new HubbleRecord();
        LineSkimmer skimmer = new LineSkimmer(record);
        List<String> refused = new ArrayList<>();
        for (int round = 0; round < 3; round++) {
            for (String text : HubbleLines.USUAL) {
                byte[] line = Arrays.copyOf((text + "\n").getBytes(UTF_8), text.length() + 1 + Words.PADDING);
                int next = skimmer.read(line, 0, text.length() + 1);
                if (next != text.length() + 1) {
                    refused.add(text.substring(0, 15));
                }
            }
        }
        assertThat(refused).hasSize(9).allMatch(start -> !start.startsWith("{\"flow\""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\r",
                " ",
                "{}",
                "{\"flow\":{}}",
                "{\"flow\":{},}",
                "{\"flow\":{}} ",
                "{\"flow\":{}}\r",
                "{\"flow\":{}}\r\r",
                "{\"flow\":{}}{\"flow\":{}}",
                "{\"flow\":{}},",
                "{\"flow\":{}}\u001e",
                "\u001e{\"flow\":{}}",
                "\ufeff{\"flow\":{}}",
                "{\"flow\":{}}}",
                "{\"flow\":{\"time\":\"2025-10-09T08:53:20Z\",\"uuid\":\"a\",}}",
                "{\"flow\":{\"time\":\"2025-10-09T08:53:20Z\",\"uuid\":\"a\"}}",
                "{\"flow\":{\"time\":\"2025-10-09T08:53:60Z\",\"uuid\":\"a\"}}",
                "{\"flow\":{\"time\":\"2025-10-09T24:53:20Z\",\"uuid\":\"a\"}}",
                "{\"flow\":{\"time\":\"2025-02-30T08:53:20Z\",\"uuid\":\"a\"}}",
                "{\"flow\":{\"time\":\"2025-10-09T08:53:20.1234567891Z\"}}",
                "{\"flow\":{\"time\":\"2025-10-09T08:53:20+02:00\"}}",
                "{\"flow\":{\"time\":\"\"}}",
                "{\"flow\":{\"verdict\":\"FORWARDED\",}}",
                "{\"flow\":{\"verdict\":\"FORWARDED\",\"verdict\":\"DROPPED\"}}",
                "{\"flow\":{\"verdict\":\"FORWARDED\",\"IP\":{\"source\":\"10.0.0.1\",\"destination\":\"10.0.0.2\"}},}",
                "{\"flow\":{\"verdict\":\"FORW\\u0041RDED\"}}",
                "{\"flow\":{\"v\\u0065rdict\":\"DROPPED\"}}",
                "{\"flow\":{\"verdict\":4}}",
                "{\"flow\":{\"drop_reason\":007}}",
                "{\"flow\":{\"drop_reason\":1e2}}",
                "{\"flow\":{\"drop_reason\":-1}}",
                "{\"flow\":{\"drop_reason\":99999999999999999999}}",
                "{\"flow\":{\"ip\":{\"source\":\"10.0.0.1\"}}}",
                "{\"flow\":{\"type\":\"SOCK\"}}",
                "{\"flow\":{\"isReply\":true}}",
                "{\"flow\":{\"is_reply\":{\"value\":true}}}",
                "{\"flow\":{\"is_reply\":null}}",
                "{\"flow\":{\"Summary\":\"\\ud800 \\q\"}}",
                "{\"flow\":{\"Summary\":\"\\ud800\"}}",
                "{\"flow\":{\"Summary\":\"\\uD80G\"}}",
                "{\"flow\":{\"Summary\":\"\t\"}}",
                "{\"flow\":{\"Summary\":\"caf\u00e9\"}}",
                "{\"flow\":{\"other\":[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]}}",
                "{\"flow\":{\"other\":nul}}",
                "{\"flow\":{\"other\":truefalse}}",
                "{\"flow\":{\"other\":[1,]}}",
                "{\"flow\":{\"other\":{\"a\":1,}}}",
                "{\"flow\":{\"other\":1.5}}",
                "{\"flow\":{\"destination_service\":{\"name\":\"web\",\"namespace\":\"web\"}}}",
                "{\"flow\":{\"Type\":\"SOCK\",\"sock_xlate_point\":\"SOCK_XLATE_POINT_POST_DIRECTION_FWD\",\"socket_cookie\":\"1\"}}",
                "{\"flow\":null}",
                "{\"flow\":{}}\n  ,{\"flow\":{}}",
                "[{\"flow\":{}},\n{\"flow\":{}}]",
                "[{\"flow\":{}},\n{\"flow\":{}}",
                "{\"flow\":{\"verdict\":",
                "{\"flow\":{\"verdict\":\n  \"DROPPED\"}}",
                "{\"flow\":\n{}}",
                "{\"flow\":{\"node_name\":\"a",
                "{\"time\":\"2025-10-09T08:53:20Z\",\"verdict\":\"FORWARDED\"}",
                "}",
                "]",
                "[",
                "text",
                "\u0000"
            })
    void anUnusualLineIsReadAlikeWhereverItStands(String line) throws IOException {
        List<String> usual = HubbleLines.USUAL;
        String first = usual.get(0);
        try (BothReaders.ChunkedReading chunked = new BothReaders.ChunkedReading(directory)) {
            for (String text : List.of(
                    line,
                    line + "\n",
                    line + "\n" + first + "\n",
                    first + "\n" + line,
                    first + "\n" + line + "\n" + usual.get(1) + "\n" + first + "\n",
                    first + "\n" + line + "\n" + line + "\n" + usual.get(2) + "\n")) {
                byte[] content = text.getBytes(UTF_8);
                BothReaders.assertSame(content);
                BothReaders.assertSame(content, first.length(), 11);
                chunked.assertSame(content, 600, 2);
            }
        }
    }

    /** Every member of a line changed to something else, at every position of its first and second reading. */
    @Test
    void everyCutOfALineIsReadAlike() {
        for (String line : HubbleLines.USUAL) {
            StringBuilder all = new StringBuilder(line).append('\n');
            for (int cut = 0; cut < line.length(); cut += 3) {
                all.append(line, 0, cut).append('\n').append(line, 0, cut).append(line, cut + 1, line.length());
                all.append('\n').append(line).append('\n');
            }
            BothReaders.assertSame(all.toString().getBytes(UTF_8));
        }
    }

    @Test
    void aCutLineAsLongAsTheBoundIsReadAlike() {
        String usual = HubbleLines.USUAL.get(0);
        String cut = usual.replace("}}", "}");
        for (int bound = cut.length() - 2; bound < cut.length() + 3; bound++) {
            byte[] content = (cut + "\n" + usual + "\n" + cut + "\n").getBytes(UTF_8);
            BothReaders.assertSame(content, bound, 5);
            BothReaders.assertSame(content, bound, Integer.MAX_VALUE);
        }
    }

    @Test
    void linesAboveTheWindowAreReadAlike() {
        String usual = HubbleLines.USUAL.get(0);
        String wide = usual.replace("TCP Flags", "x".repeat(700_000));
        String tooWide = usual.replace("TCP Flags", "x".repeat(HubbleJsonReader.DEFAULT_MAX_EVENT_BYTES));
        byte[] content = (usual + "\n" + wide + "\n" + usual + "\n" + tooWide + "\n" + usual).getBytes(UTF_8);
        BothReaders.assertSame(content);
        BothReaders.assertSameAhead(content, 1_000_000);
    }

    @Test
    void aFileMayBeCutIntoChunksAnywhere() throws IOException {
        List<String> lines = new ArrayList<>(HubbleLines.USUAL);
        lines.add(3, "cut{");
        lines.add(5, "{\"flow\":\n   {}\n}");
        lines.add(6, "");
        lines.add(HubbleLines.USUAL.get(1).replace("web", "w\u00e9b"));
        byte[] content = HubbleLines.bytes(lines);
        try (BothReaders.ChunkedReading chunked = new BothReaders.ChunkedReading(directory)) {
            for (long chunk = 1; chunk < 120; chunk += 17) {
                chunked.assertSame(content, chunk, 2);
            }
            for (long chunk = 120; chunk < content.length; chunk += 1 + content.length / 400) {
                chunked.assertSame(content, chunk, chunk % 2 == 0 ? 1 : 3);
            }
        }
    }

    @Test
    void filesThatAreNotOfLinesAreReadAlike() throws IOException {
        String array = "[\n" + String.join(",\n", HubbleLines.USUAL) + "\n]\n";
        String indented = String.join("\n", HubbleLines.USUAL).replace("{\"flow\":{", "{\n  \"flow\": {\n    ");
        try (BothReaders.ChunkedReading chunked = new BothReaders.ChunkedReading(directory)) {
            for (String text : List.of(array, "\n" + array, indented, array.substring(0, array.length() - 3))) {
                for (long chunk : List.of(300L, 1_000L, 100_000L)) {
                    chunked.assertSame(text.getBytes(UTF_8), chunk, 3);
                }
                BothReaders.assertSame(text.getBytes(UTF_8));
            }
        }
    }

    @Test
    void manyNodeReportsInOneFileAreReadAlike() throws IOException {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 3_000; i++) {
            String state = i % 3 == 0 ? "NODE_UNAVAILABLE" : "NODE_CONNECTED";
            lines.add(
                    "{\"node_status\":{\"state_change\":\"%s\",\"node_names\":[\"n%d\"]},\"time\":\"2025-10-09T08:%02d:%02dZ\"}"
                            .formatted(state, i % 7, i / 60 % 60, i % 60));
        }
        try (BothReaders.ChunkedReading chunked = new BothReaders.ChunkedReading(directory)) {
            chunked.assertSame(HubbleLines.bytes(lines), 10_000, 4);
        }
    }
}
