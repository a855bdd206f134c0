package io.policap.cli.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.policap.cli.CommandRun;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CaptureUsageTest {
    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "eth0 | 'eth0' is no network interface: want nic:eth0",
                "nic: | 'nic:' is no network interface",
                "hubble://relay:99999 | hubble://relay:99999: the port is not a number from 1 to 65535",
                "hubble://localhost:4245 nic:lo | nic:lo beside a Hubble server: packets and flows are recorded by runs",
                "hubble://localhost:4245 --bpf udp | --bpf, --all-packets and --snaplen are for packets",
                "hubble://localhost:4245 --until-stable 1h | --until-stable goes with learn and observe",
                "nic:lo --tls-insecure | --tls-*, --verdict, --filter, --context, --until-stable and --stable-bound go with",
                "nic:lo -n shop | -n goes with a Hubble server",
                "nic:lo nic:lo | nic:lo is named twice",
                "nic:lo --for soon | --for: 'soon' is not a span of time",
                "nic:lo --snaplen 10 | --snaplen 10 is not between 64 and 262144",
                "nic:lo --rotate-size big | --rotate-size: 'big' is not a size",
                "nic:lo --rotate-time 0s | --rotate-time: '0s' is not between",
                "nic:lo --keep 3 | --keep 3 wants a number above 0 and --rotate-size or --rotate-time",
                "nic:lo --bpf udp --all-packets | --all-packets and --bpf exclude each other",
            })
    void whatCannotBeMeantIsAUsageError(String words, String message) {
        CommandRun run = capture(words.split(" "));
        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).startsWith("policap: " + message);
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void aFileToWriteIsNeeded() {
        assertThat(CommandRun.of("capture", "nic:lo").err()).contains("--write");
    }

    private CommandRun capture(String... words) {
        List<String> all = new ArrayList<>(List.of("capture"));
        all.addAll(List.of(words));
        all.addAll(List.of("--write", directory.resolve("a.pcapng").toString()));
        return CommandRun.of(all.toArray(String[]::new));
    }
}
