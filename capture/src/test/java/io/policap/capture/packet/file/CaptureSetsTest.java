package io.policap.capture.packet.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CaptureSetsTest {
    @Test
    void filesThatTcpdumpCountsAreOneSetInTheOrderOfTime() {
        assertThat(sets(file("r/x.pcap10", 30), file("r/x.pcap", 10), file("r/x.pcap2", 20), file("r/x.pcap1", 15)))
                .containsExactly(List.of("r/x.pcap", "r/x.pcap1", "r/x.pcap2", "r/x.pcap10"));
    }

    @Test
    void aRingIsReadFromItsOldestFile() {
        assertThat(sets(file("x.pcap00", 50), file("x.pcap01", 60), file("x.pcap02", 30), file("x.pcap03", 40)))
                .containsExactly(List.of("x.pcap02", "x.pcap03", "x.pcap00", "x.pcap01"));
    }

    @Test
    void namesOfEqualTimeGoByTheirNumbers() {
        assertThat(sets(file("x.pcap9", 5), file("x.pcap10", 5), file("x.pcap", 5)))
                .containsExactly(List.of("x.pcap", "x.pcap9", "x.pcap10"));
    }

    @Test
    void namesWithATimeAreOneSet() {
        assertThat(sets(
                        file("n1-20240101-120000.pcap", 1),
                        file("n1-20240101-130000.pcap", 2),
                        file("n1-20240101-130000.pcap1", 3),
                        file("n2-20240101-120000.pcap", 1)))
                .containsExactly(
                        List.of("n1-20240101-120000.pcap", "n1-20240101-130000.pcap", "n1-20240101-130000.pcap1"),
                        List.of("n2-20240101-120000.pcap"));
        assertThat(sets(file("eth0.1700000000.cap.gz", 1), file("eth0.1700000060.cap.gz", 2)))
                .hasSize(1);
        assertThat(sets(file("t_2024-01-01T12:00:00Z.pcap", 1), file("t_2024-01-02T12:00:00Z.pcap", 2)))
                .hasSize(1);
    }

    @Test
    void theNamesOfDumpcapAreOneSet() {
        assertThat(sets(file("x_00002_20240101120500.pcapng", 2), file("x_00001_20240101120000.pcapng", 1)))
                .containsExactly(List.of("x_00001_20240101120000.pcapng", "x_00002_20240101120500.pcapng"));
        assertThat(sets(file("x_20240101120500_00002.pcapng", 2), file("x_20240101120000_00001.pcapng", 1)))
                .hasSize(1);
    }

    @Test
    void nodesThatDifferInADigitAreNoSet() {
        assertThat(sets(file("node1.pcap", 1), file("node2.pcap", 100), file("node3-eth0.pcap", 200)))
                .hasSize(3);
        assertThat(sets(file("n1/x.pcap0", 1), file("n2/x.pcap1", 100))).hasSize(2);
        assertThat(sets(file("10.0.0.1.pcap", 1), file("10.0.0.2.pcap", 100))).hasSize(2);
    }

    @Test
    void anotherLinkTypeOrFormatIsAnotherSet() {
        CaptureFile other = new CaptureFile("x.pcap1", new CapturePeek(CaptureFormat.PCAP, 276, OptionalLong.of(9)));
        CaptureFile ng = new CaptureFile("x.pcap2", new CapturePeek(CaptureFormat.PCAPNG, 1, OptionalLong.of(9)));
        assertThat(CaptureSets.group(List.of(file("x.pcap0", 1), other, ng))).hasSize(3);
    }

    @Test
    void aFileThatBeginsBeforeTheEndOfTheOneBeforeDoesNotFollow() {
        long second = 1_000_000_000L;
        CaptureFile file =
                new CaptureFile("x.pcap1", new CapturePeek(CaptureFormat.PCAP, 1, OptionalLong.of(100 * second)));
        CaptureFile empty = new CaptureFile("x.pcap1", new CapturePeek(CaptureFormat.PCAP, 1, OptionalLong.empty()));
        assertThat(CaptureSets.follows(100 * second + CaptureSets.SLACK, file)).isTrue();
        assertThat(CaptureSets.follows(102 * second, file)).isFalse();
        assertThat(CaptureSets.follows(102 * second, empty)).isTrue();
    }

    private static CaptureFile file(String name, long first) {
        return new CaptureFile(name, new CapturePeek(CaptureFormat.PCAP, 1, OptionalLong.of(first)));
    }

    private static List<List<String>> sets(CaptureFile... files) {
        return CaptureSets.group(Stream.of(files).toList()).stream()
                .map(set -> set.stream().map(CaptureFile::name).toList())
                .toList();
    }
}
