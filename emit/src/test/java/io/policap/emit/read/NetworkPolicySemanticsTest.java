package io.policap.emit.read;

import static io.policap.emit.read.PolicyScene.kubernetes;
import static org.assertj.core.api.Assertions.assertThat;

import io.policap.infer.evaluate.EvaluatorOptions;
import io.policap.infer.evaluate.EvaluatorOptions.Dialect;
import org.junit.jupiter.api.Test;

/** What NetworkPolicies mean where that is easily got wrong. */
class NetworkPolicySemanticsTest {
    private static final EvaluatorOptions CILIUM = EvaluatorOptions.DEFAULT.withNetworkPolicies(Dialect.CILIUM);

    private static String verdict(String rules, String source, String destination, String port) {
        return PolicyScene.of(kubernetes(rules)).verdict(source, destination, port);
    }

    @Test
    void withoutPolicyTypesIngressIsAlwaysClosedAndEgressOnlyByARule() {
        assertThat(verdict("egress: []", "shop/db", "shop/web", "80/TCP")).isEqualTo("deny");
        assertThat(verdict("egress: []", "shop/web", "shop/db", "80/TCP")).isEqualTo("allow");
        assertThat(verdict("egress: [{ports: [{port: 53}]}]", "shop/web", "shop/db", "80/TCP"))
                .isEqualTo("deny");
    }

    @Test
    void rulesOfADirectionThatPolicyTypesLeavesOutAreIgnoredExceptByCilium() {
        String policy = kubernetes("ingress: [{from: [{podSelector: {}}]}], policyTypes: [Egress]");

        assertThat(PolicyScene.of(policy).verdict("ops/prom", "shop/web", "80/TCP"))
                .isEqualTo("allow");
        assertThat(PolicyScene.of(CILIUM, policy).verdict("ops/prom", "shop/web", "80/TCP"))
                .isEqualTo("deny");
    }

    @Test
    void blocksMatchPodsExceptOnCilium() {
        String policy = kubernetes("ingress: [{from: [{ipBlock: {cidr: 10.244.0.0/16, except: [10.244.2.0/24]}}]}]");

        assertThat(PolicyScene.of(policy).verdict("shop/db", "shop/web", "80/TCP"))
                .isEqualTo("allow");
        assertThat(PolicyScene.of(policy).verdict("ops/prom", "shop/web", "80/TCP"))
                .isEqualTo("deny");
        assertThat(PolicyScene.of(CILIUM, policy).verdict("shop/db", "shop/web", "80/TCP"))
                .isEqualTo("deny");
    }

    @Test
    void aPodSelectorAloneMeansTheSameNamespaceAndBothTogetherBoth() {
        String both = "ingress: [{from: [{podSelector: {matchLabels: {app: prom}}, "
                + "namespaceSelector: {matchLabels: {team: ops}}}]}]";

        assertThat(verdict("ingress: [{from: [{podSelector: {}}]}]", "ops/prom", "shop/web", "80/TCP"))
                .isEqualTo("deny");
        assertThat(verdict(both, "ops/prom", "shop/web", "80/TCP")).isEqualTo("allow");
        assertThat(verdict(both, "ops/web", "shop/web", "80/TCP")).isEqualTo("deny");
        assertThat(verdict("ingress: [{from: [{namespaceSelector: {}}]}]", "ops/web", "shop/web", "80/TCP"))
                .isEqualTo("allow");
    }

    @Test
    void anEmptyListOfPeersOrPortsMeansAll() {
        assertThat(verdict("ingress: [{from: [], ports: []}]", "203.0.113.9", "shop/web", "80/UDP"))
                .isEqualTo("allow");
        assertThat(verdict("ingress: []", "203.0.113.9", "shop/web", "80/UDP")).isEqualTo("deny");
    }

    @Test
    void portsDefaultToTcpAndNamesAreTheDestinations() {
        String egress = "egress: [{ports: [{port: http}, {port: 53, protocol: UDP}]}], policyTypes: [Egress]";

        assertThat(verdict("ingress: [{ports: [{port: 80}]}]", "shop/db", "shop/web", "80/UDP"))
                .isEqualTo("deny");
        assertThat(verdict(egress, "shop/web", "shop/db", "80/TCP")).isEqualTo("allow");
        assertThat(verdict(egress, "shop/web", "shop/db", "8080/TCP")).isEqualTo("deny");
        assertThat(verdict(egress, "shop/web", "203.0.113.9", "53/UDP")).isEqualTo("allow");
    }

    @Test
    void theOwnNodeAndThePodItselfAlwaysReachIt() {
        assertThat(verdict("policyTypes: [Ingress, Egress]", "ops/agent", "shop/web", "80/TCP"))
                .isEqualTo("allow");
        assertThat(verdict("policyTypes: [Ingress, Egress]", "shop/web", "shop/web", "80/TCP"))
                .isEqualTo("allow");
        assertThat(verdict("policyTypes: [Ingress, Egress]", "reserved:remote-node", "shop/web", "80/TCP"))
                .isEqualTo("deny");
    }

    @Test
    void aDenialNamesThePoliciesThatCloseTheDirection() {
        PolicyScene scene = PolicyScene.of(kubernetes("policyTypes: [Ingress]"));

        assertThat(scene.ask("shop/db", "shop/web", "80/TCP").ingress().explain())
                .isEqualTo("no rule allows it; closed by NetworkPolicy shop/n");
        assertThat(scene.ask("shop/db", "shop/web", "80/TCP").egress().explain())
                .isEqualTo("no policy concerns this direction");
    }

    @Test
    void policiesAreAUnion() {
        PolicyScene scene = PolicyScene.of(
                kubernetes("ingress: [{ports: [{port: 80}]}]"),
                kubernetes("ingress: [{ports: [{port: 81}]}]").replace("name: n", "name: m"));

        assertThat(scene.verdict("shop/db", "shop/web", "80/TCP")).isEqualTo("allow");
        assertThat(scene.ask("shop/db", "shop/web", "80/TCP").ingress().explain())
                .isEqualTo("allowed by NetworkPolicy shop/n spec.ingress[0]");
        assertThat(scene.verdict("shop/db", "shop/web", "81/TCP")).isEqualTo("allow");
        assertThat(scene.verdict("shop/db", "shop/web", "82/TCP")).isEqualTo("deny");
    }
}
