package io.policap.infer.evaluate;

/** Why one end of a connection decided as it did. */
public enum Reason {
    /** The end is not a pod that policies of this cluster select. */
    NOT_A_POD("not a pod of this cluster"),
    /** No policy concerns that direction of the pod. */
    NOT_ISOLATED("no policy concerns this direction"),
    /** Policies concern it, none of them closes the direction (enableDefaultDeny), and none denies. */
    NO_DEFAULT_DENY("no policy closes this direction"),
    /** The pod talks to itself, which no policy can stop. */
    SAME_POD("a pod may always reach itself"),
    /** The pod's own node, which may always reach it: probes. */
    OWN_NODE("the pod's own node may always reach it"),
    /** A rule allows it. */
    RULE_ALLOWS("allowed by"),
    /** A deny rule denies it. */
    RULE_DENIES("denied by"),
    /** The direction is closed and no rule allows it. */
    NO_RULE_MATCHES("no rule allows it; closed by");

    private final String text;

    Reason(String text) {
        this.text = text;
    }

    /** The reason in words, to be followed by a rule or policies where there are some. */
    public String text() {
        return text;
    }
}
