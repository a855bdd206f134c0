package io.policap.emit.lint.effect;

import io.policap.emit.lint.cilium.CiliumPolicyRules;
import io.policap.emit.lint.cilium.CiliumSection;
import io.policap.emit.lint.finding.Findings;
import io.policap.emit.lint.finding.LintRule;
import io.policap.emit.lint.finding.Spot;
import io.policap.emit.lint.schema.CiliumFeatures;
import java.util.Locale;

/** What a Cilium policy says without effect, or with another one than was meant. */
public final class CiliumEffects {
    private final Surroundings around;

    public CiliumEffects(Surroundings around) {
        this.around = around;
    }

    /** Adds what is accepted and does nothing, or not what was meant. */
    public void check(Spot object, boolean clusterwide, Findings findings) {
        String namespace =
                object.field("metadata").map(of -> of.text("namespace")).orElse("");
        String name = object.field("metadata").map(of -> of.text("name")).orElse("");
        // Whoever calls it so wants the rule that allows nothing.
        boolean closing = name.toLowerCase(Locale.ROOT).contains("deny");
        if (clusterwide && !namespace.isEmpty()) {
            object.field("metadata")
                    .flatMap(metadata -> metadata.field("namespace"))
                    .ifPresent(field -> findings.warn(
                            field, LintRule.NAMESPACE_UNUSED, "does nothing: the policy is for all namespaces"));
        }
        AuditEffects.annotation(object, CiliumPolicyRules.specs(object), findings);
        SelectorEffects selectors = new SelectorEffects(around, findings);
        String scope = clusterwide ? "" : namespace;
        for (Spot spec : CiliumPolicyRules.specs(object)) {
            spec.field("endpointSelector").ifPresent(subject -> selectors.subject(subject, scope, clusterwide));
            Spot subject = spec.field("endpointSelector").orElse(spec);
            for (CiliumSection section : CiliumSection.of(spec)) {
                RuleEffects rules = new RuleEffects(section, around, findings);
                section.rules().forEach(rule -> rules.check(rule, subject, scope, clusterwide, closing));
                if (!CiliumFeatures.auditsL7(around.version())) {
                    AuditEffects.l7(spec, section, around.version(), findings);
                }
            }
            FqdnEffects.check(spec, scope, around, findings);
        }
    }
}
