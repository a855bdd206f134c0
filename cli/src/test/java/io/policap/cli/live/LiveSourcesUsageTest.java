package io.policap.cli.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.policap.cli.CommandRun;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LiveSourcesUsageTest {
    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "learn nic: | 'nic:' is no network interface: want nic:eth0",
                "observe nic:lo nic:lo | nic:lo is named twice",
                "learn nic:lo --for soon | --for: 'soon' is not a span of time",
                "observe nic:lo --checkpoint 0s | --checkpoint: '0s' is not between",
                "learn nic:lo --bpf udp --all-packets | --all-packets and --bpf exclude each other",
                "learn . --for 1h | --for, --bpf, --all-packets, --snaplen and --checkpoint go with a network interface",
                "observe . --checkpoint 1h | --for, --bpf, --all-packets, --snaplen and --checkpoint go with",
                "learn nic:lo no-such-file | no-such-file: no such file or directory",
                "verify nic:lo --policies . | nic:lo: this command reads recordings; record one first",
            })
    void whatCannotBeMeantIsAUsageError(String words, String message) {
        List<String> all = new ArrayList<>(List.of(words.split(" ")));
        if (!all.get(0).equals("verify")) {
            all.addAll(List.of("-o", directory.resolve("out").toString()));
        }
        CommandRun run = CommandRun.of(all.toArray(String[]::new));
        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).startsWith("policap: " + message);
        assertThat(directory).isEmptyDirectory();
    }
}
