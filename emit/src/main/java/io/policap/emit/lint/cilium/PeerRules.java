package io.policap.emit.lint.cilium;

import io.policap.emit.lint.finding.Findings;
import io.policap.emit.lint.finding.LintRule;
import io.policap.emit.lint.finding.Spot;
import io.policap.emit.lint.schema.CiliumFeatures;
import io.policap.emit.read.Excerpt;
import io.policap.infer.policy.cilium.CiliumEntity;
import io.policap.infer.policy.rollout.CiliumVersion;
import java.util.ArrayList;
import java.util.List;

/** What the agent checks of the peers of a rule. */
final class PeerRules {
    private static final List<String> KINDS =
            List.of("Endpoints", "CIDR", "CIDRSet", "Entities", "Nodes", "Groups", "Services", "FQDNs");

    private PeerRules() {}

    static void check(Spot rule, CiliumSection section, CiliumVersion version, Findings findings) {
        String prefix = section.prefix();
        List<String> filled = new ArrayList<>();
        for (String kind : KINDS) {
            if (rule.hasItems(prefix + kind) && isField(kind, section)) {
                filled.add(prefix + kind);
            }
        }
        if (filled.size() > 1) {
            Spot second = rule.field(filled.get(1)).orElse(rule);
            findings.add(
                    second,
                    LintRule.COMBINED_PEERS,
                    Findings.CILIUM,
                    filled.get(1) + " cannot stand beside " + filled.get(0) + "; write a rule of its own");
        }
        for (Spot selector : rule.items(prefix + "Endpoints")) {
            CiliumSelectorRules.check(selector, findings);
        }
        nodes(rule, prefix, findings);
        if (CiliumFeatures.hasRequires(version)) {
            for (Spot selector : rule.items(prefix + "Requires")) {
                CiliumSelectorRules.check(selector, findings);
            }
        }
        for (Spot cidr : rule.items(prefix + "CIDR")) {
            CidrRules.prefix(cidr, version, findings);
        }
        for (Spot set : rule.items(prefix + "CIDRSet")) {
            CidrRules.set(set, version, findings);
        }
        for (Spot entity : rule.items(prefix + "Entities")) {
            entity(entity, version, findings);
        }
        if (!section.isIngress()) {
            services(rule, findings);
            if (!section.isDeny()) {
                for (Spot name : rule.items("toFQDNs")) {
                    FqdnRules.check(name, findings);
                }
            }
        }
    }

    private static boolean isField(String kind, CiliumSection section) {
        switch (kind) {
            case "Services":
                return !section.isIngress();
            case "FQDNs":
                return !section.isIngress() && !section.isDeny();
            default:
                return true;
        }
    }

    private static void nodes(Spot rule, String prefix, Findings findings) {
        List<Spot> nodes = rule.items(prefix + "Nodes");
        if (!nodes.isEmpty()) {
            findings.add(
                    rule.field(prefix + "Nodes").orElse(rule),
                    LintRule.NODE_PEERS,
                    Findings.CILIUM,
                    "the agent takes this only with enable-node-selector-labels, which is off by default");
        }
        for (Spot selector : nodes) {
            CiliumSelectorRules.check(selector, findings);
        }
    }

    private static void services(Spot rule, Findings findings) {
        for (Spot service : rule.items("toServices")) {
            service.field("k8sServiceSelector")
                    .flatMap(labelled -> labelled.field("selector"))
                    .ifPresent(selector -> CiliumSelectorRules.check(selector, findings));
        }
    }

    private static void entity(Spot spot, CiliumVersion version, Findings findings) {
        String text = spot.text().orElse("");
        boolean known = CiliumEntity.of(text)
                .filter(entity -> entity != CiliumEntity.CLUSTER_MESH || CiliumFeatures.hasClusterMeshEntity(version))
                .isPresent();
        if (!known && spot.text().isPresent()) {
            findings.add(
                    spot,
                    LintRule.ENTITY,
                    Findings.CILIUM,
                    "is " + Excerpt.of(text) + ", no entity of Cilium " + version);
        }
    }
}
