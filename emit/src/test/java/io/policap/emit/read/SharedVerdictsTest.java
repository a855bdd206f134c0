package io.policap.emit.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.policap.infer.evaluate.ClusterView;
import io.policap.infer.evaluate.Decision;
import io.policap.infer.evaluate.Evaluator;
import io.policap.infer.evaluate.EvaluatorOptions;
import io.policap.infer.evaluate.EvaluatorOptions.Dialect;
import io.policap.infer.evaluate.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Every verdict that other engines gave on random policies. */
@Tag("shared")
class SharedVerdictsTest {
    private final List<String> wrong = new ArrayList<>();
    private int verdicts;

    @Test
    void networkPoliciesAreEvaluatedAsTheKubernetesApiDefinesThem() throws IOException {
        for (VerdictCase verdictCase : cases("np.jsonl")) {
            Evaluator evaluator = evaluator(verdictCase, Dialect.KUBERNETES);
            verdictCase.queries().forEach(query -> compare(verdictCase, evaluator, query, query));
        }
        report("NetworkPolicy, Kubernetes API");
    }

    @Test
    @SuppressWarnings("unchecked")
    void networkPoliciesAreEvaluatedAsCiliumEnforcesThem() throws IOException {
        for (VerdictCase verdictCase : cases("np.jsonl")) {
            Evaluator evaluator = evaluator(verdictCase, Dialect.CILIUM);
            for (Map<String, Object> query : verdictCase.queries()) {
                Map<String, Object> expected = new TreeMap<>(query);
                if (query.containsKey("cilium")) {
                    expected.remove("verdict");
                    expected.putAll((Map<String, Object>) query.get("cilium"));
                }
                compare(verdictCase, evaluator, query, expected);
            }
        }
        report("NetworkPolicy, Cilium");
    }

    @Test
    void ciliumPoliciesAreEvaluatedAsItsAgentDoes() throws IOException {
        for (VerdictCase verdictCase : cases("cnp.jsonl")) {
            Evaluator evaluator = evaluator(verdictCase, Dialect.CILIUM);
            verdictCase.queries().forEach(query -> compare(verdictCase, evaluator, query, query));
        }
        report("CiliumNetworkPolicy");
    }

    private static Evaluator evaluator(VerdictCase verdictCase, Dialect dialect) {
        return Evaluator.of(
                verdictCase.policies(),
                ClusterView.of("default"),
                EvaluatorOptions.DEFAULT.withNetworkPolicies(dialect));
    }

    private void compare(
            VerdictCase verdictCase, Evaluator evaluator, Map<String, Object> query, Map<String, Object> expected) {
        Decision decision = evaluator.evaluate(verdictCase.query(query));
        check(
                verdictCase,
                query,
                "egress",
                expected,
                decision.egress().outcome(),
                decision.egress().explain());
        check(
                verdictCase,
                query,
                "ingress",
                expected,
                decision.ingress().outcome(),
                decision.ingress().explain());
        if (expected.containsKey("verdict")) {
            check(verdictCase, query, "verdict", expected, decision.verdict(), "");
        }
    }

    private void check(
            VerdictCase verdictCase,
            Map<String, Object> query,
            String field,
            Map<String, Object> expected,
            Outcome outcome,
            String why) {
        verdicts++;
        String wanted = (String) expected.getOrDefault(field, "absent");
        if (!outcome.name().toLowerCase(Locale.ROOT).equals(wanted)) {
            wrong.add(verdictCase.id() + " " + verdictCase.query(query) + " " + field + ": expected " + wanted + ", is "
                    + outcome + " " + why);
        }
    }

    private void report(String what) {
        System.out.println(what + ": " + verdicts + " verdicts, " + wrong.size() + " differ");
        assertThat(wrong).isEmpty();
        assertThat(verdicts).isGreaterThan(1000);
    }

    private static List<VerdictCase> cases(String file) throws IOException {
        String shared = System.getProperty("policap.shared", "");
        assumeTrue(!shared.isEmpty(), "needs -Dpolicap.shared=DIRECTORY");
        List<VerdictCase> cases = new ArrayList<>();
        for (String line : Files.readAllLines(Path.of(shared, "cases", file))) {
            cases.add(new VerdictCase(line));
        }
        return cases;
    }
}
