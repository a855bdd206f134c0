package io.policap.emit.read;

import static io.policap.emit.read.PolicyScene.cilium;
import static io.policap.emit.read.PolicyScene.clusterwide;
import static io.policap.emit.read.PolicyScene.kubernetes;
import static org.assertj.core.api.Assertions.assertThat;

import io.policap.infer.evaluate.Decision;
import io.policap.infer.evaluate.EvaluatorOptions;
import io.policap.infer.evaluate.Outcome;
import io.policap.infer.evaluate.Reason;
import io.policap.infer.policy.cilium.CiliumLabelFilter;
import org.junit.jupiter.api.Test;

/** What Cilium's policies mean where that is easily got wrong. */
class CiliumSemanticsTest {
    private static void allows(PolicyScene scene, String source, String destination, String port) {
        assertThat(scene.verdict(source, destination, port))
                .as(scene.ask(source, destination, port).toString())
                .isEqualTo("allow");
    }

    private static void denies(PolicyScene scene, String source, String destination, String port) {
        assertThat(scene.verdict(source, destination, port))
                .as(scene.ask(source, destination, port).toString())
                .isEqualTo("deny");
    }

    @Test
    void anEmptyItemAllowsNothingHereAndEverythingInANetworkPolicy() {
        denies(PolicyScene.of(cilium("ingress: [{}]")), "shop/db", "shop/web", "80/TCP");
        allows(PolicyScene.of(kubernetes("ingress: [{}]")), "shop/db", "shop/web", "80/TCP");
    }

    @Test
    void anEmptyPeerSelectorMeansTheSameNamespaceOnly() {
        PolicyScene scene = PolicyScene.of(cilium("ingress: [{fromEndpoints: [{}]}]"));

        allows(scene, "shop/db", "shop/web", "80/TCP");
        denies(scene, "ops/prom", "shop/web", "80/TCP");
        denies(scene, "203.0.113.9", "shop/web", "80/TCP");
    }

    @Test
    void anotherNamespaceHasToBeNamedInAnyOfTheWaysThereAre() {
        for (String selector : new String[] {
            "{matchLabels: {'k8s:io.kubernetes.pod.namespace': ops, app: prom}}",
            "{matchLabels: {io.kubernetes.pod.namespace: ops}}",
            "{matchLabels: {'k8s:io.cilium.k8s.namespace.labels.team': ops}}",
            "{matchExpressions: [{key: 'k8s:io.kubernetes.pod.namespace', operator: Exists}]}",
        }) {
            allows(
                    PolicyScene.of(cilium("ingress: [{fromEndpoints: [" + selector + "]}]")),
                    "ops/prom",
                    "shop/web",
                    "80/TCP");
        }
        denies(
                PolicyScene.of(cilium("ingress: [{fromEndpoints: [{matchLabels: {app: prom}}]}]")),
                "ops/prom",
                "shop/web",
                "80/TCP");
    }

    @Test
    void aClusterwidePolicyMeansPodsOfAllNamespacesAndNothingElse() {
        PolicyScene scene = PolicyScene.of(clusterwide("ingress: [{fromEndpoints: [{}]}]"));

        allows(scene, "shop/db", "ops/web", "80/TCP");
        allows(scene, "ops/prom", "shop/web", "80/TCP");
        denies(scene, "203.0.113.9", "shop/web", "80/TCP");
        denies(scene, "reserved:remote-node", "shop/web", "80/TCP");
    }

    @Test
    void podsOfAnotherClusterHaveToBeNamed() {
        denies(PolicyScene.of(cilium("ingress: [{fromEndpoints: [{}]}]")), "east/db", "shop/web", "80/TCP");
        allows(
                PolicyScene.of(cilium("ingress: [{fromEndpoints: [{matchExpressions: "
                        + "[{key: io.cilium.k8s.policy.cluster, operator: Exists}]}]}]")),
                "east/db",
                "shop/web",
                "80/TCP");
        assertThat(PolicyScene.of(cilium("egress: [{}]"))
                        .ask("shop/web", "east/db", "80/TCP")
                        .ingress()
                        .outcome())
                .isEqualTo(Outcome.ABSENT);
    }

