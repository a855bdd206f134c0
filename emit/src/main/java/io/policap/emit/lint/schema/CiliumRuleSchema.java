package io.policap.emit.lint.schema;

import static io.policap.emit.lint.schema.Schema.exactlyOne;
import static io.policap.emit.lint.schema.Schema.fields;
import static io.policap.emit.lint.schema.Schema.list;
import static io.policap.emit.lint.schema.Schema.text;

import io.policap.emit.lint.finding.LintRule;
import io.policap.infer.policy.rollout.CiliumVersion;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The shape of a rule of Cilium: peers, and what else stands beside the ports. */
final class CiliumRuleSchema {
    static final Schema SELECTOR = fields(
            "matchLabels",
            new Schema.Entries(text(TextRules.LABEL_VALUE)),
            "matchExpressions",
            list(fields(
                            "key",
                            text(),
                            "operator",
                            text(TextRule.oneOf(
                                    LintRule.SELECTOR_OPERATOR, List.of("In", "NotIn", "Exists", "DoesNotExist"))),
                            "values",
                            list(text()))
                    .require("key", "operator")));

    private static final Schema CIDR_SET = fields(
                    "cidr",
                    text(TextRules.CIDR),
                    "cidrGroupRef",
                    text(TextRules.GROUP_NAME),
                    "cidrGroupSelector",
                    SELECTOR,
                    "except",
                    list(text(TextRules.CIDR)))
            .choose(exactlyOne(LintRule.CIDR_CHOICE, "cidr", "cidrGroupRef", "cidrGroupSelector"));

    private static final Schema GROUP = fields(
            "aws",
            fields(
                    "labels",
                    new Schema.Entries(text()),
                    "region",
                    text(),
                    "securityGroupsIds",
                    list(text()),
                    "securityGroupsNames",
                    list(text())));

    private static final Schema SERVICE = fields(
            "k8sService",
            fields("namespace", text(), "serviceName", text()),
            "k8sServiceSelector",
            fields("namespace", text(), "selector", SELECTOR).require("selector"));

    static final Schema DNS = fields("matchName", text(TextRules.DNS_NAME), "matchPattern", text(TextRules.DNS_PATTERN))
            .choose(exactlyOne(LintRule.DNS_CHOICE, "matchName", "matchPattern"));

    private static final Schema AUTHENTICATION = fields(
                    "mode",
                    text(TextRule.oneOf(LintRule.UNKNOWN_VALUE, List.of("disabled", "required", "test-always-fail"))))
            .require("mode");

    private final CiliumVersion version;

    CiliumRuleSchema(CiliumVersion version) {
        this.version = version;
    }

    Schema ingress() {
        Map<String, Schema> rule = peers("from");
        rule.put("authentication", AUTHENTICATION);
        rule.put("toPorts", list(new CiliumPortSchema(version).allow()));
        rule.put("icmps", CiliumPortSchema.ICMPS);
        return new Schema.Fields(rule, Set.of(), List.of());
    }

    Schema ingressDeny() {
        Map<String, Schema> rule = peers("from");
        rule.put("toPorts", list(new CiliumPortSchema(version).deny()));
        rule.put("icmps", CiliumPortSchema.ICMPS);
        return new Schema.Fields(rule, Set.of(), List.of());
    }

    Schema egress() {
        Map<String, Schema> rule = peers("to");
        rule.put("toServices", list(SERVICE));
        rule.put("toFQDNs", list(DNS));
        rule.put("authentication", AUTHENTICATION);
        rule.put("toPorts", list(new CiliumPortSchema(version).allow()));
        rule.put("icmps", CiliumPortSchema.ICMPS);
        return new Schema.Fields(rule, Set.of(), List.of());
    }

    Schema egressDeny() {
        Map<String, Schema> rule = peers("to");
        rule.put("toServices", list(SERVICE));
        rule.put("toPorts", list(new CiliumPortSchema(version).deny()));
        rule.put("icmps", CiliumPortSchema.ICMPS);
        return new Schema.Fields(rule, Set.of(), List.of());
    }

    private Map<String, Schema> peers(String prefix) {
        Map<String, Schema> peers = new LinkedHashMap<>();
        peers.put(prefix + "Endpoints", list(SELECTOR));
        peers.put(prefix + "CIDR", list(text(TextRules.CIDR)));
        peers.put(prefix + "CIDRSet", list(CIDR_SET));
        peers.put(prefix + "Entities", list(text(TextRule.oneOf(LintRule.ENTITY, entities()))));
        peers.put(prefix + "Nodes", list(SELECTOR));
        peers.put(prefix + "Groups", list(GROUP));
        peers.put(
                prefix + "Requires",
                CiliumFeatures.hasRequires(version) ? list(SELECTOR) : list(text(), 0, LintRule.TOO_MANY_ITEMS));
        return peers;
    }

    private List<String> entities() {
        List<String> entities = new ArrayList<>(List.of("all", "world", "cluster"));
        if (CiliumFeatures.hasClusterMeshEntity(version)) {
            entities.add("cluster-mesh");
        }
        entities.addAll(
                List.of("host", "init", "ingress", "unmanaged", "remote-node", "health", "none", "kube-apiserver"));
        return entities;
    }
}
