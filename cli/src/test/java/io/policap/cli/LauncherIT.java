package io.policap.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.Zstd;
import io.policap.cli.console.ExitCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LauncherIT {

    private static final Path ROOT = Path.of("").toAbsolutePath().getParent();

    @TempDir
    Path directory;

    /** Every Java 17 or newer of this machine: the one that runs the test and those of the usual place. */
    static List<Path> javaHomes() throws IOException {
        TreeSet<Path> homes = new TreeSet<>();
        homes.add(Path.of(System.getProperty("java.home")).toRealPath());
        Path usual = Path.of("/usr/lib/jvm");
        if (Files.isDirectory(usual)) {
            try (DirectoryStream<Path> entries = Files.newDirectoryStream(usual)) {
                for (Path entry : entries) {
                    if (feature(entry) >= 17) {
                        homes.add(entry.toRealPath());
                    }
                }
            }
        }
        return List.copyOf(homes);
    }

    private static int feature(Path home) throws IOException {
        Path release = home.resolve("release");
        if (!Files.isExecutable(home.resolve("bin/java")) || !Files.isReadable(release)) {
            return 0;
        }
        for (String line : Files.readAllLines(release)) {
            if (line.startsWith("JAVA_VERSION=")) {
                return Runtime.Version.parse(
                                line.substring("JAVA_VERSION=".length()).replace("\"", ""))
                        .feature();
            }
        }
        return 0;
    }

    @ParameterizedTest
    @MethodSource("javaHomes")
    void versionIsPrintedAndNothingElseOnEveryJava(Path home) throws Exception {
        Run run = launch(ROOT.resolve("policap"), Map.of("JAVA_HOME", home.toString()), "--version");

        assertThat(run.error()).isEmpty();
        assertThat(run.output()).isEqualTo("policap " + Version.current() + System.lineSeparator());
        assertThat(run.status()).isEqualTo(ExitCode.DONE.code());
    }

    /** Native code and most libraries are only loaded once there is something to read. */
    @ParameterizedTest
    @MethodSource("javaHomes")
    void learningFromACompressedLogSaysNothingThatIsNotOursOnAnyJava(Path home) throws Exception {
        Path recording = Files.createDirectory(directory.resolve("recording"));
        Path input = ROOT.resolve("fixtures/scenarios/r02-policy-verdicts-only/input");
        Files.write(recording.resolve("flows.zst"), Zstd.compress(Files.readAllBytes(input.resolve("flows.jsonl"))));
        Files.copy(input.resolve("objects.yaml"), recording.resolve("objects.yaml"));

        Run run = launch(
                ROOT.resolve("policap"),
                Map.of("JAVA_HOME", home.toString()),
                "learn",
                recording.toString(),
                "-o",
                directory.resolve("out").toString());

        assertThat(run.error()).isEmpty();
        assertThat(run.output()).contains("4 read, 4 used");
        assertThat(run.status()).isEqualTo(ExitCode.DONE.code());
    }

    /** The archives only make it start sooner: they may be gone, of another Java, or no archives at all. */
    @ParameterizedTest
    @MethodSource("javaHomes")
    void anArchiveThatDoesNotFitIsIgnoredInSilence(Path home) throws Exception {
        Map<String, String> environment = Map.of("JAVA_HOME", home.toString());
        removeArchives();
        Run first = launch(ROOT.resolve("policap"), environment, "--version");
        List<Path> made = archives();
        for (Path archive : made) {
            Files.delete(archive);
            Files.writeString(archive, "not an archive\n".repeat(1000));
        }
        Run damaged = launch(ROOT.resolve("policap"), environment, "--version");
        removeArchives();

        assertThat(made).hasSize(1);
        for (Run run : List.of(first, damaged)) {
            assertThat(run.error()).isEmpty();
            assertThat(run.output()).isEqualTo("policap " + Version.current() + System.lineSeparator());
            assertThat(run.status()).isEqualTo(ExitCode.DONE.code());
        }
    }

    private static void removeArchives() throws IOException {
        for (Path archive : archives()) {
            Files.delete(archive);
        }
    }

    private static List<Path> archives() throws IOException {
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(ROOT.resolve("cli/target"), "policap-*.jsa")) {
            files.forEach(found::add);
        }
        return found;
    }

    @Test
    void aLinkWithSpacesInItsPathStartsTheSameProgram() throws Exception {
        Path link = Files.createSymbolicLink(
                Files.createDirectory(directory.resolve("a place")).resolve("my policap"), ROOT.resolve("policap"));

        Run run = launch(link, Map.of(), "--version");
        Files.delete(link);

        assertThat(run.error()).isEmpty();
        assertThat(run.status()).isEqualTo(ExitCode.DONE.code());
    }

    @Test
    void namesBeyondAsciiAreUnderstoodWhereNoLocaleIsSet() throws Exception {
        String command = "exec '" + ROOT.resolve("policap") + "' observe \"$(printf '\\303\\274')\" -o baseline.json";

        Run run = launch(Path.of("/bin/sh"), Map.of("LC_ALL", "C"), "-c", command);

        assertThat(run.error()).startsWith("policap: \u00fc: no such file or directory");
        assertThat(run.status()).isEqualTo(ExitCode.USAGE.code());
    }

    @Test
    void anUnknownOptionIsAUsageError() throws Exception {
        Run run = launch(ROOT.resolve("policap"), Map.of(), "--no-such-option");

        assertThat(run.error()).contains("--no-such-option");
        assertThat(run.output()).isEmpty();
        assertThat(run.status()).isEqualTo(ExitCode.USAGE.code());
    }

    private record Run(int status, String output, String error) {}

    private Run launch(Path program, Map<String, String> environment, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(List.of(arguments));
        Path output = directory.resolve("stdout");
        Path error = directory.resolve("stderr");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectOutput(output.toFile())
                .redirectError(error.toFile());
        // The JVM announces these on stderr, which is the user's wish and not ours.
        builder.environment().keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS"));
        builder.environment().putAll(environment);
        Process process = builder.start();
        if (!process.waitFor(300, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError(command + " did not end within 300 s");
        }
        return new Run(
                process.exitValue(),
                Files.readString(output, StandardCharsets.UTF_8),
                Files.readString(error, StandardCharsets.UTF_8));
    }
}
