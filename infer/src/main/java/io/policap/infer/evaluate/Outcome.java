package io.policap.infer.evaluate;

/** What happens to a connection at one of its ends. */
public enum Outcome {
    ALLOW,
    /** Passes by address and port, and then has to satisfy an L7 rule in Cilium's proxy. */
    REDIRECT,
    DENY,
    /** No policy applies, because that end is not a pod of the cluster. */
    ABSENT
}
