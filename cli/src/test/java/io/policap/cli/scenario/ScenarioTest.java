package io.policap.cli.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The folders of {@code fixtures/scenarios}; {@code -Dupdate} writes what is expected anew. */
class ScenarioTest {
    private static final boolean UPDATE = System.getProperty("update") != null;

    @TempDir
    Path directory;

    static List<Scenario> scenarios() throws IOException {
        return Scenario.all();
    }

    @Test
    void thereAreScenarios() throws IOException {
        assertThat(scenarios()).hasSizeGreaterThan(40);
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void bothHalvesAreThereAndNothingElse(Scenario scenario) throws IOException {
        assumeTrue(!UPDATE, "what is expected is being written");
        assertThat(FileTree.read(scenario.input())).as("input/").isNotEmpty();
        assertThat(FileTree.read(scenario.expectedFolder()))
                .as("expected/; -Dupdate writes it")
                .isNotEmpty();
        SortedMap<String, String> rest = FileTree.read(scenario.folder());
        rest.keySet().removeIf(path -> path.startsWith("input/") || path.startsWith("expected/"));
        rest.remove("args");
        assertThat(rest).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void theOutputIsTheExpectedOne(Scenario scenario) throws IOException {
        SortedMap<String, String> found =
                Scenario.withoutBulky(scenario.run(scenario.input(), directory.resolve("out")));
        if (UPDATE) {
            FileTree.replace(scenario.expectedFolder(), found);
        }
        SortedMap<String, String> expected = FileTree.read(scenario.expectedFolder());
        assertThat(found.keySet()).as("the files").isEqualTo(expected.keySet());
        expected.forEach((path, text) -> assertThat(found.get(path)).as(path).isEqualTo(text));
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void theBooksBalanceAndTheProofIsClean(Scenario scenario) throws IOException {
        SortedMap<String, String> found = scenario.run(scenario.input(), directory.resolve("out"));
        String summary = found.get("out/summary.json");
        if (summary == null) {
            assertThat(found.get("exit")).isEqualTo("3\n");
            return;
        }
        JsonNode json = JsonMapper.shared().readTree(summary);
        long skipped = json.at("/flows/skipped")
                .valueStream()
                .mapToLong(JsonNode::asLong)
                .sum();
        assertThat(json.at("/flows/used").asLong() + skipped)
                .as("used and skipped")
                .isEqualTo(json.at("/flows/read").asLong());
        assertThat(json.at("/kinds").size()).isPositive();
        long denied = json.at("/kinds")
                .valueStream()
                .mapToLong(kind -> kind.at("/proof/denied").asLong(Long.MAX_VALUE))
                .sum();
        boolean withheld = json.at("/kinds")
                .valueStream()
                .anyMatch(kind -> !kind.at("/withheld").isEmpty());
        assertThat(denied > 0 || withheld)
                .as("denied or withheld")
                .isEqualTo(found.get("exit").equals("1\n"));
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void theOrderOfTheLinesAndTheNumberOfThreadsDoNotMatter(Scenario scenario) throws IOException {
        SortedMap<String, String> once = scenario.run(scenario.input(), directory.resolve("a"), "--threads", "2");
        scenario.copyReversed(directory.resolve("reversed"));
        SortedMap<String, String> again =
                scenario.run(directory.resolve("reversed"), directory.resolve("b"), "--threads", "1");
        assertThat(unplaced(again)).isEqualTo(unplaced(once));
    }

    /** The files a run wrote, without the numbers of lines, which differ when lines change their place. */
    private static SortedMap<String, String> unplaced(SortedMap<String, String> found) {
        SortedMap<String, String> files = new TreeMap<>(found);
        files.keySet().removeIf(path -> !path.startsWith("out/"));
        files.replaceAll((path, text) -> text.replaceAll("flows\\.jsonl:[0-9]+", "flows.jsonl:N"));
        return files;
    }

    @Test
    void aRunLeavesTheInputAlone() throws IOException {
        Scenario scenario = scenarios().get(0);
        SortedMap<String, String> before = FileTree.read(scenario.input());
        scenario.run(scenario.input(), directory.resolve("out"));
        assertThat(FileTree.read(scenario.input())).isEqualTo(before);
        assertThat(Files.exists(directory.resolve("out"))).isTrue();
    }
}
