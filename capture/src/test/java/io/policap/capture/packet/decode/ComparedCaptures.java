package io.policap.capture.packet.decode;

import static java.util.Map.entry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The captures of a directory whose conversations are compared with tshark's: all but those with a reason. */
final class ComparedCaptures {
    /** By file, why it is not compared. */
    private static final Map<String, String> EXCEPTIONS = Map.ofEntries(
            entry("INDEX.tsv", "not a capture"),
            entry("pcap_examples_solaris.snoop", "the plain reader of frames knows no snoop"),
            entry("PcapExamples_solaris.snoop", "the same file"),
            entry("file_heuristics_pcapng-example.pcapng.zst", "the plain reader of frames knows no zstd"),
            entry("tests_wccp_redirect_gre.pcap", "web cache redirection is not opened"),
            entry(
                    "advanced_test102.pcapng",
                    "tshark counts a custom block as a packet, so its last packet is one too many"),
            entry("hadrielk_pcapng-test-generator_output_le_advanced_test102.pcapng", "the same file"),
            entry("be_test901.pcapng", "tshark stops at a section of version 2, as the reader of files does"),
            entry("le_test901.pcapng", "the same in the other byte order"),
            entry("tests_pcap-invalid-version-1.pcap", "tshark refuses version 1, as the reader of files does"));

    private ComparedCaptures() {}

    static List<Path> in(Path directory) throws IOException {
        try (Stream<Path> list = Files.list(directory)) {
            return list.filter(Files::isRegularFile)
                    .filter(file -> !EXCEPTIONS.containsKey(file.getFileName().toString()))
                    .sorted()
                    .toList();
        }
    }
}
