package io.policap.emit.lint.cilium;

import io.policap.emit.lint.finding.Findings;
import io.policap.emit.lint.finding.LintRule;
import io.policap.emit.lint.finding.Spot;
import io.policap.infer.policy.rollout.CiliumVersion;
import java.util.ArrayList;
import java.util.List;

/** What Cilium's agent refuses of a policy: the whole object for anything in it. */
public final class CiliumPolicyRules {
    private final CiliumVersion version;

    public CiliumPolicyRules(CiliumVersion version) {
        this.version = version;
    }

    /** The specs of a policy: {@code spec}, then the items of {@code specs}. */
    public static List<Spot> specs(Spot object) {
        List<Spot> specs = new ArrayList<>();
        object.field("spec").ifPresent(specs::add);
        specs.addAll(object.items("specs"));
        return specs;
    }

    /** Adds what the agent refuses. */
    public void check(Spot object, boolean clusterwide, Findings findings) {
        List<Spot> specs = specs(object);
        if (specs.isEmpty()) {
            findings.add(
                    object, LintRule.NO_SPEC, Findings.CILIUM, "neither spec nor specs; a policy needs one of them");
        }
        for (Spot spec : specs) {
            spec(spec, clusterwide, findings);
        }
    }

    private void spec(Spot spec, boolean clusterwide, Findings findings) {
        boolean host = spec.field("nodeSelector").isPresent();
        subject(spec, clusterwide, findings);
        if (CiliumSection.of(spec).isEmpty()) {
            findings.add(
                    spec,
                    LintRule.NO_RULES,
                    Findings.CILIUM,
                    "no rule in ingress, ingressDeny, egress or egressDeny; one is needed");
        }
        for (CiliumSection section : CiliumSection.of(spec)) {
            for (Spot rule : section.rules()) {
                PeerRules.check(rule, section, version, findings);
                PortRules.check(rule, section, host, version, findings);
                IcmpRules.check(rule, findings);
            }
        }
    }

    private static void subject(Spot spec, boolean clusterwide, Findings findings) {
        boolean endpoints = spec.field("endpointSelector").isPresent();
        boolean nodes = spec.field("nodeSelector").isPresent();
        if (endpoints == nodes) {
            findings.add(
                    spec,
                    LintRule.SUBJECT,
                    Findings.CILIUM,
                    endpoints
                            ? "endpointSelector and nodeSelector cannot stand beside each other"
                            : "no endpointSelector; write {} for all endpoints");
        } else if (nodes && !clusterwide) {
            spec.field("nodeSelector")
                    .ifPresent(selector -> findings.add(
                            selector,
                            LintRule.SUBJECT,
                            Findings.CILIUM,
                            "a nodeSelector is for CiliumClusterwideNetworkPolicy only"));
        }
        spec.field("endpointSelector").ifPresent(selector -> CiliumSelectorRules.check(selector, findings));
        spec.field("nodeSelector").ifPresent(selector -> CiliumSelectorRules.check(selector, findings));
    }
}
