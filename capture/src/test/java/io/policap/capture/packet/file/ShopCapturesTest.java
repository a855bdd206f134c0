package io.policap.capture.packet.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The shop's captures that are among the fixtures. */
class ShopCapturesTest {
    @Test
    void everyCaptureHoldsThePacketsThatWereCountedIndependently() throws IOException {
        Map<String, Integer> counts = Captures.counts(Captures.shop().resolve("truth.json"));
        try (Stream<Path> files = Files.list(Captures.shop().resolve("pcap"))) {
            for (Path file : files.sorted().toList()) {
                String name = file.getFileName().toString();
                CollectedPackets read = CollectedPackets.of(file);
                assertThat(read.packets).as(name).hasSize(counts.get(name));
                boolean cut = name.contains("-cut");
                assertThat(read.facts.whole()).as(name).isEqualTo(!cut);
                assertThat(read.issues.list()).as(name).hasSize(cut ? 1 : 0);
            }
        }
    }
}
