package io.policap.emit.lint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.policap.emit.lint.finding.Refuser;
import io.policap.infer.policy.rollout.CiliumVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** Policies that an API server and Cilium's agents accepted or refused, one change each. */
@Tag("shared")
class SharedLintTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final CiliumVersion V1_19 = new CiliumVersion(1, 19);

    @Test
    void theApiServerAndTheAgentAgreeWithEveryLine() throws IOException {
        assertAgreement("np-lint.jsonl", "apiserver", LintedText.LATEST, Refuser.API_SERVER, Map.of());
        assertAgreement("np-lint.jsonl", "k8sValidation", LintedText.LATEST, Refuser.API_SERVER, Map.of());
        assertAgreement("np-lint.jsonl", "agent", LintedText.LATEST, Refuser.CILIUM, Map.of());
        assertAgreement("np-lint.jsonl", "agent119", V1_19, Refuser.CILIUM, Map.of());
        assertAgreement("cnp-lint.jsonl", "apiserver", LintedText.LATEST, Refuser.API_SERVER, Map.of());
        assertAgreement("cnp-lint.jsonl", "agent", LintedText.LATEST, Refuser.CILIUM, Map.of());
        assertAgreement("cnp-lint.jsonl", "agent119", V1_19, Refuser.CILIUM, Map.of());
    }

    @Test
    void theSchemaOfAnOlderVersionAgreesWithItsPreflightCheck() throws IOException {
        // The preflight check is no API server: it takes null for no object, and knows no rules of metadata.
        assertAgreement(
                "cnp-lint.jsonl",
                "preflight119",
                V1_19,
                Refuser.API_SERVER,
                Map.of(
                        "cnp-lint-197", "null as a field, which an API server drops before it looks",
                        "cnp-lint-225", "an unknown field, of which only a strict API server makes a refusal",
                        "cnp-lint-247", "a missing name, which only an API server asks for"));
    }

    private static void assertAgreement(
            String file, String column, CiliumVersion version, Refuser refuser, Map<String, String> otherwise)
            throws IOException {
        List<String> wrong = new ArrayList<>();
        int lines = 0;
        int accepted = 0;
        for (String line : lines(file)) {
            Map<?, ?> lint = JSON.readValue(line, Map.class);
            LintReport report = LintedText.lint(version, JSON.writeValueAsString(lint.get("policy")));
            assertThat(report.objects()).as(line).isEqualTo(1);
            boolean taken = lint.get(column) instanceof Map<?, ?> answer && Boolean.TRUE.equals(answer.get("accept"));
            lines++;
            accepted += taken ? 1 : 0;
            if (taken != LintedText.accepts(report, refuser)) {
                wrong.add(lint.get("id") + " " + lint.get("case") + ": " + column + (taken ? " accepts" : " refuses")
                        + ", lint: " + report.findings() + "\n");
            }
        }
        System.out.println(file + " " + column + ": " + (lines - wrong.size()) + " of " + lines + " agree (" + accepted
                + " accepted)");
        List<String> unexplained = wrong.stream()
                .filter(entry -> !otherwise.containsKey(entry.substring(0, entry.indexOf(' '))))
                .toList();
        assertThat(unexplained).as("%s %s", file, column).isEmpty();
        assertThat(wrong).as("explained and real").hasSize(otherwise.size());
        assertThat(accepted).isBetween(1, lines - 1);
    }

    private static List<String> lines(String file) throws IOException {
        String shared = System.getProperty("policap.shared", "");
        assumeTrue(!shared.isEmpty(), "needs -Dpolicap.shared=DIRECTORY");
        return Files.readAllLines(Path.of(shared, "cases", file));
    }
}
