package io.policap.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.policap.cli.console.ExitCode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same captures give the same bytes, in any order, by any number of threads, in one file or in several. */
class CaptureOrderTest {
    private static Map<String, String> learned(List<Path> captures, String... options) {
        List<String> words = new ArrayList<>();
        captures.forEach(capture -> words.add(capture.toString()));
        List<String> all = new ArrayList<>(List.of(Shop.withInventory(words.toArray(new String[0]))));
        all.addAll(List.of(options));
        Shop.Run run = Shop.learn(all.toArray(new String[0]));
        assertThat(run.status()).as(run.err()).isEqualTo(ExitCode.DONE.code());
        return Shop.texts(run.directory());
    }

    private static List<Path> files(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.sorted().toList();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {3, 44})
    void capturesInAnyOrderGiveTheSameBytesWithOneThreadOrTwo(long seed) throws IOException {
        Map<String, String> sorted = learned(files(Shop.file("pcap")), "--threads", "1");
        List<Path> shuffled = new ArrayList<>(files(Shop.file("pcap")));
        Collections.shuffle(shuffled, new Random(seed));

        for (String threads : List.of("1", "2")) {
            Map<String, String> found = learned(shuffled, "--threads", threads);
            assertThat(found.keySet()).isEqualTo(sorted.keySet());
            sorted.forEach((name, text) -> assertThat(found.get(name))
                    .as("seed " + seed + ", " + threads + " threads: " + name)
                    .isEqualTo(text));
        }
    }

    @Test
    @Tag("shared")
    void aRotatedSetGivesWhatItsFilesInOneGive() throws IOException {
        String shared = System.getProperty("policap.shared");
        assumeTrue(shared != null, "policap.shared is not set");
        Path set = Shop.newDirectory();
        ByteArrayOutputStream one = new ByteArrayOutputStream();
        for (int i = 0; i < 3; i++) {
            byte[] bytes = Files.readAllBytes(Path.of(shared, "recordings", "shop", "pcap", "n2-rot.pcap0" + i));
            Files.write(set.resolve("n2-rot.pcap0" + i), bytes);
            // Without the file header of the later ones, which is the same.
            one.write(bytes, i == 0 ? 0 : 24, bytes.length - (i == 0 ? 0 : 24));
        }
        Path whole = Files.write(Shop.newDirectory().resolve("n2-rot.pcap"), one.toByteArray());

        Map<String, String> rotated = learned(List.of(set));
        Map<String, String> single = learned(List.of(whole));

        assertThat(told(rotated, set)).isEqualTo(told(single, whole));
    }

    /** Without the page, which names the files that were read. */
    private static Map<String, String> told(Map<String, String> files, Path source) {
        Map<String, String> told = new TreeMap<>(files);
        told.remove("report.html");
        told.replaceAll((name, text) ->
                text.replace(source.toString(), "SOURCE").replaceAll("\"capture\" : \".*\"", "\"capture\" : \"\""));
        return told;
    }
}