    @Test
    void theOwnNodeMayAlwaysReachItsPodsUnlessARuleDeniesIt() {
        PolicyScene closed = PolicyScene.of(cilium("ingress: [{}]"));

        allows(closed, "reserved:host", "shop/web", "80/TCP");
        allows(closed, "ops/agent", "shop/web", "80/TCP");
        denies(closed, "reserved:remote-node", "shop/web", "80/TCP");
        denies(closed, "reserved:kube-apiserver", "shop/web", "80/TCP");
        denies(PolicyScene.of(cilium("ingressDeny: [{fromEntities: [host]}]")), "reserved:host", "shop/web", "80/TCP");
        denies(PolicyScene.of(cilium("egress: [{}]")), "shop/web", "reserved:host", "80/TCP");
    }

    @Test
    void prefixesNeverMatchPodsOrNodes() {
        PolicyScene scene = PolicyScene.of(cilium("egress: [{toCIDR: [0.0.0.0/0]}]"));

        allows(scene, "shop/web", "203.0.113.9", "80/TCP");
        denies(scene, "shop/web", "shop/db", "80/TCP");
        denies(scene, "shop/web", "reserved:remote-node", "80/TCP");
        denies(scene, "shop/web", "2001:db8::1", "80/TCP");
    }

    @Test
    void exceptionsAndGroupsOfPrefixesCount() {
        PolicyScene scene = PolicyScene.of(
                cilium("egress: [{toCIDRSet: [{cidr: 203.0.113.0/24, except: [203.0.113.128/25]}, "
                        + "{cidrGroupRef: office}, {cidrGroupRef: missing}]}]"),
                "{apiVersion: cilium.io/v2, kind: CiliumCIDRGroup, metadata: {name: office}, "
                        + "spec: {externalCIDRs: [198.51.100.0/24]}}");

        allows(scene, "shop/web", "203.0.113.9", "80/TCP");
        denies(scene, "shop/web", "203.0.113.200", "80/TCP");
        allows(scene, "shop/web", "198.51.100.1", "80/TCP");
        assertThat(scene.issues()).singleElement().asString().contains("missing");
    }

    @Test
    void anEmptyPeerListMatchesNothingAndAnAbsentOneEverything() {
        String ports = "toPorts: [{ports: [{port: '80', protocol: TCP}]}]";

        denies(
                PolicyScene.of(cilium("ingress: [{fromEndpoints: [], " + ports + "}]")),
                "shop/db",
                "shop/web",
                "80/TCP");
        allows(PolicyScene.of(cilium("ingress: [{" + ports + "}]")), "203.0.113.9", "shop/web", "80/TCP");
        denies(PolicyScene.of(cilium("ingress: [{" + ports + "}]")), "203.0.113.9", "shop/web", "81/TCP");
    }

    @Test
    void denyRulesBeatAllowRulesInWhateverPolicyTheyAre() {
        PolicyScene scene = PolicyScene.of(
                kubernetes("ingress: [{}]"),
                clusterwide("ingressDeny: [{fromEntities: [all], toPorts: [{ports: [{port: '80'}]}]}]"));

        denies(scene, "shop/db", "shop/web", "80/TCP");
        allows(scene, "shop/db", "shop/web", "81/TCP");
        assertThat(scene.ask("shop/db", "shop/web", "80/TCP").ingress().explain())
                .isEqualTo("denied by CiliumClusterwideNetworkPolicy c spec.ingressDeny[0]");
    }

    @Test
    void aPolicyThatOnlyDeniesClosesItsDirectionUnlessToldNotTo() {
        String deny = "ingressDeny: [{fromEntities: [world]}]";

        denies(PolicyScene.of(cilium(deny)), "shop/db", "shop/web", "80/TCP");
        PolicyScene open = PolicyScene.of(cilium(deny + ", enableDefaultDeny: {ingress: false}"));
        allows(open, "shop/db", "shop/web", "80/TCP");
        denies(open, "203.0.113.9", "shop/web", "80/TCP");
    }

