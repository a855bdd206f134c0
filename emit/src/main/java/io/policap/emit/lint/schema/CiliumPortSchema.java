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

/** The shape of {@code toPorts} and {@code icmps}. */
final class CiliumPortSchema {
    private static final int MOST = 40;

    static final Schema ICMPS = list(fields(
            "fields",
            list(
                    fields(
                                    "family",
                                    text(TextRule.oneOf(LintRule.ICMP, List.of("IPv4", "IPv6"))),
                                    "type",
                                    new Schema.WholeOrText(TextRule.of(
                                            LintRule.ICMP,
                                            IcmpTypes::isInSchema,
                                            "not an ICMP type that the schema knows; a number always will do")))
                            .require("type"),
                    MOST,
                    LintRule.TOO_MANY_ITEMS)));

    private static final Schema SECRET =
            fields("namespace", text(), "name", text()).require("name");
    private static final Schema TLS = fields(
                    "secret", SECRET, "certificate", text(), "privateKey", text(), "trustedCA", text())
            .require("secret");
    private static final Schema LISTENER = fields(
                    "envoyConfig",
                    fields(
                                    "kind",
                                    text(TextRule.oneOf(
                                            LintRule.LISTENER,
                                            List.of("CiliumEnvoyConfig", "CiliumClusterwideEnvoyConfig"))),
                                    "name",
                                    text(TextRules.NOT_EMPTY))
                            .require("name"),
                    "name",
                    text(TextRules.NOT_EMPTY),
                    "priority",
                    new Schema.Whole(1, 100))
            .require("envoyConfig", "name");
    private static final Schema HEADER = fields(
                    "mismatch",
                    text(TextRule.oneOf(LintRule.HEADER, List.of("LOG", "ADD", "DELETE", "REPLACE"))),
                    "name",
                    text(TextRules.NOT_EMPTY),
                    "secret",
                    SECRET,
                    "value",
                    text())
            .require("name");
    private static final Schema HTTP = fields(
            "method", text(), "path", text(), "host", text(), "headers", list(text()), "headerMatches", list(HEADER));
    private static final Schema KAFKA = fields(
            "role",
            text(TextRule.oneOf(LintRule.UNKNOWN_VALUE, List.of("produce", "consume"))),
            "apiKey",
            text(),
            "apiVersion",
            text(),
            "clientID",
            text(),
            "topic",
            text(TextRule.ANY.atMost(255)));

    private final CiliumVersion version;

    CiliumPortSchema(CiliumVersion version) {
        this.version = version;
    }

    Schema allow() {
        Schema serverName = text(
                CiliumFeatures.takesStarsInServerNames(version) ? TextRules.SERVER_NAME : TextRules.SERVER_NAME_119);
        return fields(
                "ports",
                list(port(), MOST, LintRule.TOO_MANY_PORTS),
                "rules",
                rules(),
                "serverNames",
                new Schema.Items(serverName, 1, Integer.MAX_VALUE, LintRule.TOO_MANY_ITEMS),
                "terminatingTLS",
                TLS,
                "originatingTLS",
                TLS,
                "listener",
                LISTENER);
    }

    /** Forty ports are the limit here too, but only the agent says so. */
    Schema deny() {
        return fields("ports", list(port()));
    }

    private Schema port() {
        List<String> protocols = new ArrayList<>(List.of("TCP", "UDP", "SCTP", "VRRP", "IGMP"));
        if (CiliumFeatures.hasExtendedProtocols(version)) {
            protocols.addAll(List.of("GRE", "IPIP", "IPV6", "ESP", "AH"));
        }
        protocols.add("ANY");
        return fields(
                "port",
                text(TextRules.PORT),
                "endPort",
                new Schema.Whole(0, 65535),
                "protocol",
                text(TextRule.oneOf(LintRule.PROTOCOL, protocols)));
    }

    private Schema rules() {
        Map<String, Schema> rules = new LinkedHashMap<>();
        rules.put("http", list(HTTP));
        rules.put("dns", list(CiliumRuleSchema.DNS));
        if (!CiliumFeatures.hasOtherL7(version)) {
            return new Schema.Fields(rules, Set.of(), List.of(exactlyOne(LintRule.L7_CHOICE, "http", "dns")));
        }
        rules.put("kafka", list(KAFKA));
        rules.put("l7proto", text());
        rules.put("l7", list(new Schema.Entries(text())));
        return new Schema.Fields(
                rules, Set.of(), List.of(exactlyOne(LintRule.L7_CHOICE, "http", "kafka", "dns", "l7proto")));
    }
}
