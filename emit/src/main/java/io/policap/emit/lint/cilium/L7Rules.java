package io.policap.emit.lint.cilium;

import io.policap.emit.lint.finding.Findings;
import io.policap.emit.lint.finding.LintRule;
import io.policap.emit.lint.finding.Spot;
import io.policap.emit.lint.schema.CiliumFeatures;
import io.policap.infer.policy.cilium.CiliumProtocol;
import io.policap.infer.policy.rollout.CiliumVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the agent checks of {@code rules}: the protocol, its place, and the ports it is for. */
final class L7Rules {
    private L7Rules() {}

    /** Whether there are rules of any L7 protocol that the version knows. */
    static boolean isFilled(Spot toPorts, CiliumVersion version) {
        return toPorts.field("rules")
                .filter(rules -> !kinds(rules, version).isEmpty())
                .isPresent();
    }

    /** The L7 protocols of which there are rules. */
    private static List<String> kinds(Spot rules, CiliumVersion version) {
        List<String> kinds = new ArrayList<>();
        for (String kind : List.of("http", "dns")) {
            if (rules.hasItems(kind)) {
                kinds.add(kind);
            }
        }
        if (CiliumFeatures.hasOtherL7(version)) {
            if (rules.hasItems("kafka")) {
                kinds.add("kafka");
            }
            if (!rules.text("l7proto").isEmpty()) {
                kinds.add("l7proto");
            }
        }
        return kinds;
    }

    static void check(Spot toPorts, CiliumSection section, boolean host, CiliumVersion version, Findings findings) {
        Optional<Spot> found = toPorts.field("rules");
        if (found.isEmpty()) {
            return;
        }
        Spot rules = found.get();
        List<String> kinds = kinds(rules, version);
        if (kinds.size() > 1) {
            findings.add(
                    rules,
                    LintRule.L7_CHOICE,
                    Findings.CILIUM,
                    "rules of more than one L7 protocol: " + String.join(" and ", kinds)
                            + "; write an item of toPorts for each");
        }
        for (Spot http : rules.items("http")) {
            HttpRules.check(http, findings);
        }
        for (Spot dns : rules.items("dns")) {
            FqdnRules.check(dns, findings);
        }
        if (CiliumFeatures.hasOtherL7(version)) {
            for (Spot kafka : rules.items("kafka")) {
                kafka(kafka, findings);
            }
        }
        if (!kinds.isEmpty()) {
            boolean dns = rules.hasItems("dns");
            place(rules, section, host, dns, rules.hasItems("http"), findings);
            ports(toPorts, rules, dns, findings);
        }
    }

    private static void place(
            Spot rules, CiliumSection section, boolean host, boolean dns, boolean http, Findings findings) {
        if (dns && section.isIngress()) {
            findings.add(
                    rules.field("dns").orElse(rules),
                    LintRule.L7_PLACE,
                    Findings.CILIUM,
                    "DNS rules are for egress only");
        }
        if (host && (section.isIngress() || http)) {
            findings.add(
                    rules,
                    LintRule.L7_PLACE,
                    Findings.CILIUM,
                    section.isIngress()
                            ? "L7 rules cannot guard the ingress of nodes"
                            : "HTTP rules cannot guard the egress of nodes");
        }
    }

    private static void ports(Spot toPorts, Spot rules, boolean dns, Findings findings) {
        List<Spot> ports = toPorts.items("ports");
        if (dns && ports.isEmpty()) {
            findings.add(rules, LintRule.L7_PORT, Findings.CILIUM, "DNS rules need ports");
        }
        for (Spot port : ports) {
            Optional<CiliumProtocol> protocol = PortRules.protocol(port);
            Spot written = port.field("protocol").orElse(port);
            if (protocol.isPresent() && !fits(protocol.get(), dns)) {
                findings.add(
                        written.line(),
                        port.pathOf("protocol"),
                        LintRule.L7_PROTOCOL,
                        Findings.CILIUM,
                        "L7 rules need protocol TCP here"
                                + (dns ? ", or UDP or ANY for DNS" : "")
                                + ", not " + protocol.get()
                                + (port.field("protocol").isEmpty() ? ", which a missing protocol stands for" : ""));
            }
            if (isZero(port.text("port"))) {
                findings.add(
                        port.field("port").orElse(port),
                        LintRule.L7_PORT,
                        Findings.CILIUM,
                        "L7 rules need a port that is not 0");
            }
            if (dns
                    && port.field("endPort")
                            .flatMap(Spot::number)
                            .filter(end -> end > 0)
                            .isPresent()) {
                findings.add(
                        port.field("endPort").orElse(port),
                        LintRule.L7_PORT,
                        Findings.CILIUM,
                        "DNS rules are for single ports");
            }
        }
    }

    private static boolean fits(CiliumProtocol protocol, boolean dns) {
        return protocol == CiliumProtocol.TCP
                || (dns && (protocol == CiliumProtocol.UDP || protocol == CiliumProtocol.ANY));
    }

    private static boolean isZero(String port) {
        return !port.isEmpty() && port.chars().allMatch(c -> c == '0');
    }

    private static void kafka(Spot kafka, Findings findings) {
        if (!kafka.text("role").isEmpty() && !kafka.text("apiKey").isEmpty()) {
            findings.add(kafka, LintRule.L7_CHOICE, Findings.CILIUM, "role and apiKey cannot stand beside each other");
        }
    }
}
