package io.policap.infer.scale;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Five million outside addresses and two million paths of requests fit into half a gigabyte, wherever they are. */
class ManyPeersTest {
    private static final int PEERS = 5_000_000;
    private static final int PATHS = 2_000_000;
    private static final long HALF_A_GIGABYTE = 512 << 10;

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(ints = {1, 5_000})
    void fiveMillionPeersAndTwoMillionPathsFitIntoHalfAGigabyte(int edges) throws Exception {
        Path out = directory.resolve("out");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx384m",
                        "-XX:+UseSerialGC",
                        "-XX:+ExitOnOutOfMemoryError",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ManyPeers.class.getName(),
                        String.valueOf(PEERS),
                        String.valueOf(edges),
                        String.valueOf(PATHS))
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();
        try {
            assertThat(process.waitFor(10, TimeUnit.MINUTES)).as("it ends").isTrue();
            String text = Files.readString(out);
            assertThat(process.exitValue()).as(text).isZero();
            assertThat(text)
                    .contains("used " + (2 * PEERS + PATHS / 100) + " refused 0")
                    .contains("requests " + PATHS)
                    .contains("folded " + edges)
                    .containsPattern("cilium [0-9]+ denied 0")
                    .containsPattern("kubernetes [0-9]+ denied 0");
            long resident = Long.parseLong(text.replaceAll("(?s).*resident ([0-9]+).*", "$1"));
            assertThat(resident).as("kB at most").isLessThan(HALF_A_GIGABYTE);
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void theAddressesAreDistinct() {
        Set<Object> seen = new HashSet<>();
        for (int i = 0; i < 200_000; i++) {
            assertThat(seen.add(ManyPeers.address(i))).isTrue();
        }
    }
}
