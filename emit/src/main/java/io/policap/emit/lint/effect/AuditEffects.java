package io.policap.emit.lint.effect;

import io.policap.emit.lint.cilium.CiliumSection;
import io.policap.emit.lint.finding.Findings;
import io.policap.emit.lint.finding.LintRule;
import io.policap.emit.lint.finding.Spot;
import io.policap.infer.policy.rollout.AuditForm;
import io.policap.infer.policy.rollout.CiliumVersion;
import java.util.List;
import java.util.Optional;

/** Policies that are taken for audited and are enforced. */
final class AuditEffects {
    private AuditEffects() {}

    /** The annotation that Cilium does not know, where nothing else holds the policy back. */
    static void annotation(Spot object, List<Spot> specs, Findings findings) {
        Optional<Spot> annotation = object.field("metadata")
                .flatMap(metadata -> metadata.field("annotations"))
                .flatMap(annotations -> annotations.field(AuditForm.AUDIT_ANNOTATION));
        if (annotation.isPresent() && !specs.stream().allMatch(AuditEffects::isOpen)) {
            findings.warn(
                    annotation.get(),
                    LintRule.AUDIT_ANNOTATION,
                    "does nothing: Cilium knows no such annotation, and enforces the policy; set enableDefaultDeny to"
                            + " false for both directions");
        }
    }

    private static boolean isOpen(Spot spec) {
        Optional<Spot> deny = spec.field("enableDefaultDeny");
        boolean open =
                deny.isPresent() && deny.get().isFalse("ingress") && deny.get().isFalse("egress");
        return open || isCanary(spec);
    }

    /** Whether the policy waits for the label that puts single pods under it. */
    private static boolean isCanary(Spot spec) {
        return List.of("podSelector", "endpointSelector").stream()
                .anyMatch(name ->
                        spec.field(name).filter(AuditEffects::asksForCanary).isPresent());
    }

    /** Whether a selector asks for a label that no pod has until somebody tries the policy out. */
    static boolean asksForCanary(Spot selector) {
        return SelectorMatch.keys(selector).contains(AuditForm.ENFORCE_LABEL);
    }

    /** Whether there are DNS rules, and none of them admits every name. */
    private static boolean limitsNames(Spot rules) {
        return rules.hasItems("dns")
                && rules.items("dns").stream()
                        .noneMatch(name -> name.text("matchPattern").equals("*"));
    }

    /** L7 rules that reject although the direction is not default-deny. */
    static void l7(Spot spec, CiliumSection section, CiliumVersion version, Findings findings) {
        boolean open = spec.field("enableDefaultDeny")
                .filter(deny -> deny.isFalse(section.isIngress() ? "ingress" : "egress"))
                .isPresent();
        if (!open || section.isDeny()) {
            return;
        }
        for (Spot rule : section.rules()) {
            for (Spot toPorts : rule.items("toPorts")) {
                toPorts.field("rules")
                        .filter(rules -> rules.hasItems("http") || limitsNames(rules))
                        .ifPresent(rules -> findings.warn(
                                rules,
                                LintRule.AUDIT_L7,
                                "Cilium " + version + " rejects what these rules do not match even without default"
                                        + " deny; from 1.18 it lets it pass"));
            }
        }
    }
}
