package io.policap.cli.live;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * When a run has learned enough: every workload has been stable for a time (R14).
 *
 * @param time for how long without a break
 * @param bound the probability of a new edge in the next ten minutes up to which a workload is stable, above 0 and below 1
 */
public record Stable(Duration time, double bound) {
    /** The bound from which a workload counts as ready (R16). */
    public static final double USUAL_BOUND = 0.1;

    public Stable {
        requireNonNull(time, "time");
        if (!(bound > 0 && bound < 1)) {
            throw new IllegalArgumentException(bound + " is not between 0 and 1");
        }
    }
}
