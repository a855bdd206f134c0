package io.policap.emit.lint;

import static org.assertj.core.api.Assertions.assertThat;

import io.policap.emit.lint.finding.Finding;
import io.policap.emit.lint.finding.LintRule;
import java.util.Collections;
import org.junit.jupiter.api.Test;

class LinterTest {
    private static final String TWO = """
            # two policies
            apiVersion: cilium.io/v2
            kind: CiliumNetworkPolicy
            metadata:
              name: web
              namespace: shop
            spec:
              endpointSelector:
                matchLabels:
                  app: web
              ingress:
                - fromEndpoint:
                    - matchLabels:
                        app: api
                  toPorts:
                    - ports:
                        - port: "80"
                        - port: 8080
            ---
            apiVersion: v1
            kind: Service
            metadata: {name: a}
            ---
            apiVersion: networking.k8s.io/v1
            kind: NetworkPolicy
            metadata:
              name: web
              namespace: shop
            spec:
              podSelector: {}
              policyTypes:
                - Ingress
                - egress
            """;

    @Test
    void findingsNameTheLineTheFieldAndWhoRefuses() {
        LintReport report = LintedText.lint(LintedText.LATEST, TWO);
        assertThat(LintedText.brief(report))
                .containsExactly(
                        "12 refused by api-server spec.ingress[0].fromEndpoint unknown-field",
                        "18 refused by api-server and cilium spec.ingress[0].toPorts[0].ports[1].port wrong-type",
                        "33 refused by api-server spec.policyTypes[1] policy-types");
        assertThat(report.objects()).isEqualTo(2);
        assertThat(report.others()).isEqualTo(1);
        assertThat(report.findings().get(1))
                .hasToString("policy.yaml:18: refused by api-server and cilium: CiliumNetworkPolicy shop/web:"
                        + " spec.ingress[0].toPorts[0].ports[1].port: is the number 8080, must be a text; put it in"
                        + " quotes [wrong-type]");
    }

    @Test
    void aMisspeltFieldIsRecognised() {
        assertThat(LintedText.lint(LintedText.LATEST, TWO).findings().get(0).message())
                .endsWith("is fromEndpoints meant?");
    }

    @Test
    void listsAndJsonAreReadAsWell() {
        String list = """
                {"kind": "NetworkPolicyList", "apiVersion": "networking.k8s.io/v1", "items": [
                  {"metadata": {"name": "a"}, "spec": {"podSelector": {}}},
                  {"metadata": {"name": "b"}, "spec": {"podSelector": {}, "policyTypes": ["None"]}}
                ]}""";
        LintReport report = LintedText.lint(LintedText.LATEST, list);
        assertThat(report.objects()).isEqualTo(2);
        assertThat(LintedText.brief(report))
                .containsExactly("3 refused by api-server spec.policyTypes[0] policy-types");
    }

    @Test
    void aBrokenDocumentIsAFindingAndTheOthersAreStillRead() {
        LintReport report = LintedText.lint(LintedText.LATEST, "a: [\n---\n" + TWO);
        assertThat(report.objects()).isEqualTo(2);
        assertThat(report.findings()).hasSize(4);
        assertThat(report.findings().get(0))
                .extracting(Finding::rule, Finding::line, Finding::isRefusal)
                .containsExactly(LintRule.NOT_YAML, 1, true);
    }

    @Test
    void aKeyThatIsThereTwiceIsRefused() {
        assertThat(LintedText.brief(
                        LintedText.lint(LintedText.LATEST, TWO.replace("  name: web\n", "  name: web\n  name: web\n"))))
                .contains("6 refused by api-server  not-yaml");
    }

    @Test
    void oneObjectSaysSoMuchAndNoMore() {
        String items = String.join(", ", Collections.nCopies(500, "{port: 1}"));
        String text =
                TWO.substring(0, TWO.indexOf("    - fromEndpoint:")) + "    - toPorts: [{ports: [" + items + "]}]";
        LintReport report = LintedText.lint(LintedText.LATEST, text);
        assertThat(report.findings()).hasSize(201);
        Finding last = report.findings().get(0);
        assertThat(last.rule()).isEqualTo(LintRule.TOO_MANY_FINDINGS);
        assertThat(last.isRefusal()).isTrue();
    }

    @Test
    void anAnchorAndAMergeAreSeenAsTheyAreMeant() {
        String text = """
                apiVersion: networking.k8s.io/v1
                kind: NetworkPolicy
                metadata: {name: a, labels: &l {app: web}}
                spec: {podSelector: {matchLabels: {<<: *l, tier: front}}}
                """;
        assertThat(LintedText.lint(LintedText.LATEST, text).findings()).isEmpty();
    }

    @Test
    void namesThatAreNoNamesDoNotBreakTheMessage() {
        String text = "{\"apiVersion\": \"cilium.io/v2\", \"kind\": \"CiliumNetworkPolicy\", \"metadata\": {\"name\":"
                + " \"\\u001b[31m" + "x".repeat(5_000) + "\"}, \"sp\\u0007ec\": {}}";
        assertThat(LintedText.lint(LintedText.LATEST, text).findings())
                .isNotEmpty()
                .allSatisfy(finding -> assertThat(finding.toString().length()).isLessThan(1_000));
    }
}
