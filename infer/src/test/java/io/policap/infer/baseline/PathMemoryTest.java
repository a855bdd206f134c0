package io.policap.infer.baseline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Two million different paths fit into half a gigabyte, whoever asks for them and wherever they differ. */
class PathMemoryTest {
    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource({"first, 1", "first, 4000", "spread, 1", "spread, 4000", "long, 2000", "numbers, 1000"})
    void twoMillionPathsFitIntoHalfAGigabyte(String traffic, int classes) throws Exception {
        String left = left("-Xmx511m", traffic, classes);

        assertThat(left).startsWith(classes + " classes, ");
        if (traffic.equals("numbers")) {
            assertThat(left).isEqualTo(classes + " classes, " + classes + " leaves, 2000000 requests, 0 full");
        }
    }

    @Test
    void aClassWithNothingButNamesIsCountedWhole() throws Exception {
        assertThat(left("-Xmx128m", "spread", 1)).isEqualTo("1 classes, 1 leaves, 2000000 requests, 0 full");
    }

    private String left(String heap, String traffic, int classes) throws IOException, InterruptedException {
        Path out = directory.resolve("out");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        heap,
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ManyPaths.class.getName(),
                        traffic,
                        Integer.toString(classes))
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();
        try {
            assertThat(process.waitFor(10, TimeUnit.MINUTES)).as("it ends").isTrue();
            String said = Files.readString(out, StandardCharsets.UTF_8).trim();
            assertThat(process.exitValue()).as(said).isZero();
            return said;
        } finally {
            process.destroyForcibly();
        }
    }
}
