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
                "learn . --for 1h | --for and --checkpoint go with a network interface or a Hubble server among the sources",
                "observe . --checkpoint 1h | --for and --checkpoint go with a network interface or a Hubble server",
                "learn nic:lo no-such-file | no-such-file: no such file or directory",
                "learn hubble:// | hubble://: no host; expected hubble://HOST",
                "learn hubble://a hubble://a:4245 | hubble://a:4245 is named twice",
                "learn hubble://a nic:lo | a run listens to Hubble or on network interfaces, not to both",
                "learn hubble://a --snaplen 100 | --bpf, --all-packets and --snaplen are for packets",
                "learn hubble://a --tls-insecure | --tls-* options have no effect on hubble://a:4245",
                "learn hubble+tls://a --tls-cert c.pem | --tls-cert needs --tls-key",
                "learn hubble://a --verdict GOOD | --verdict",
                "learn hubble://a --filter =x | --filter",
                "learn hubble://a --stable-bound 0.2 | --stable-bound goes with --until-stable",
                "learn hubble://a --until-stable 1h --stable-bound 2 | --stable-bound 2.0 is not between 0 and 1",
                "learn hubble://a --context prod | --context goes with --kube",
                "learn --kube . | --kube reads the objects of the cluster itself, so files have no place beside it",
                "learn . --until-stable 1h | --tls-*, --verdict, --filter, --context, --until-stable and --stable-bound go",
                "verify hubble://a --policies . | hubble://a: this command reads recordings; observe it first",
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