    @Test
    void anAuditPolicyCutsNothingAndTellsWhatItCovers() {
        PolicyScene scene =
                PolicyScene.of(cilium("ingress: [{fromEndpoints: [{matchLabels: {app: db}}]}], egress: [{}], "
                        + "enableDefaultDeny: {ingress: false, egress: false}"));

        Decision covered = scene.ask("shop/db", "shop/web", "80/TCP");
        Decision uncovered = scene.ask("ops/prom", "shop/web", "80/TCP");
        assertThat(covered.ingress().reason()).isEqualTo(Reason.RULE_ALLOWS);
        assertThat(uncovered.ingress().reason()).isEqualTo(Reason.NO_DEFAULT_DENY);
        assertThat(uncovered.allowed()).isTrue();
        allows(scene, "shop/web", "203.0.113.9", "80/TCP");
    }

    @Test
    void oneClosingPolicyClosesForAllAndNetworkPoliciesAlwaysClose() {
        String audit =
                cilium("ingress: [{fromEndpoints: [{matchLabels: {app: db}}]}], enableDefaultDeny: {ingress: false}");
        PolicyScene scene = PolicyScene.of(audit, kubernetes("policyTypes: [Ingress]"));

        allows(scene, "shop/db", "shop/web", "80/TCP");
        denies(scene, "ops/prom", "shop/web", "80/TCP");
    }

    @Test
    void portsWithL7RulesRedirectEvenWhereAnotherRuleAllowsWithout() {
        PolicyScene scene = PolicyScene.of(cilium("ingress: [{fromEndpoints: [{}]}, {fromEndpoints: [{}], toPorts: "
                + "[{ports: [{port: '80', protocol: TCP}], rules: {http: [{method: GET}]}}]}]"));

        assertThat(scene.verdict("shop/db", "shop/web", "80/TCP")).isEqualTo("redirect");
        allows(scene, "shop/db", "shop/web", "81/TCP");
    }

    @Test
    void portsNeverCoverIcmpButRulesWithoutPortsDo() {
        PolicyScene ports = PolicyScene.of(
                cilium("ingress: [{fromEndpoints: [{}], toPorts: [{ports: [{port: '0', protocol: ANY}]}]}]"));
        PolicyScene types = PolicyScene.of(
                cilium(
                        "ingress: [{fromEndpoints: [{}], icmps: [{fields: [{type: EchoRequest}, {type: 128, family: IPv6}]}]}]"));

        allows(ports, "shop/db", "shop/web", "1234/SCTP");
        denies(ports, "shop/db", "shop/web", "8/ICMP");
        allows(PolicyScene.of(cilium("ingress: [{fromEndpoints: [{}]}]")), "shop/db", "shop/web", "8/ICMP");
        allows(types, "shop/db", "shop/web", "8/ICMP");
        allows(types, "shop/db", "shop/web", "128/ICMPV6");
        denies(types, "shop/db", "shop/web", "0/ICMP");
        denies(types, "shop/db", "shop/web", "80/TCP");
    }

    @Test
    void rangesAndNamedPortsAreTheDestinations() {
        PolicyScene range = PolicyScene.of(
                cilium("ingress: [{toPorts: [{ports: [{port: '8000', endPort: 8010}, {port: '90', endPort: 80}]}]}]"));
        PolicyScene named = PolicyScene.of(cilium(
                "ingress: [{toPorts: [{ports: [{port: http}]}]}], egress: [{toPorts: [{ports: [{port: http}]}]}]"));

        allows(range, "shop/db", "shop/web", "8010/TCP");
        denies(range, "shop/db", "shop/web", "8011/TCP");
        allows(range, "shop/db", "shop/web", "90/TCP");
        denies(range, "shop/db", "shop/web", "85/TCP");
        allows(named, "shop/db", "shop/web", "8080/TCP");
        denies(named, "shop/db", "shop/web", "80/TCP");
        allows(named, "shop/web", "shop/db", "80/TCP");
        denies(named, "shop/web", "203.0.113.9", "80/TCP");
    }

    @Test
    void selectorsOnLabelsThatTheFilterDropsMatchNothing() {
        String policy = cilium("ingress: [{fromEndpoints: [{matchLabels: {pod-template-hash: abc}}]}]");

        denies(PolicyScene.of(policy), "shop/db", "shop/web", "80/TCP");
        allows(
                PolicyScene.of(EvaluatorOptions.DEFAULT.withLabelFilter(CiliumLabelFilter.all()), policy),
                "shop/db",
                "shop/web",
                "80/TCP");
    }

