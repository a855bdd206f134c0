package io.policap.infer.intent;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * How well a workload is known (R14).
 *
 * @param flows flow events that touched it, by its best observer
 * @param first when it was first seen, {@link Instant#MAX} for never
 * @param last when it was last seen, {@link Instant#MIN} for never
 * @param buckets ten-minute intervals in which it was seen
 * @param edges connection classes it takes part in
 * @param newEdgeProbability the Good-Turing estimate, 0 to 1, that the next ten minutes in which it is seen show a new
 *     edge; 1 where nothing is known
 * @param blindSpots intervals of the recording in which its nodes may have seen more than they reported
 * @param lostEvents events known to be lost on its nodes
 */
public record Confidence(
        long flows,
        Instant first,
        Instant last,
        long buckets,
        long edges,
        double newEdgeProbability,
        long blindSpots,
        long lostEvents) {
    /** The ten-minute intervals with traffic without which the estimate means nothing: an hour of them. */
    public static final long FEWEST_INTERVALS = 6;

    public Confidence {
        requireNonNull(first, "first");
        requireNonNull(last, "last");
        if (!(newEdgeProbability >= 0 && newEdgeProbability <= 1)) {
            throw new IllegalArgumentException("not a probability: " + newEdgeProbability);
        }
    }

    /** Whether it was seen for long enough, an hour of intervals, for the estimate to mean anything. */
    public boolean isJudged() {
        return buckets >= FEWEST_INTERVALS;
    }

    /** The same with what may be missing. */
    public Confidence withLoss(long spots, long events) {
        return new Confidence(flows, first, last, buckets, edges, newEdgeProbability, spots, events);
    }
}
