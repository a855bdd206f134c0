package io.policap.emit.lint;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class NetworkPolicyLintTest {
    private static final String API = "refused by api-server ";
    private static final String BOTH = "refused by api-server and cilium ";
    private static final String HEAD = "apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\n";
    private static final String META = HEAD + "metadata: {name: p, namespace: shop, #}\n";
    private static final String SPEC = HEAD + "metadata: {name: p, namespace: shop}\nspec: {#}\n";
    private static final String PORT = SPEC.replace("#", "ingress: [{ports: [{#}]}]");
    private static final String BLOCK = SPEC.replace("#", "ingress: [{from: [{ipBlock: {#}}]}]");
    private static final String SELECTOR = SPEC.replace("#", "podSelector: {#}");

    private static String path(String rest) {
        return "spec.ingress[0]." + rest + " ";
    }

    static List<RulePair> pairs() {
        return List.of(
                RulePair.of(API + path("ports[0].port") + "port", PORT, "port: 1", "port: 0"),
                RulePair.of(API + path("ports[0].port") + "port", PORT, "port: 65535", "port: 65536"),
                RulePair.of(API + path("ports[0].port") + "port", PORT, "port: http", "port: HTTP"),
                RulePair.of(API + path("ports[0].port") + "port", PORT, "port: a-b", "port: a--b"),
                RulePair.of(API + path("ports[0].port") + "port", PORT, "port: 80", "port: '80'"),
                RulePair.of(
                        API + path("ports[0].port") + "port", PORT, "port: a23456789012345", "port: a234567890123456"),
                RulePair.of(BOTH + path("ports[0].port") + "wrong-type", PORT, "port: 8", "port: 8.5"),
                RulePair.of(BOTH + path("ports[0].port") + "wrong-type", PORT, "port: 8", "port: true"),
                RulePair.of(
                        BOTH + path("ports[0].endPort") + "wrong-type",
                        PORT,
                        "port: 8, endPort: 9",
                        "port: 8, endPort: '9'"),
                RulePair.of(
                        API + path("ports[0].endPort") + "end-port",
                        PORT,
                        "port: 8, endPort: 8",
                        "port: 8, endPort: 7"),
                RulePair.of(
                        API + path("ports[0].endPort") + "end-port",
                        PORT,
                        "port: 8, endPort: 65535",
                        "port: 8, endPort: 65536"),
                RulePair.of(API + path("ports[0].endPort") + "end-port", PORT, "protocol: TCP", "endPort: 7"),
                RulePair.of(API + path("ports[0].endPort") + "end-port", PORT, "port: http", "port: http, endPort: 7"),
                RulePair.of(API + path("ports[0].protocol") + "protocol", PORT, "protocol: SCTP", "protocol: ANY"),
                RulePair.of(API + path("ports[0].protocol") + "protocol", PORT, "protocol: TCP", "protocol: tcp"),
                RulePair.of(API + path("ports[0].prot") + "unknown-field", PORT, "protocol: TCP", "prot: TCP"),
                RulePair.of(API + path("from[0].ipBlock.cidr") + "cidr", BLOCK, "cidr: 10.0.0.1/32", "cidr: 10.0.0.1"),
                RulePair.of(
                        API + path("from[0].ipBlock.cidr") + "cidr", BLOCK, "cidr: 10.0.0.0/8", "cidr: 10.0.0.0/33"),
                RulePair.of(
                        API + path("from[0].ipBlock.cidr") + "cidr", BLOCK, "cidr: 10.0.0.0/8", "cidr: 10.0.0.0/08"),
                RulePair.of(
                        API + path("from[0].ipBlock.cidr") + "cidr",
                        BLOCK,
                        "cidr: 10.0.0.0/8",
                        "cidr: '::ffff:10.0.0.0/8'"),
                RulePair.of(
                        API + path("from[0].ipBlock.cidr") + "cidr-host-bits",
                        BLOCK,
                        "cidr: 10.0.0.0/8",
                        "cidr: 10.0.0.1/8"),
                RulePair.of(BOTH + path("from[0].ipBlock.cidr") + "cidr", BLOCK, "cidr: 10.0.0.0/8", "cidr: ''"),
                RulePair.of(BOTH + path("from[0].ipBlock.cidr") + "cidr", BLOCK, "cidr: 10.0.0.0/8", "except: []"),
                RulePair.of(
                        API + path("from[0].ipBlock.except[0]") + "except-outside",
                        BLOCK,
                        "cidr: 10.0.0.0/8, except: [10.0.0.0/9]",
                        "cidr: 10.0.0.0/8, except: [10.0.0.0/8]"),
                RulePair.of(
                        API + path("from[0].ipBlock.except[0]") + "except-outside",
                        BLOCK,
                        "cidr: '2001:db8::/32', except: ['2001:db8:1::/48']",
                        "cidr: '2001:db8::/32', except: [10.0.0.0/8]"),
                RulePair.of(
                        API + path("from[0]") + "peer",
                        SPEC,
                        "ingress: [{from: [{podSelector: {}}]}]",
                        "ingress: [{from: [{}]}]"),
                RulePair.of(
                        API + path("from[0]") + "peer",
                        SPEC,
                        "ingress: [{from: [{ipBlock: {cidr: '::/0'}}]}]",
                        "ingress: [{from: [{ipBlock: {cidr: '::/0'}, podSelector: {}}]}]"),
                RulePair.of(
                        API + "spec.policyTypes[0] policy-types",
                        SPEC,
                        "policyTypes: [Egress]",
                        "policyTypes: [egress]"),
                RulePair.of(
                        API + "spec.policyTypes policy-types",
                        SPEC,
                        "policyTypes: [Egress, Ingress]",
                        "policyTypes: [Egress, Ingress, Egress]"),
                RulePair.of(
                        API + "spec.podSelector.matchLabels.a b label-key",
                        SELECTOR,
                        "matchLabels: {a: b}",
                        "matchLabels: {a b: c}"),
                RulePair.of(
                        API + "spec.podSelector.matchLabels.a label-value",
                        SELECTOR,
                        "matchLabels: {a: ''}",
                        "matchLabels: {a: -b}"),
                RulePair.of(
                        BOTH + "spec.podSelector.matchLabels.a wrong-type",
                        SELECTOR,
                        "matchLabels: {a: '1'}",
                        "matchLabels: {a: 1}"),
                RulePair.of(
                        API + "spec.podSelector.matchExpressions[0].values selector-values",
                        SELECTOR,
                        "matchExpressions: [{key: a, operator: In, values: [b]}]",
                        "matchExpressions: [{key: a, operator: In}]"),
                RulePair.of(
                        API + "spec.podSelector.matchExpressions[0].values selector-values",
                        SELECTOR,
                        "matchExpressions: [{key: a, operator: Exists}]",
                        "matchExpressions: [{key: a, operator: Exists, values: [b]}]"),
                RulePair.of(
                        API + "spec.podSelector.matchExpressions[0].operator selector-operator",
                        SELECTOR,
                        "matchExpressions: [{key: a, operator: DoesNotExist}]",
                        "matchExpressions: [{key: a, operator: Gt}]"),
                RulePair.of(
                        API + "spec.podSelector.matchExpressions[0].key label-key",
                        SELECTOR,
                        "matchExpressions: [{key: a, operator: Exists}]",
                        "matchExpressions: [{operator: Exists}]"),
                RulePair.of(BOTH + "spec.ingress wrong-type", SPEC, "ingress: [{}]", "ingress: {}"),
                RulePair.of(BOTH + "spec.podSelector wrong-type", SPEC, "podSelector: {}", "podSelector: []"),
                RulePair.of(API + "metadata.name object-name", HEAD + "metadata: {name: #}", "a.b-c", "a_b"),
                RulePair.of(
                        API + "metadata.name object-name", HEAD + "metadata: {#}", "generateName: a", "labels: {a: b}"),
                RulePair.of(
                        API + "metadata.namespace namespace-name",
                        HEAD + "metadata: {name: p, namespace: #}",
                        "a-b",
                        "a.b"),
                RulePair.of(API + "metadata.labels.a label-value", META, "labels: {a: b}", "labels: {a: b c}"),
                RulePair.of(
                        API + "metadata.annotations.a/b/c annotation",
                        META,
                        "annotations: {a/b: any thing}",
                        "annotations: {a/b/c: d}"),
                RulePair.of(
                        BOTH + "metadata.annotations.a wrong-type",
                        META,
                        "annotations: {a: 'true'}",
                        "annotations: {a: true}"),
                RulePair.of(API + "metadata.owner unknown-field", META, "uid: x", "owner: x"),
                RulePair.of(API + "status unknown-field", SPEC.replace("#", "") + "#", "", "status: {}"),
                RulePair.of(
                        API + "apiVersion api-version",
                        SPEC.replace("#", "").replace("networking.k8s.io/v1", "networking.k8s.io/#"),
                        "v1",
                        "v1beta1"));
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void theNeighbourIsRefused(RulePair pair) {
        pair.check(LintedText.LATEST);
    }
}
