package io.policap.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.policap.emit.lint.LintOptions;
import io.policap.emit.lint.LintReport;
import io.policap.emit.lint.Linter;
import io.policap.infer.policy.rollout.CiliumVersion;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Everything that is learned from the shop, linted: as it is, and damaged at random. */
class ShopLintTest {
    private static final long SEED = Long.getLong("policap.seed", 20_260_401L);
    private static final List<String> PIECES = List.of(
            "null",
            "[]",
            "{}",
            "- ",
            ": ",
            "\n",
            "  ",
            "\t",
            "&a ",
            "*a",
            "---\n",
            "\"",
            "'",
            "-1",
            "99999999999",
            "1e9",
            "true",
            "~",
            "\u0000",
            "\u2028",
            "10.0.0.0/8",
            "::/0",
            "/(",
            "a{999}",
            "(?=",
            "{1,",
            "port: ",
            "rules: {http: [{path: '(((('}]}",
            "toFQDNs: [{matchName: '*'}]",
            "cidrGroupRef: a",
            "specs: []",
            "kafka: [1]");

    @Test
    void nothingThatIsWrittenIsRefusedAndNothingIsWithoutEffect() {
        for (Shop.Run run : List.of(Shop.audited(), Shop.enforced())) {
            JsonNode json = lint(run.directory().toString());
            assertThat(json.get("objects").asInt()).isGreaterThan(40);
            assertThat(json.get("findings")).isEmpty();
        }
    }

    /** A NetworkPolicy has no words for nodes but their addresses; that Cilium does not match them is in the summary. */
    @Test
    void withTheInventoryOnlyTheNodesOfNetworkPoliciesAreSpokenOf() {
        for (Shop.Run run : List.of(Shop.audited(), Shop.enforced())) {
            JsonNode json = lint(
                    run.directory().toString(),
                    "-i",
                    Shop.file("cluster.json").toString(),
                    "-i",
                    Shop.file("workloads.json").toString(),
                    "-i",
                    Shop.file("pods-watch.jsonl").toString());
            assertThat(json.get("findings")).isNotEmpty().allSatisfy(finding -> {
                assertThat(finding.get("rule").asString()).isEqualTo("cidr-in-cluster");
                assertThat(finding.get("object").asString()).startsWith("NetworkPolicy ");
                assertThat(finding.get("message").asString()).contains("of nodes of the inventory");
            });
        }
    }

    private static JsonNode lint(String... words) {
        List<String> line = new ArrayList<>(List.of("lint", "--json"));
        line.addAll(List.of(words));
        CommandRun run = CommandRun.of(line.toArray(String[]::new));
        assertThat(run.exit()).as(run.out()).isZero();
        return Shop.JSON.readTree(run.out());
    }

    @Test
    void damagedPoliciesNeverThrowAndNeverVanish() throws IOException {
        Map<String, String> texts = Shop.texts(Shop.enforced().directory());
        texts.keySet().removeIf(name -> !name.endsWith(".yaml") || name.endsWith("kustomization.yaml"));
        List<String> policies = List.copyOf(texts.values());
        assertThat(policies).hasSizeGreaterThan(40);
        int found = 0;
        for (int i = 0; i < 4_000; i++) {
            long seed = SEED + i;
            Random random = new Random(seed);
            String text = damaged(policies.get(random.nextInt(policies.size())), random);
            LintReport report;
            try {
                Linter linter = new Linter(LintOptions.of(new CiliumVersion(1, 15 + random.nextInt(7))));
                linter.read("fuzz", new ByteArrayInputStream(text.getBytes(UTF_8)));
                report = linter.report();
            } catch (RuntimeException | StackOverflowError thrown) {
                throw new AssertionError(
                        "seed " + seed + " (rerun with -Dpolicap.seed=" + seed + "):\n" + text, thrown);
            }
            assertThat(report.objects() + report.others() + report.findings().size())
                    .as("seed %d: what was said of\n%s", seed, text)
                    .isPositive();
            found += report.findings().isEmpty() ? 0 : 1;
        }
        assertThat(found).isGreaterThan(1_000);
    }

    private static String damaged(String policy, Random random) {
        StringBuilder text = new StringBuilder(policy);
        for (int edits = 1 + random.nextInt(6); edits > 0; edits--) {
            int at = random.nextInt(text.length());
            int end = Math.min(text.length(), at + random.nextInt(20));
            switch (random.nextInt(4)) {
                case 0:
                    text.delete(at, end);
                    break;
                case 1:
                    text.insert(at, PIECES.get(random.nextInt(PIECES.size())));
                    break;
                case 2:
                    text.insert(random.nextInt(text.length()), text.substring(at, end));
                    break;
                default:
                    text.setCharAt(at, (char) (32 + random.nextInt(95)));
            }
        }
        return text.toString();
    }
}
