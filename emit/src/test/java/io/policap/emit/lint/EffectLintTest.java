package io.policap.emit.lint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EffectLintTest {
    private static final String SAID = "accepted ";
    private static final String NP =
            "apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: p, namespace: shop}\nspec: {#}\n";
    private static final String CNP =
            "apiVersion: cilium.io/v2\nkind: CiliumNetworkPolicy\nmetadata: {name: p, namespace: shop}\nspec: {#}\n";
    private static final String IN = CNP.replace("#", "endpointSelector: {}, ingress: [{#}]");
    private static final String OUT = CNP.replace("#", "endpointSelector: {}, egress: [{#}]");
    private static final String HTTP =
            IN.replace("#", "toPorts: [{ports: [{port: '80', protocol: TCP}], rules: {http: [{#}]}}]");
    private static final String DNS = "{toPorts: [{ports: [{port: '53', protocol: ANY}], rules: {dns: [{#}]}}]}";

    static List<RulePair> networkPolicies() {
        return List.of(
                RulePair.of(
                        SAID + "spec.egress direction-not-listed",
                        NP,
                        "policyTypes: [Ingress, Egress], egress: [{}]",
                        "policyTypes: [Ingress], egress: [{}]"),
                RulePair.of(
                        SAID + "spec.egress direction-not-listed",
                        NP,
                        "policyTypes: [Egress], egress: []",
                        "egress: []"),
                RulePair.of(
                        SAID + "spec.ingress direction-not-listed",
                        NP,
                        "ingress: []",
                        "policyTypes: [Egress], ingress: []"),
                RulePair.of(
                        SAID + "spec.ingress[0].from empty-peers",
                        NP,
                        "ingress: [{ports: [{port: 1}]}]",
                        "ingress: [{from: [], ports: [{port: 1}]}]"),
                RulePair.of(
                        SAID + "spec.podSelector.matchLabels.pod-template-hash filtered-label",
                        NP,
                        "podSelector: {matchLabels: {app: a}}",
                        "podSelector: {matchLabels: {pod-template-hash: a}}"),
                RulePair.of(
                        SAID + "spec.ingress[0].from[0].podSelector.matchExpressions[0].key filtered-label",
                        NP,
                        "ingress: [{from: [{namespaceSelector: {matchExpressions: [{key: kubernetes.io/metadata.name, operator: Exists}]}}]}]",
                        "ingress: [{from: [{podSelector: {matchExpressions: [{key: kubernetes.io/metadata.name, operator: Exists}]}}]}]"));
    }

    static List<RulePair> rules() {
        return List.of(
                RulePair.of(SAID + "spec.ingress[0] empty-rule", IN, "fromEntities: [all]", ""),
                RulePair.of(
                        SAID + "spec.ingress[0] empty-rule",
                        IN.replace("#", "").replace("name: p", "name: #"),
                        "p-default-deny",
                        "p"),
                RulePair.of(
                        SAID + "spec.ingress[0].fromEndpoints empty-peers",
                        IN,
                        "fromEndpoints: [{}]",
                        "fromEndpoints: []"),
                RulePair.of(
                        SAID + "spec.egress[0].toCIDRSet empty-peers",
                        OUT,
                        "toCIDRSet: [{cidr: '::/0'}]",
                        "toCIDRSet: []"),
                RulePair.of(
                        SAID + "spec.ingress[0].toPorts[0].ports[0].endPort end-port",
                        IN,
                        "toPorts: [{ports: [{port: '80', endPort: 80}]}]",
                        "toPorts: [{ports: [{port: '80', endPort: 79}]}]"),
                RulePair.of(
                        SAID + "spec.egress[0].toServices[0] selects-nothing",
                        OUT,
                        "toServices: [{k8sService: {serviceName: a}}]",
                        "toServices: [{}]"),
                RulePair.of(
                        SAID + "spec.egress[0].toCIDRSet[0].except except-unused",
                        OUT,
                        "toCIDRSet: [{cidrGroupRef: a}]",
                        "toCIDRSet: [{cidrGroupRef: a, except: [10.0.0.0/8]}]"),
                RulePair.of(
                        SAID + "spec.ingress[0].authentication test-mode",
                        IN,
                        "fromEntities: [all], authentication: {mode: required}",
                        "fromEntities: [all], authentication: {mode: test-always-fail}"),
                RulePair.of(
                        SAID + "spec.ingress[0].icmps[0].fields[0].type icmp",
                        IN,
                        "icmps: [{fields: [{type: 255}]}]",
                        "icmps: [{fields: [{type: 256}]}]"),
                RulePair.of(
                        SAID + "spec.ingress[0].fromEndpoints[0].matchLabels.k8s:controller-uid filtered-label",
                        IN,
                        "fromEndpoints: [{matchLabels: {'k8s:app': a}}]",
                        "fromEndpoints: [{matchLabels: {'k8s:controller-uid': a}}]"),
                RulePair.of(
                        SAID
                                + "spec.ingress[0].fromEndpoints[0].matchLabels.kubernetes.io/metadata.name filtered-label",
                        IN,
                        "fromEndpoints: [{matchLabels: {'k8s:io.cilium.k8s.namespace.labels.kubernetes.io/metadata.name': a}}]",
                        "fromEndpoints: [{matchLabels: {kubernetes.io/metadata.name: a}}]"),
                RulePair.of(
                        SAID + "spec.egress[0].toEndpoints[0] namespace-of-peer",
                        OUT,
                        "toEndpoints: [{matchLabels: {k8s-app: kube-dns, 'k8s:io.kubernetes.pod.namespace': kube-system}}]",
                        "toEndpoints: [{matchLabels: {k8s-app: kube-dns}}]"),
                RulePair.of(
                        SAID + "spec.endpointSelector.matchLabels.k8s:io.kubernetes.pod.namespace namespace-of-subject",
                        CNP.replace(
                                "#",
                                "endpointSelector: {matchLabels: {'k8s:io.kubernetes.pod.namespace': #}}, ingressDeny: [{}]"),
                        "shop",
                        "other"),
                RulePair.of(
                        SAID + "metadata.namespace namespace-unused",
                        CNP.replace("#", "endpointSelector: {}, ingressDeny: [{}]")
                                .replace("kind: CiliumNetworkPolicy", "kind: CiliumClusterwideNetworkPolicy")
                                .replace("namespace: shop", "#"),
                        "labels: {}",
                        "namespace: shop"));
    }

    static List<RulePair> layer7() {
        String twice = CNP.replace(
                "#", "endpointSelector: {matchLabels: {app: a}}, egress: [{toFQDNs: [{matchName: a.example.com}]}#]");
        return List.of(
                RulePair.of(
                        SAID + "spec.egress[0].toFQDNs fqdn-without-dns",
                        twice,
                        ", " + DNS.replace("#", "matchPattern: '*'"),
                        ""),
                RulePair.of(
                        SAID + "spec.egress[0].toFQDNs[0] fqdn-not-asked",
                        twice,
                        ", " + DNS.replace("#", "matchPattern: '*.example.com'"),
                        ", " + DNS.replace("#", "matchName: example.com")),
                RulePair.of(
                        SAID + "spec.egress[0].toFQDNs[0] fqdn-not-asked",
                        twice,
                        ", " + DNS.replace("#", "matchName: A.example.com."),
                        ", " + DNS.replace("#", "matchPattern: '*'").replace("'*'", "'*.com'")),
                RulePair.of(
                        SAID + "spec.ingress[0].toPorts[0].rules.http[0].path path-without-query",
                        HTTP,
                        "path: '/v1/items/[0-9]+(\\?.*)?'",
                        "path: '/v1/items/[0-9]+'"),
                RulePair.of(
                        SAID + "spec.ingress[0].toPorts[0].rules.http[0].path path-without-slash",
                        HTTP,
                        "path: '/v1(\\?.*)?'",
                        "path: 'v1(\\?.*)?'"),
                RulePair.of(
                        SAID + "spec.ingress[0].toPorts[0].rules.http[0].host host-regex",
                        HTTP,
                        "host: 'a\\.example\\.com'",
                        "host: '*.example.com'"),
                RulePair.of(
                        SAID + "metadata.annotations.io.cilium.policy.audit-mode audit-annotation",
                        CNP.replace(
                                        "#",
                                        "endpointSelector: {}, ingressDeny: [{}], enableDefaultDeny: {ingress: false, egress: #}")
                                .replace("shop}", "shop, annotations: {io.cilium.policy.audit-mode: 'true'}}"),
                        "false",
                        "true"));
    }

    @ParameterizedTest
    @MethodSource({"networkPolicies", "rules", "layer7"})
    void theNeighbourIsAcceptedWithAWord(RulePair pair) {
        pair.check(LintedText.LATEST);
    }

    private static final String NAMED = CNP.replace(
            "#", "endpointSelector: {matchLabels: {app: a}}, egress: [{toFQDNs: [{matchName: a.example.com}]}]");

    private static String dnsRules(String namespace, String selector) {
        return CNP.replace("name: p, namespace: shop", "name: dns, namespace: " + namespace)
                .replace(
                        "#",
                        "endpointSelector: " + selector + ", egress: [" + DNS.replace("#", "matchPattern: '*'") + "]");
    }

    @Test
    void theDnsRuleMayBeInAnotherPolicyForTheSamePods() {
        assertThat(LintedText.lint(LintedText.LATEST, NAMED, dnsRules("shop", "{}"))
                        .findings())
                .isEmpty();
        assertThat(LintedText.lint(LintedText.LATEST, NAMED, dnsRules("shop", "{matchLabels: {'k8s:app': a}}"))
                        .findings())
                .isEmpty();
        assertThat(LintedText.lint(
                                LintedText.LATEST,
                                NAMED,
                                dnsRules("shop", "{}")
                                        .replace("kind: CiliumNetworkPolicy", "kind: CiliumClusterwideNetworkPolicy")
                                        .replace(", namespace: shop", ""))
                        .findings())
                .isEmpty();
        assertThat(LintedText.lint(LintedText.LATEST, NAMED, dnsRules("shop", "{matchLabels: {app: b}}"))
                        .findings())
                .hasSize(1);
        assertThat(LintedText.lint(LintedText.LATEST, NAMED, dnsRules("other", "{}"))
                        .findings())
                .hasSize(1);
    }

    @Test
    void aGroupIsMissedOnlyWhereGroupsAreGiven() {
        String policy = OUT.replace("#", "toCIDRSet: [{cidrGroupRef: a}]");
        String group =
                "apiVersion: cilium.io/v2\nkind: CiliumCIDRGroup\nmetadata: {name: #}\nspec: {externalCIDRs: []}";
        assertThat(LintedText.lint(LintedText.LATEST, policy).findings()).isEmpty();
        assertThat(LintedText.lint(LintedText.LATEST, policy, group.replace("#", "a"))
                        .findings())
                .isEmpty();
        assertThat(LintedText.brief(LintedText.lint(LintedText.LATEST, policy, group.replace("#", "b"))))
                .containsExactly("4 accepted spec.egress[0].toCIDRSet[0].cidrGroupRef cidr-group-missing");
    }

    @Test
    void thePolicyThatWaitsForItsCanaryIsNotTakenForEnforced() {
        String policy = NP.replace("shop}", "shop, annotations: {io.cilium.policy.audit-mode: 'true'}}");
        assertThat(LintedText.lint(
                                LintedText.LATEST,
                                policy.replace("#", "podSelector: {matchLabels: {policap.io/enforce: 'true'}}"))
                        .findings())
                .isEmpty();
        assertThat(LintedText.lint(LintedText.LATEST, policy.replace("#", "podSelector: {}"))
                        .findings())
                .hasSize(1);
    }
}
