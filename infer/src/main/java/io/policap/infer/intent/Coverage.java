package io.policap.infer.intent;

import java.util.Locale;

/** How much of a workload's traffic in one direction some source could see (R19). */
public enum Coverage {
    /** Every running pod, whenever it lived during the recording. */
    FULL,
    /** Some pods, or some of the time. */
    PARTIAL,
    /** Nobody knows. */
    UNKNOWN;

    /** The coverage of two directions or workloads together: partial where they differ. */
    public Coverage and(Coverage other) {
        return this == other ? this : PARTIAL;
    }

    /** The coverage as it is printed: lower case. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
