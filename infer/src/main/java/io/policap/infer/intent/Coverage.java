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

    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
