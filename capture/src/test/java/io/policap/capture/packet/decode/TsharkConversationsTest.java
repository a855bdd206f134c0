package io.policap.capture.packet.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The connections that the table makes of a capture are the conversations that tshark sees: both ends' innermost
 * addresses and ports. How often the same ends met, one after the other, is not compared.
 *
 * <p>Their numbers are also recorded, for where tshark is not installed; {@code -Dupdate} renews the record.
 */
@Tag("shared")
class TsharkConversationsTest {
    private static final Path TSHARK = Path.of("/usr/bin/tshark");

    @ParameterizedTest
    @ValueSource(strings = {"shop/pcap", "pcap-public"})
    void theTableHasEveryConversationOfEveryCaptureAndNoOther(String directory) throws Exception {
        String shared = System.getProperty("policap.shared");
        assumeTrue(shared != null, "policap.shared is not set");
        assumeTrue(Files.isExecutable(TSHARK), "tshark is not installed");
        List<String> wrong = new ArrayList<>();
        SortedMap<String, ConversationCount> told = new TreeMap<>();
        long compared = 0;
        for (Path file : ComparedCaptures.in(Path.of(shared, "recordings", directory))) {
            String name = file.getFileName().toString();
            List<CapturedFrame> frames = CaptureFrames.read(file);
            List<TsharkTest.TsharkPacket> packets = TsharkTest.TsharkPacket.read(TSHARK, file);
            Set<String> ours = Conversations.ofTable(frames);
            Set<String> theirs =
                    Conversations.ofTshark(packets.stream().limit(frames.size()).toList());
            told.put(name, ConversationCount.of(packets.size(), theirs));
            compared += theirs.size();
            Set<String> missing = new TreeSet<>(theirs);
            missing.removeAll(ours);
            ours.removeAll(theirs);
            if (!missing.isEmpty() || !ours.isEmpty()) {
                wrong.add(name + ": tshark alone " + missing + ", we alone " + ours);
            }
        }
        System.out.println(directory + ": " + compared + " conversations as tshark has them");
        assertThat(wrong).isEmpty();
        assertThat(compared).isGreaterThan(100);
        if (System.getProperty("update") != null) {
            ConversationRecord.replace(directory, told, version());
        }
        if (ConversationRecord.isBy(version())) {
            assertThat(ConversationRecord.of(directory)).containsExactlyInAnyOrderEntriesOf(told);
        } else {
            System.out.println("the record is of another version of tshark: not compared");
        }
    }

    private static String version() throws IOException {
        Process process = new ProcessBuilder(TSHARK.toString(), "--version")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (var lines = process.inputReader().lines()) {
            return lines.findFirst().orElseThrow().split(" \\(Git")[0];
        }
    }
}
