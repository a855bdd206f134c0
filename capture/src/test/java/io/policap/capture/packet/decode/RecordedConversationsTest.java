package io.policap.capture.packet.decode;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Frames and conversations of captures, counted as tshark once counted them. Nothing runs tshark here;
 * {@link TsharkConversationsTest} does, and renews the record.
 */
class RecordedConversationsTest {
    /** By file, why tshark counts other frames and yet the same conversations. */
    private static final Map<String, String> OTHER_FRAMES = Map.ofEntries(
            entry("basic_test017.pcapng", "tshark counts custom blocks as packets"),
            entry("basic_test018.pcapng", "the same"),
            entry("difficult_test202.pcapng", "the same"),
            entry("hadrielk_pcapng-test-generator_output_le_basic_test017.pcapng", "the same"),
            entry("hadrielk_pcapng-test-generator_output_le_basic_test018.pcapng", "the same"),
            entry("hadrielk_pcapng-test-generator_output_le_difficult_test202.pcapng", "the same"),
            entry("bug-6875-01_fuzz.pcap", "tshark goes on behind a damaged record"),
            entry("OISF_suricata-verify_tests_bug-6875-01_fuzz.pcap", "the same file"),
            entry("pcap_fuzz-2021-10-13.pcap", "version 2.0 has the two lengths in the other order"),
            entry("ntop_nDPI_tests_cfgs_default_pcap_fuzz-2021-10-13.pcap", "the same file"));

    @Tag("shared")
    @ParameterizedTest
    @ValueSource(strings = {"shop/pcap", "pcap-public"})
    void everyCaptureHasTheFramesAndConversationsOfItsRowAndNoRowIsLeft(String directory) throws IOException {
        String shared = System.getProperty("policap.shared");
        assumeTrue(shared != null, "policap.shared is not set");
        SortedMap<String, ConversationCount> ours = counts(Path.of(shared, "recordings", directory));
        SortedMap<String, ConversationCount> recorded = ConversationRecord.of(directory);

        assertThat(ours).isNotEmpty();
        assertThat(differences(ours, recorded)).isEmpty();
    }

    @Test
    void everyCaptureInTheRepositoryHasTheFramesAndConversationsOfItsRow() throws IOException {
        SortedMap<String, ConversationCount> ours = counts(Path.of("..", "fixtures", "shop", "pcap"));
        SortedMap<String, ConversationCount> recorded = ConversationRecord.of("shop/pcap");

        recorded.keySet().retainAll(ours.keySet());
        assertThat(ours).hasSizeGreaterThan(10);
        assertThat(differences(ours, recorded)).isEmpty();
    }

    private static SortedMap<String, ConversationCount> counts(Path directory) throws IOException {
        SortedMap<String, ConversationCount> counts = new TreeMap<>();
        for (Path file : ComparedCaptures.in(directory)) {
            List<CapturedFrame> frames = CaptureFrames.read(file);
            counts.put(
                    file.getFileName().toString(), ConversationCount.of(frames.size(), Conversations.ofTable(frames)));
        }
        return counts;
    }

    private static List<String> differences(
            Map<String, ConversationCount> ours, Map<String, ConversationCount> recorded) {
        Set<String> names = new TreeSet<>(ours.keySet());
        names.addAll(recorded.keySet());
        List<String> differences = new ArrayList<>();
        for (String name : names) {
            ConversationCount count = ours.get(name);
            ConversationCount row = recorded.get(name);
            if (count == null) {
                differences.add(name + ": a row without a capture");
            } else if (row == null) {
                differences.add(name + ": a capture without a row");
            } else if (!count.equals(comparesFrames(name, row) ? row : row.withFrames(count.frames()))) {
                differences.add(name + ": " + count + ", recorded " + row);
            }
        }
        return differences;
    }

    /** Of a link type or version that it does not know tshark reads no frame; we then find no conversation either. */
    private static boolean comparesFrames(String name, ConversationCount row) {
        return row.frames() > 0 && !OTHER_FRAMES.containsKey(name);
    }
}
