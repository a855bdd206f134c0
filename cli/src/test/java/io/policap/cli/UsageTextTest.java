package io.policap.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What people read who ask for help, or whose command line is not understood.
 *
 * <p>The expected texts are under {@code src/test/resources/usage}; {@code -Dupdate} rewrites them. The command lines of
 * {@code wrong.txt} are those that it lists itself.
 */
class UsageTextTest {
    private static final Path EXPECTED = Path.of("src/test/resources/usage");
    private static final String PROMPT = "$ policap";

    @ParameterizedTest
    @ValueSource(strings = {"policap", "learn", "observe", "verify", "can", "lint", "promote", "explain", "capture"})
    void theHelpOfACommandIsThatOfItsFile(String command) throws IOException {
        CommandRun run = command.equals("policap") ? CommandRun.of("--help") : CommandRun.of(command, "--help");

        assertThat(run.exit()).isZero();
        assertThat(run.err()).isEmpty();
        compare("help-" + command + ".txt", run.out());
    }

    @Test
    void everyWrongLineIsAnsweredAsListed() throws IOException {
        List<String> lines = Files.readAllLines(EXPECTED.resolve("wrong.txt")).stream()
                .filter(line -> line.startsWith(PROMPT))
                .toList();
        assertThat(lines).hasSizeGreaterThan(60);
        StringBuilder actual = new StringBuilder();
        for (String line : lines) {
            String words = line.substring(PROMPT.length()).strip();
            CommandRun run = CommandRun.of(words.isEmpty() ? new String[0] : words.split(" "));
            assertThat(run.out()).as(line).isEmpty();
            actual.append(line)
                    .append('\n')
                    .append(run.err())
                    .append("status ")
                    .append(run.exit())
                    .append("\n\n");
        }
        compare("wrong.txt", actual.toString());
    }

    private static void compare(String name, String actual) throws IOException {
        Path file = EXPECTED.resolve(name);
        if (System.getProperty("update") != null) {
            Files.writeString(file, actual);
        }
        assertThat(actual).isEqualTo(Files.readString(file));
    }
}
