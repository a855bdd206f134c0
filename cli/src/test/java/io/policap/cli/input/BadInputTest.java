package io.policap.cli.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.policap.cli.CommandRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BadInputTest {
    private static final Pattern READ = Pattern.compile("flows +(\\d+) read, (\\d+) used");

    @TempDir
    Path directory;

    private Path input;

    @BeforeEach
    void makeInput() throws IOException {
        input = Files.createDirectory(directory.resolve("input"));
    }

    @ParameterizedTest
    @EnumSource(BadFile.class)
    void aBadFileIsNamedAndTheGoodOneBesideItIsUsed(BadFile bad) throws IOException {
        GoodFlows.write(input.resolve("good.jsonl"));
        Files.write(input.resolve(bad.fileName()), bad.bytes());

        CommandRun run = learn();

        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(used(run)).as(run.out()).isGreaterThanOrEqualTo(GoodFlows.COUNT);
        assertSaid(bad, run);
        assertThat(directory.resolve("out/kubernetes/1-allow/shop/cart.yaml")).exists();
    }

    @ParameterizedTest
    @EnumSource(
            value = BadFile.class,
            names = {
                "EMPTY",
                "TEXT",
                "NOTHING_IN_GZIP",
                "DEEP_JSON_OBJECT",
                "DEEP_YAML_OBJECT",
                "YAML_ALIASES",
                "NEWER_BASELINE"
            })
    void aBadFileAloneEndsWithThree(BadFile bad) throws IOException {
        Files.write(input.resolve(bad.fileName()), bad.bytes());

        CommandRun run = learn();

        assertThat(run.exit()).as(run.err()).isEqualTo(3);
        assertThat(run.out()).isEmpty();
        assertSaid(bad, run);
        assertThat(directory.resolve("out")).doesNotExist();
    }

    @ParameterizedTest
    @EnumSource(
            value = BadFile.class,
            names = {"LONG_LINE", "DEEP_FLOW", "DEEP_JSON_OBJECT", "DEEP_YAML_OBJECT", "YAML_ALIASES"})
    void aBadFileFitsInASmallHeap(BadFile bad) throws Exception {
        GoodFlows.write(input.resolve("good.jsonl"));
        Files.write(input.resolve(bad.fileName()), bad.bytes());
        Path err = directory.resolve("err");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "io.policap.cli.Main",
                        "learn",
                        input.toString(),
                        "-o",
                        directory.resolve("out").toString())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(err.toFile())
                .start();
        try {
            assertThat(process.waitFor(5, TimeUnit.MINUTES)).as("it ends").isTrue();
            assertThat(process.exitValue()).as(Files.readString(err)).isZero();
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void aDirectoryWithoutAnythingReadableEndsWithThree() {
        CommandRun run = learn();

        assertThat(run.exit()).isEqualTo(3);
        assertThat(run.err()).contains(input.toString()).contains("no flows");
    }

    @Test
    void aLogOfDamagedLinesAloneEndsWithThreeAndLeavesEarlierOutputAlone() throws IOException {
        GoodFlows.write(input.resolve("flows.jsonl"));
        assertThat(learn().exit()).isZero();
        Files.writeString(input.resolve("flows.jsonl"), "{\"flow\":{\"time\":\"noon\"\n".repeat(3));

        CommandRun run = learn();

        assertThat(run.exit()).as(run.err()).isEqualTo(3);
        assertThat(run.err()).contains("flows.jsonl:1").contains("no flows");
        assertThat(directory.resolve("out/cilium/1-allow/kustomization.yaml")).exists();
    }

    @Test
    void aSourceThatWasTypedAndIsNotThereIsAUsageError() {
        CommandRun run = CommandRun.of("learn", directory.resolve("nothing").toString(), "-o", "unused");

        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).contains("nothing: no such file or directory");
    }

    @Test
    void anUnreadableFileIsNamed() throws IOException {
        GoodFlows.write(input.resolve("good.jsonl"));
        Path closed = input.resolve("closed.jsonl");
        GoodFlows.write(closed);
        assertThat(closed.toFile().setReadable(false, false)).isTrue();
        assumeFalse(Files.isReadable(closed), "this user may read everything");

        CommandRun run = learn();

        assertThat(run.exit()).isZero();
        assertThat(used(run)).isEqualTo(GoodFlows.COUNT);
        assertThat(run.err()).contains("closed.jsonl: cannot be opened");
    }

    private CommandRun learn() {
        return CommandRun.of(
                "learn", input.toString(), "-o", directory.resolve("out").toString());
    }

    private void assertSaid(BadFile bad, CommandRun run) {
        String err = run.err();
        assertThat(err).doesNotContain("\tat ").doesNotContain("Exception").doesNotContain("Error:");
        if (bad.said().isEmpty()) {
            assertThat(err).isEmpty();
        } else {
            assertThat(err).contains(input.resolve(bad.said()).toString());
        }
    }

    private static long used(CommandRun run) {
        Matcher flows = READ.matcher(run.out());
        return flows.find() ? Long.parseLong(flows.group(2)) : 0;
    }
}
