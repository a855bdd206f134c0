package io.policap.emit.lint.schema;

import static io.policap.emit.lint.schema.Schema.atLeastOne;
import static io.policap.emit.lint.schema.Schema.exactlyOne;
import static io.policap.emit.lint.schema.Schema.fields;
import static io.policap.emit.lint.schema.Schema.list;
import static io.policap.emit.lint.schema.Schema.text;

import io.policap.emit.lint.finding.LintRule;
import io.policap.infer.policy.rollout.CiliumVersion;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The shape of CiliumNetworkPolicy, CiliumClusterwideNetworkPolicy (the same) and CiliumCIDRGroup. */
final class CiliumSchema {
    private static final Schema LABEL =
            fields("key", text(), "source", text(), "value", text()).require("key");

    static final Schema CIDR_GROUP = fields(
                    "apiVersion",
                    text(),
                    "kind",
                    text(),
                    "metadata",
                    CommonSchema.METADATA,
                    "spec",
                    fields("externalCIDRs", list(text(TextRules.CIDR))).require("externalCIDRs"))
            .require("spec");

    private CiliumSchema() {}

    static Schema policy(CiliumVersion version) {
        Schema spec = spec(version);
        Schema.Fields policy = fields(
                        "apiVersion",
                        text(),
                        "kind",
                        text(),
                        "metadata",
                        CommonSchema.METADATA,
                        "spec",
                        spec,
                        "specs",
                        list(spec),
                        "status",
                        CommonSchema.ANYTHING)
                .require("metadata");
        return CiliumFeatures.schemaWantsSpec(version)
                ? policy.choose(atLeastOne(LintRule.NO_SPEC, "spec", "specs"))
                : policy;
    }

    private static Schema spec(CiliumVersion version) {
        CiliumRuleSchema rules = new CiliumRuleSchema(version);
        Map<String, Schema> spec = new LinkedHashMap<>();
        spec.put("description", text());
        spec.put("endpointSelector", CiliumRuleSchema.SELECTOR);
        spec.put("nodeSelector", CiliumRuleSchema.SELECTOR);
        spec.put("ingress", list(rules.ingress()));
        spec.put("ingressDeny", list(rules.ingressDeny()));
        spec.put("egress", list(rules.egress()));
        spec.put("egressDeny", list(rules.egressDeny()));
        spec.put("labels", list(LABEL));
        spec.put("log", fields("value", text(TextRules.LOG_VALUE)));
        if (CiliumFeatures.hasDefaultDeny(version)) {
            spec.put("enableDefaultDeny", fields("ingress", CommonSchema.TRUTH, "egress", CommonSchema.TRUTH));
        }
        return new Schema.Fields(
                spec,
                Set.of(),
                List.of(
                        exactlyOne(LintRule.SUBJECT, "endpointSelector", "nodeSelector"),
                        atLeastOne(LintRule.NO_RULES, "ingress", "ingressDeny", "egress", "egressDeny")));
    }
}
