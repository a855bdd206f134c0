package io.policap.infer.policy;

/** The direction that a policy's rules are for, seen from the pods it selects. */
public enum PolicyType {
    INGRESS("Ingress", "ingress"),
    EGRESS("Egress", "egress");

    private final String text;
    private final String section;

    PolicyType(String text, String section) {
        this.text = text;
        this.section = section;
    }

    /** The direction as {@code policyTypes} spells it. */
    public String text() {
        return text;
    }

    /** The name of the field that holds the direction's rules. */
    public String section() {
        return section;
    }
}
