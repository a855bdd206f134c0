package io.policap.infer.flow;

/** What became of a packet, in Hubble's terms (flow.Verdict). */
public enum Verdict {
    UNKNOWN,
    FORWARDED,
    DROPPED,
    ERROR,
    AUDIT,
    REDIRECTED,
    TRACED,
    TRANSLATED
}
