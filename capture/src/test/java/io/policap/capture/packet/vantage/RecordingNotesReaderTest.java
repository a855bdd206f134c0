package io.policap.capture.packet.vantage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.policap.capture.kubernetes.InventoryReader;
import io.policap.infer.flow.Vantage;
import io.policap.infer.inventory.Inventory;
import io.policap.infer.inventory.InventoryBuilder;
import io.policap.infer.inventory.PodKey;
import io.policap.infer.issue.Issue;
import io.policap.infer.issue.IssueCode;
import io.policap.infer.issue.Issues;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordingNotesReaderTest {
    private static final String OBJECTS = """
            {"apiVersion": "v1", "kind": "Node", "metadata": {"name": "n1"}}
            {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "cart-1", "namespace": "shop", "uid": "1"},
             "spec": {"nodeName": "n1", "containers": []},
             "status": {"phase": "Running", "podIP": "10.0.0.8", "podIPs": [{"ip": "10.0.0.8"}]}}
            """;
    private static final Inventory INVENTORY = inventory();
    private static final Instant EARLY = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant LATE = Instant.parse("2026-01-02T00:00:00Z");

    private final Issues issues = new Issues();

    @Test
    void everyVantageCanBeNoted() {
        RecordingNotes notes = read("""
                policapRecording: 1
                captures:
                  - {file: any.pcap, vantage: node, node: n1}
                  - {file: eth0.pcap, vantage: uplink, node: n1}
                  - {file: vxlan.pcap, vantage: overlay, node: n1}
                  - {file: cni0.pcap, vantage: bridge, node: n1}
                  - {file: cart.pcap, vantage: pod, pod: shop/cart-1}
                  - {file: odd.pcap, vantage: unknown}
                """);

        assertThat(issues.list()).isEmpty();
        assertThat(notes.vantage("rec/any.pcap", "")).contains(new Vantage.Node("n1"));
        assertThat(notes.vantage("rec/eth0.pcap", "")).contains(new Vantage.Uplink("n1"));
        assertThat(notes.vantage("rec/vxlan.pcap", "")).contains(new Vantage.Overlay("n1"));
        assertThat(notes.vantage("rec/cni0.pcap", "")).contains(new Vantage.Bridge("n1"));
        assertThat(notes.vantage("rec/cart.pcap", ""))
                .contains(new Vantage.Pod(new PodKey("default", "shop", "cart-1")));
        assertThat(notes.vantage("rec/odd.pcap", "")).contains(new Vantage.Unknown());
        assertThat(notes.vantage("rec/other.pcap", "")).isEmpty();
    }

    @Test
    void aNoteForOneInterfaceComesBeforeOneForTheWholeFile() {
        RecordingNotes notes = read("""
                policapRecording: 1
                captures:
                  - {file: multi.pcapng, vantage: unknown}
                  - {file: multi.pcapng, vantage: uplink, node: n1, interface: eth0}
                """);

        assertThat(notes.vantage("rec/multi.pcapng", "eth0")).contains(new Vantage.Uplink("n1"));
        assertThat(notes.vantage("rec/multi.pcapng", "cni0")).contains(new Vantage.Unknown());
    }

    @Test
    void theSpanOfTheNoteReplacesThatOfThePackets() {
        CaptureNote note = read("""
                        policapRecording: 1
                        captures:
                          - file: a.pcap
                            from: 2026-01-01T01:00:00+01:00
                          - file: b.pcap
                            to: 2026-01-02T00:00:00Z
                        """).note("rec/a.pcap", "").orElseThrow();

        assertThat(issues.list()).isEmpty();
        assertThat(note.vantage()).isEmpty();
        assertThat(note.from(LATE)).isEqualTo(EARLY);
        assertThat(note.to(LATE)).isEqualTo(LATE);
    }

    @Test
    void aFilteredCaptureCoversNothing() {
        RecordingNotes notes = read("""
                policapRecording: 1
                captures:
                  - {file: a.pcap, vantage: node, node: n1, filtered: true}
                  - {file: b.pcap, filtered: true}
                  - {file: c.pcap, vantage: node, node: n1, filtered: false}
                """);

        assertThat(issues.list()).isEmpty();
        assertThat(notes.vantage("rec/a.pcap", "")).contains(new Vantage.Unknown());
        assertThat(notes.vantage("rec/b.pcap", "")).contains(new Vantage.Unknown());
        assertThat(notes.vantage("rec/c.pcap", "")).contains(new Vantage.Node("n1"));
    }

    @ParameterizedTest
    @CsvSource({
        "a.pcap, rec/a.pcap, true",
        "a.pcap, rec/sub/a.pcap, false",
        "a.pcap, a.pcap, false",
        "a.pcap, ./rec//a.pcap, true",
        "sub/a.pcap, rec/sub/a.pcap, true",
        "./a.pcap, rec/a.pcap, true",
        "rot.pcap*, rec/rot.pcap, true",
        "rot.pcap*, rec/rot.pcap07, true",
        "*, rec/sub/a.pcap, false",
        "*/*, rec/sub/a.pcap, true",
        "*-any*.pcap, rec/n1-any-any.pcap.pcap, true",
        "*-any*.pcap, rec/n1-any.pcapng, false",
        "**a*, rec/bab, true",
    })
    void namesAreRelativeToTheNotesAndStarsStayWithinOneName(String pattern, String file, boolean matches) {
        assertThat(FileNames.beside("rec/recording.yaml", pattern).matches(file))
                .isEqualTo(matches);
    }

    @Test
    void aNameOfManyStarsTakesNoTimeToSpeakOf() {
        String pattern = "*a".repeat(2_000) + "b";

        assertThat(FileNames.beside("recording.yaml", pattern).matches("a".repeat(10_000)))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "vantage: nodes, node: n1 | vantage 'nodes' is none of",
                "vantage: node | needs a 'node'",
                "vantage: pod | needs a 'pod'",
                "vantage: pod, pod: shop/cart-1, node: n1 | 'node' does not go with",
                "node: n1 | 'node' does not go with",
                "vantage: node, node: n1, interfce: eth0 | the key 'interfce' is not known",
                "vantage: node, node: n1, node: n1 | the key 'node' is there twice",
                "vantage: [node], node: n1 | 'vantage' has no single value",
                "vantage: node, node: n1, filtered: maybe | filtered 'maybe' is neither",
                "vantage: node, node: n1, from: yesterday | 'from' is 'yesterday' and not a time",
                "vantage: node, node: n1, from: 2026-01-02T00:00:00Z, to: 2026-01-01T00:00:00Z | 'to' is before 'from'",
            })
    void whatIsWrongIsToldWithItsLineAndCoversNothing(String fields, String message) {
        RecordingNotes notes = read("policapRecording: 1\ncaptures:\n  - {file: a.pcap, " + fields + "}\n");

        assertThat(issues.list()).anySatisfy(issue -> {
            assertThat(issue.code()).isEqualTo(IssueCode.MALFORMED_NOTES);
            assertThat(issue.place()).isEqualTo("rec/recording.yaml:3");
            assertThat(issue.message()).contains(message);
        });
        assertThat(notes.vantage("rec/a.pcap", "")).contains(new Vantage.Unknown());
    }

    @Test
    void podsAndNodesThatTheInventoryDoesNotKnowAreToldAndCoverNothing() {
        RecordingNotes notes = read("""
                policapRecording: 1
                captures:
                  - file: a.pcap
                    vantage: node
                    node: n9
                  - file: b.pcap
                    vantage: pod
                    pod: shop/cart-2
                """);

        assertThat(issues.list())
                .extracting(Issue::code, Issue::place)
                .containsExactly(
                        tuple(IssueCode.UNMATCHED_NOTES, "rec/recording.yaml:5"),
                        tuple(IssueCode.UNMATCHED_NOTES, "rec/recording.yaml:8"));
        assertThat(notes.vantage("rec/a.pcap", "")).contains(new Vantage.Unknown());
        assertThat(notes.vantage("rec/b.pcap", "")).contains(new Vantage.Unknown());
    }

    @Test
    void aFileThatNoCaptureMatchesIsTold() {
        RecordingNotes notes = read("""
                policapRecording: 1
                captures:
                  - {file: a.pcap, vantage: unknown}
                  - {file: b*.pcap, vantage: unknown}
                """);

        notes.reportUnmatched(List.of("rec/a.pcap", "b1.pcap"), issues);

        assertThat(issues.list()).singleElement().satisfies(issue -> {
            assertThat(issue.place()).isEqualTo("rec/recording.yaml:4");
            assertThat(issue.message()).contains("'b*.pcap'");
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "policapRecording: 2\\ncaptures: [] | 1 | policapRecording is not 1",
                "policapRecording: 1 | 1 | captures is missing",
                "policapRecording: 1\\ncaptures: {} | 2 | captures is missing or not a list",
                "policapRecording: 1\\ncaptures: []\\ncapture: [] | 3 | the key 'capture' is not known",
                "policapRecording: 1\\ncaptures: [{file: ../a.pcap}] | 2 | not a name below",
                "policapRecording: 1\\ncaptures: [{vantage: unknown}] | 2 | has no file",
                "policapRecording: 1\\ncaptures: [a.pcap] | 2 | has no fields",
                "policapRecording: 1\\ncaptures:\\n - {file: a}\\n - {file: a} | 4 | noted before",
                "policapRecording: 1\\n---\\ncaptures: [] | 3 | a second document",
                "- policapRecording: 1 | 1 | does not have fields",
                "policapRecording: 1\\ncaptures: [ | 2 | not well-formed",
            })
    void whatIsNotANotesFileIsTold(String text, int line, String message) {
        read(text.replace("\\n", "\n"));

        assertThat(issues.list()).anySatisfy(issue -> {
            assertThat(issue.place()).isEqualTo("rec/recording.yaml:" + line);
            assertThat(issue.message()).contains(message);
        });
    }

    @Test
    void damagedNotesNeverThrow() {
        String good = """
                policapRecording: 1
                captures:
                  - file: "a.pcap"
                    vantage: pod # its own
                    pod: &p shop/cart-1
                    from: 2026-01-01T00:00:00Z
                """;
        long seed = 7;
        Random random = new Random(seed);
        for (int run = 0; run < 3_000; run++) {
            byte[] bytes = good.getBytes(UTF_8);
            for (int i = 0; i <= random.nextInt(4); i++) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            assertThat(read(bytes)).as("seed %d, run %d", seed, run).isNotNull();
        }
    }

    @Test
    void aFileTooLargeIsLeftOut() {
        read(new byte[RecordingNotesReader.MAX_BYTES + 1]);

        assertThat(issues.list())
                .singleElement()
                .satisfies(issue -> assertThat(issue.message()).contains("larger than"));
    }

    private RecordingNotes read(String text) {
        return read(text.getBytes(UTF_8));
    }

    private RecordingNotes read(byte[] bytes) {
        try {
            return new RecordingNotesReader(INVENTORY, issues)
                    .read("rec/recording.yaml", new ByteArrayInputStream(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Inventory inventory() {
        InventoryBuilder builder = new InventoryBuilder();
        try {
            new InventoryReader(builder, new Issues())
                    .read("objects.json", new ByteArrayInputStream(OBJECTS.getBytes(UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return builder.build();
    }
}
