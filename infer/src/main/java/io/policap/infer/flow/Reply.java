package io.policap.infer.flow;

/** Whether a packet belongs to the answering direction of its connection. */
public enum Reply {
    YES,
    NO,
    /** The source did not say; ports alone never decide (R1). */
    UNKNOWN
}
