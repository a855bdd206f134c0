package io.policap.emit.lint.schema;

import static io.policap.emit.lint.schema.Schema.fields;
import static io.policap.emit.lint.schema.Schema.list;
import static io.policap.emit.lint.schema.Schema.text;

/** The shape of NetworkPolicy (networking.k8s.io/v1); its values are checked by rules of their own. */
final class NetworkPolicySchema {
    private static final Schema SELECTOR = fields(
            "matchLabels",
            new Schema.Entries(text()),
            "matchExpressions",
            list(fields("key", text(), "operator", text(), "values", list(text()))));
    private static final Schema PEER = fields(
            "podSelector",
            SELECTOR,
            "namespaceSelector",
            SELECTOR,
            "ipBlock",
            fields("cidr", text(), "except", list(text())));
    private static final Schema PORT =
            fields("port", new Schema.WholeOrText(TextRule.ANY), "endPort", CommonSchema.int32(), "protocol", text());

    static final Schema OBJECT = fields(
            "apiVersion",
            text(),
            "kind",
            text(),
            "metadata",
            CommonSchema.METADATA,
            "spec",
            fields(
                    "podSelector",
                    SELECTOR,
                    "ingress",
                    list(fields("from", list(PEER), "ports", list(PORT))),
                    "egress",
                    list(fields("to", list(PEER), "ports", list(PORT))),
                    "policyTypes",
                    list(text())));

    private NetworkPolicySchema() {}
}
