package io.policap.infer.baseline;

/**
 * What bounds the memory of a baseline (design, section 4).
 *
 * @param addressesPerEdge outside addresses kept apart for one pod, protocol and port before they fold into prefixes
 * @param addressesInAll outside addresses and prefixes kept apart of all pods, protocols and ports together; beyond it
 *     those with most addresses fold further
 * @param questionsPerPair open questions kept apart between two ends before their ports are forgotten
 * @param classes connection classes kept at all
 * @param blindSpots blind spots kept apart before those of a node are joined
 * @param pathBytes about how much memory the paths of HTTP requests may take, in bytes
 */
public record BaselineLimits(
        int addressesPerEdge, int addressesInAll, int questionsPerPair, int classes, int blindSpots, long pathBytes) {
    private static final long USUAL_PATH_BYTES = 64L << 20;

    public static final BaselineLimits DEFAULT = new BaselineLimits(1024, 65_536, 64, 2_000_000, 10_000);

    /** Limits with the usual memory for paths. */
    public BaselineLimits(int addressesPerEdge, int addressesInAll, int questionsPerPair, int classes, int blindSpots) {
        this(addressesPerEdge, addressesInAll, questionsPerPair, classes, blindSpots, USUAL_PATH_BYTES);
    }

    public BaselineLimits {
        boolean none = addressesPerEdge < 1 || addressesInAll < 1 || questionsPerPair < 1 || classes < 1;
        if (none || blindSpots < 1 || pathBytes < 1) {
            throw new IllegalArgumentException("a limit below 1");
        }
    }
}
