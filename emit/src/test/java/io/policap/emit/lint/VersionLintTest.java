package io.policap.emit.lint;

import static org.assertj.core.api.Assertions.assertThat;

import io.policap.emit.lint.finding.Finding;
import io.policap.emit.lint.finding.Refuser;
import io.policap.infer.policy.rollout.CiliumVersion;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VersionLintTest {
    private static final String CNP =
            "apiVersion: cilium.io/v2\nkind: CiliumNetworkPolicy\nmetadata: {name: p, namespace: shop}\nspec:"
                    + " {endpointSelector: {}, #}\n";
    private static final String PORT = "ingress: [{toPorts: [{ports: [{port: '80', protocol: TCP}], #}]}]";

    private static String text(String what) {
        switch (what) {
            case "enableDefaultDeny":
                return "ingressDeny: [{}], enableDefaultDeny: {ingress: false}";
            case "kafka":
                return PORT.replace("#", "rules: {kafka: [{topic: a}]}");
            case "kafkaTwice":
                return PORT.replace("#", "rules: {kafka: [{role: produce, apiKey: fetch}]}");
            case "l7proto":
                return PORT.replace("#", "rules: {l7proto: a, l7: [{b: c}]}");
            case "requires":
                return "ingress: [{fromRequires: [{}], fromEntities: [all]}]";
            case "bareAddress":
                return "ingress: [{fromCIDR: [10.0.0.1]}]";
            case "widerExcept":
                return "ingress: [{fromCIDRSet: [{cidr: 10.0.0.0/16, except: [10.0.0.0/8]}]}]";
            case "clusterMesh":
                return "ingress: [{fromEntities: [cluster-mesh]}]";
            case "starInServerName":
                return PORT.replace("#", "serverNames: ['a.*.example.com']");
            case "gre":
                return "ingress: [{toPorts: [{ports: [{protocol: GRE, port: '0'}]}]}]";
            default:
                return PORT.replace("#", "rules: {http: [{method: GET}]}")
                        + ", enableDefaultDeny: {ingress: false, egress: false}";
        }
    }

    @ParameterizedTest(name = "{0} in {1}")
    @CsvSource({
        "enableDefaultDeny, 1.15, api-server",
        "enableDefaultDeny, 1.16, ''",
        "kafka, 1.19, warned",
        "kafka, 1.20, api-server",
        "kafkaTwice, 1.19, cilium",
        "kafkaTwice, 1.20, api-server",
        "l7proto, 1.18, warned",
        "l7proto, 1.20, api-server",
        "requires, 1.19, warned",
        "requires, 1.20, api-server+cilium",
        "bareAddress, 1.19, api-server",
        "bareAddress, 1.20, api-server+cilium",
        "widerExcept, 1.19, ''",
        "widerExcept, 1.20, cilium",
        "clusterMesh, 1.19, api-server+cilium",
        "clusterMesh, 1.20, ''",
        "starInServerName, 1.19, api-server",
        "starInServerName, 1.20, ''",
        "gre, 1.19, api-server+cilium",
        "gre, 1.20, cilium",
        "auditedL7, 1.17, warned",
        "auditedL7, 1.18, ''",
    })
    void aVersionTakesWhatItHas(String what, String version, String said) {
        List<Finding> findings = LintedText.lint(CiliumVersion.parse(version), CNP.replace("#", text(what)))
                .findings();
        StringBuilder refused = new StringBuilder();
        for (Refuser refuser : Refuser.values()) {
            if (findings.stream().anyMatch(finding -> finding.refusedBy().contains(refuser))) {
                refused.append(refused.length() > 0 ? "+" : "").append(refuser.text());
            }
        }
        String found = refused.length() > 0 ? refused.toString() : findings.isEmpty() ? "" : "warned";
        assertThat(found).as("%s", findings).isEqualTo(said);
    }
}