    @Test
    void namesMatchOutsideAddressesByWhatDnsReturned() {
        PolicyScene scene = PolicyScene.of(
                cilium("egress: [{toFQDNs: [{matchName: api.example.com}, {matchPattern: '*.vendor.io'}]}]"));

        allows(scene, "shop/web", "API.example.com.=203.0.113.9", "443/TCP");
        allows(scene, "shop/web", "eu-1.vendor.io=203.0.113.9", "443/TCP");
        denies(scene, "shop/web", "vendor.io=203.0.113.9", "443/TCP");
        denies(scene, "shop/web", "a.b.vendor.io=203.0.113.9", "443/TCP");
        denies(scene, "shop/web", "203.0.113.9", "443/TCP");
    }

    @Test
    void entitiesMeanWhatTheyMean() {
        PolicyScene cluster = PolicyScene.of(cilium("ingress: [{fromEntities: [cluster]}]"));
        PolicyScene remote = PolicyScene.of(cilium("ingress: [{fromEntities: [remote-node]}]"));

        allows(cluster, "ops/prom", "shop/web", "80/TCP");
        allows(cluster, "reserved:health", "shop/web", "80/TCP");
        denies(cluster, "203.0.113.9", "shop/web", "80/TCP");
        allows(remote, "reserved:kube-apiserver", "shop/web", "80/TCP");
        allows(
                PolicyScene.of(cilium("ingress: [{fromEndpoints: [{matchLabels: {'reserved:ingress': ''}}]}]")),
                "reserved:ingress",
                "shop/web",
                "80/TCP");
    }

    @Test
    void servicesMeanTheirPods() {
        PolicyScene scene =
                PolicyScene.of(cilium("egress: [{toServices: [{k8sService: {serviceName: db, namespace: shop}}], "
                        + "toPorts: [{ports: [{port: '5432', protocol: TCP}]}]}]"));

        allows(scene, "shop/web", "shop/db", "5432/TCP");
        denies(scene, "shop/web", "ops/prom", "5432/TCP");
    }

    @Test
    void whatCannotBeEvaluatedIsNamedAndAllowsNothing() {
        PolicyScene scene = PolicyScene.of(cilium(
                "egress: [{toGroups: [{aws: {securityGroupsNames: [a]}}]}, {toNodes: [{matchLabels: {a: b}}]}]"));

        denies(scene, "shop/web", "203.0.113.9", "80/TCP");
        assertThat(scene.issues())
                .containsExactly(
                        "not evaluated: CiliumNetworkPolicy shop/a spec.egress[0]: peers by Groups",
                        "not evaluated: CiliumNetworkPolicy shop/a spec.egress[1]: peers by Nodes");
        assertThat(scene.ask("shop/web", "203.0.113.9", "80/TCP").egress().gaps())
                .hasSize(2);
    }

    @Test
    void mutualAuthenticationIsNamedBecauseOnlyTheClusterKnowsItsOutcome() {
        PolicyScene scene =
                PolicyScene.of(cilium("ingress: [{fromEndpoints: [{}], authentication: {mode: required}}]"));

        allows(scene, "shop/db", "shop/web", "80/TCP");
        assertThat(scene.ask("shop/db", "shop/web", "80/TCP").ingress().explain())
                .isEqualTo("allowed by CiliumNetworkPolicy shop/a spec.ingress[0]; not evaluated: "
                        + "CiliumNetworkPolicy shop/a spec.ingress[0]: whether authentication required succeeds");
    }

    @Test
    void hostPoliciesAreNamedAndSelectNoPod() {
        PolicyScene scene = PolicyScene.of("{apiVersion: cilium.io/v2, kind: CiliumClusterwideNetworkPolicy, "
                + "metadata: {name: h}, spec: {nodeSelector: {}, ingress: [{}]}}");

        allows(scene, "shop/db", "shop/web", "80/TCP");
        assertThat(scene.issues()).singleElement().asString().contains("spec.nodeSelector");
    }
}
