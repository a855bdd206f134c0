package io.policap.infer.baseline;

/**
 * What bounds the memory of a baseline (design, section 4).
 *
 * @param addressesPerEdge outside addresses kept apart for one pod, protocol and port before they fold into prefixes
 * @param questionsPerPair open questions kept apart between two ends before their ports are forgotten
 * @param classes connection classes kept at all
 * @param blindSpots blind spots kept apart before those of a node are joined
 */
public record BaselineLimits(int addressesPerEdge, int questionsPerPair, int classes, int blindSpots) {
    public static final BaselineLimits DEFAULT = new BaselineLimits(1024, 64, 2_000_000, 10_000);

    public BaselineLimits {
        if (addressesPerEdge < 1 || questionsPerPair < 1 || classes < 1 || blindSpots < 1) {
            throw new IllegalArgumentException("a limit below 1");
        }
    }
}
