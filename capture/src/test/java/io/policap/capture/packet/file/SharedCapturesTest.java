package io.policap.capture.packet.file;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.github.luben.zstd.ZstdInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Real captures of all kinds, each with a count that somebody else made. */
@Tag("shared")
class SharedCapturesTest {
    /** Files in which something else is right than what the index counts, each with the reason. */
    private static final Map<String, Integer> OTHERWISE = Map.ofEntries(
            // Version 2.0 has the two lengths in the other order; then its one record is whole.
            entry("pcap_fuzz-2021-10-13.pcap", 1),
            entry("ntop_nDPI_tests_cfgs_default_pcap_fuzz-2021-10-13.pcap", 1),
            // The index stops at the damaged record; behind it are seven more of the same seconds, up to the end.
            entry("bug-1450-04_tls_DER-incomplete-header.pcap", 13),
            entry("bug-1450-05_tls_DER-incomplete-content.pcap", 13),
            entry("OISF_suricata-verify_tests_bug-1450-04_tls_DER-incomplete-header.pcap", 13),
            entry("OISF_suricata-verify_tests_bug-1450-05_tls_DER-incomplete-content.pcap", 13),
            // The index does not read snoop, and does not decompress.
            entry("pcap_examples_solaris.snoop", 250),
            entry("PcapExamples_solaris.snoop", 250),
            entry("file_heuristics_pcapng-example.pcapng.zst", 159),
            // Versions that nobody has described: 1.4 of pcap, 0.1 of pcapng, a section of 2.0 behind the first packet.
            entry("tests_pcap-invalid-version-1.pcap", 0),
            entry("tests_pcapng-invalid-vers-1.pcapng", 0),
            entry("be_test901.pcapng", 1),
            entry("le_test901.pcapng", 1));

    @Test
    void everyPublicCaptureHoldsThePacketsOfTheIndex() throws IOException {
        Path directory = shared().resolve("recordings/pcap-public");
        List<String> differences = new ArrayList<>();
        int files = 0;
        for (String line : Files.readAllLines(directory.resolve("INDEX.tsv")).stream()
                .skip(1)
                .toList()) {
            String[] columns = line.split("\t", -1);
            String name = columns[0];
            int expected = OTHERWISE.getOrDefault(name, Integer.valueOf(columns[5]));
            CollectedPackets read = read(directory.resolve(name));
            files++;
            if (read.packets.size() != expected) {
                differences.add(name + ": " + read.packets.size() + " instead of " + expected + " " + read.messages());
            }
        }
        assertThat(differences).isEmpty();
        assertThat(files).isGreaterThan(200);
    }

    @Test
    void everyCaptureOfTheShopHoldsThePacketsThatWereCounted() throws IOException {
        Path shop = shared().resolve("recordings/shop");
        Map<String, Integer> counts = Captures.counts(shop.resolve("truth.json"));
        assertThat(counts).hasSizeGreaterThanOrEqualTo(25);
        for (Map.Entry<String, Integer> count : counts.entrySet()) {
            assertThat(read(shop.resolve("pcap").resolve(count.getKey())).packets)
                    .as(count.getKey())
                    .hasSize(count.getValue());
        }
    }

    @Test
    void theRotatedFilesOfTheShopAreOneSet() throws IOException {
        List<CaptureFile> files = new ArrayList<>();
        Path directory = shared().resolve("recordings/shop/pcap");
        for (String name : List.of("n2-rot.pcap02", "n2-rot.pcap00", "n2-rot.pcap01", "n2-eth0-nano.pcap")) {
            try (InputStream in = Files.newInputStream(directory.resolve(name))) {
                files.add(new CaptureFile(name, CapturePeek.at(in)));
            }
        }
        List<List<CaptureFile>> sets = CaptureSets.group(files);
        assertThat(sets).hasSize(2);
        assertThat(sets.get(1))
                .extracting(CaptureFile::name)
                .containsExactly("n2-rot.pcap00", "n2-rot.pcap01", "n2-rot.pcap02");
        long last = 0;
        for (CaptureFile file : sets.get(1)) {
            assertThat(CaptureSets.follows(last, file)).isTrue();
            List<CollectedPackets.Packet> packets = read(directory.resolve(file.name())).packets;
            last = packets.get(packets.size() - 1).time();
        }
        assertThat(CaptureSets.follows(last, sets.get(1).get(0))).isFalse();
    }

    private static CollectedPackets read(Path file) throws IOException {
        if (file.toString().endsWith(".zst")) {
            try (InputStream in = new ZstdInputStream(Files.newInputStream(file))) {
                return CollectedPackets.of(in);
            }
        }
        return CollectedPackets.of(file);
    }

    private static Path shared() {
        String shared = System.getProperty("policap.shared");
        assumeTrue(shared != null, "policap.shared is not set");
        return Path.of(shared);
    }
}
