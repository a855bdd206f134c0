package io.policap.emit.lint.finding;

import java.util.Locale;

/** The rules of lint; their names are stable, so that scripts may rely on them. */
public enum LintRule {
    // Text and shape.
    NOT_YAML,
    UNKNOWN_FIELD,
    WRONG_TYPE,
    MISSING_FIELD,
    UNKNOWN_VALUE,
    OUT_OF_RANGE,
    TOO_MANY_ITEMS,
    TOO_FEW_ITEMS,
    TOO_LONG,
    API_VERSION,
    // Metadata and selectors.
    OBJECT_NAME,
    NAMESPACE_NAME,
    LABEL_KEY,
    LABEL_VALUE,
    ANNOTATION,
    SELECTOR_OPERATOR,
    SELECTOR_VALUES,
    // Both kinds.
    CIDR,
    CIDR_HOST_BITS,
    EXCEPT_OUTSIDE,
    PORT,
    END_PORT,
    PROTOCOL,
    PEER,
    POLICY_TYPES,
    // Cilium.
    SUBJECT,
    NO_SPEC,
    NO_RULES,
    COMBINED_PEERS,
    CIDR_CHOICE,
    ENTITY,
    NODE_PEERS,
    TOO_MANY_PORTS,
    DNS_NAME,
    DNS_CHOICE,
    L7_CHOICE,
    L7_PROTOCOL,
    L7_PORT,
    L7_PLACE,
    REGEX,
    HEADER,
    SERVER_NAME,
    LISTENER,
    ICMP,
    // Accepted, but.
    DIRECTION_NOT_LISTED,
    EMPTY_PEERS,
    EMPTY_RULE,
    FILTERED_LABEL,
    NAMESPACE_OF_PEER,
    NAMESPACE_OF_SUBJECT,
    NAMESPACE_UNUSED,
    SELECTS_NOTHING,
    SERVICE_PORT,
    PORT_NAME,
    CIDR_IN_CLUSTER,
    CIDR_GROUP_MISSING,
    EXCEPT_UNUSED,
    FQDN_WITHOUT_DNS,
    FQDN_NOT_ASKED,
    FQDN_IN_CLUSTER,
    PATH_WITHOUT_QUERY,
    PATH_WITHOUT_SLASH,
    HOST_REGEX,
    AUDIT_ANNOTATION,
    AUDIT_L7,
    TEST_MODE,
    DEPRECATED,
    TOO_MANY_FINDINGS;

    /** The rule as printed, {@code unknown-field} for example. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
