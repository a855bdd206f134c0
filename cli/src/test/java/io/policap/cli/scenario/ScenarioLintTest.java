package io.policap.cli.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.policap.cli.CommandRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What every scenario writes ({@link ScenarioTest} holds that it is what is expected), linted. */
class ScenarioLintTest {
    static List<Scenario> scenarios() throws IOException {
        return Scenario.all();
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void nothingIsRefusedAndNothingIsWithoutEffect(Scenario scenario) throws IOException {
        Path written = scenario.expectedFolder().resolve("out");
        assumeTrue(hasPolicies(written), "writes no policy");
        assertThat(lint(scenario, written).get("findings")).isEmpty();
    }

    /** A NetworkPolicy has no words for nodes but their addresses, which Cilium does not match. */
    @ParameterizedTest
    @MethodSource("scenarios")
    void withTheInventoryOnlyTheNodesOfNetworkPoliciesAreSpokenOf(Scenario scenario) throws IOException {
        Path written = scenario.expectedFolder().resolve("out");
        assumeTrue(hasPolicies(written), "writes no policy");
        assertThat(lint(scenario, written, "-i", scenario.input().toString()).get("findings"))
                .allSatisfy(finding -> {
                    assertThat(finding.get("rule").asString()).isEqualTo("cidr-in-cluster");
                    assertThat(finding.get("object").asString()).startsWith("NetworkPolicy ");
                    assertThat(finding.get("message").asString()).contains("of nodes of the inventory");
                });
    }

    private static boolean hasPolicies(Path written) throws IOException {
        return FileTree.read(written).values().stream()
                .anyMatch(
                        text -> text.contains("\nkind: NetworkPolicy") || text.contains("\nkind: CiliumNetworkPolicy"));
    }

    /** The version that the scenario was learned for is the one that it is linted for. */
    private static JsonNode lint(Scenario scenario, Path written, String... more) throws IOException {
        List<String> words = new ArrayList<>(List.of("lint", "--json", written.toString()));
        words.addAll(List.of(more));
        Path args = scenario.folder().resolve("args");
        List<String> given = Files.exists(args) ? Files.readAllLines(args) : List.of();
        for (String option : List.of("--cilium-version", "--cilium-labels")) {
            int at = given.indexOf(option);
            if (at >= 0) {
                words.addAll(given.subList(at, at + 2));
            }
        }
        CommandRun run = CommandRun.of(words.toArray(String[]::new));
        assertThat(run.exit()).as("%s%s", run.out(), run.err()).isZero();
        return JsonMapper.shared().readTree(run.out());
    }
}
