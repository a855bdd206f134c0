package io.policap.capture.packet;

import static org.assertj.core.api.Assertions.assertThat;

import io.policap.capture.packet.file.ByteWindow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Packets of which most are read from words to words, and the same packets where all are decoded. */
class PlainLaneTest {
    static Path capture(String name) {
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            Path candidate = at.resolve("fixtures/shop/pcap").resolve(name);
            if (Files.isRegularFile(candidate)) {
                return candidate;
            }
        }
        throw new IllegalStateException("no fixtures/shop/pcap/" + name + " in or above the working directory");
    }

    @ParameterizedTest
    @ValueSource(strings = {"n1-eth0.pcap", "n1-cni0.pcap", "n1-multi.pcapng", "pod-cart-eth0.pcap", "n1-any-s96.pcap"})
    void comeToTheSameConnectionsAndFacts(String name) throws IOException {
        for (boolean l7 : List.of(false, true)) {
            comeToTheSame(name, l7);
        }
    }

    private static void comeToTheSame(String name, boolean l7) throws IOException {
        TakenPackets words = new TakenPackets(l7, false, true);
        TakenPackets alone = new TakenPackets(l7, false, false);
        TakenPackets headers = new TakenPackets(l7, true, true);
        for (TakenPackets taken : List.of(words, alone, headers)) {
            try (ByteWindow window = ByteWindow.of(capture(name))) {
                taken.read(window);
            }
        }
        assertThat(words.lookups).isEqualTo(headers.lookups).isEqualTo(alone.lookups);
        assertThat(words.legs).hasSizeGreaterThan(10).isEqualTo(headers.legs);
        assertThat(alone.legs).isEqualTo(headers.legs);
        assertThat(words.skips).isEqualTo(headers.skips);
        assertThat(words.packets.skipped()).isEqualTo(headers.packets.skipped());
        assertThat(words.facts()).isEqualTo(headers.facts());
        assertThat(words.table.copies()).isEqualTo(headers.table.copies());
    }
}
