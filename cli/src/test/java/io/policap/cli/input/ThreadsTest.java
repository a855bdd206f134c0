package io.policap.cli.input;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.policap.cli.CommandRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A large log is read by several threads, which nobody can tell from what comes out. */
class ThreadsTest {
    private static final int LARGER_THAN_CHUNKS = 7 << 20;

    @TempDir
    Path directory;

    private Path log;

    @BeforeEach
    void writeLog() throws IOException {
        log = directory.resolve("flows.jsonl");
        StringBuilder text = new StringBuilder();
        for (int i = 0; text.length() < LARGER_THAN_CHUNKS; i++) {
            text.append(GoodFlows.text());
            if (i % 1_000 == 0) {
                text.append("{\"flow\":{\"time\":\"noon\",\"cut\n{\"flow\":\n  {}}\n\n");
            }
        }
        Files.writeString(log, text, UTF_8);
    }

    @Test
    void anyNumberOfThreadsGivesTheSameBaselineAndIssues() throws IOException {
        CommandRun one = observe(1);
        assertThat(one.exit()).as(one.err()).isZero();
        assertThat(one.err()).contains("flows.jsonl:");
        byte[] expected = Files.readAllBytes(baseline(1));
        for (int threads : new int[] {2, 5}) {
            CommandRun more = observe(threads);
            assertThat(more.exit()).isZero();
            assertThat(more.err()).as("%d threads", threads).isEqualTo(one.err());
            assertThat(Files.readAllBytes(baseline(threads)))
                    .as("%d threads", threads)
                    .isEqualTo(expected);
        }
    }

    private CommandRun observe(int threads) {
        return CommandRun.of(
                "observe",
                log.toString(),
                "--threads",
                String.valueOf(threads),
                "-o",
                baseline(threads).toString());
    }

    private Path baseline(int threads) {
        return directory.resolve("baseline-" + threads + ".json");
    }
}
