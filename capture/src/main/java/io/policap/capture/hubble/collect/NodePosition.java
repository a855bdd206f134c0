package io.policap.capture.hubble.collect;

/**
 * How far one node was read; times in nanoseconds since 1970, {@link EpochNanos#NONE} where there is none.
 *
 * @param node its name as it was first seen
 * @param watermark the newest time delivered; where nothing was, since when the node is read
 * @param floor everything of the node up to here was delivered and is not among the known events any more
 * @param down since when its relay cannot reach it
 * @param index the how-manieth of its agent's flows the newest one delivered was, at least; -1 where not known
 * @param bootFrom the earliest time at which the agent can have begun to count
 * @param bootTo the latest
 * @param seen flows that the agent had counted when it was asked last, -1 where not known
 * @param known fingerprints of the newest events
 */
record NodePosition(
        String node,
        long watermark,
        long floor,
        long down,
        long index,
        long bootFrom,
        long bootTo,
        long seen,
        FingerprintBytes known) {
    /** Whether nothing of it was delivered. */
    boolean isBlank() {
        return floor == EpochNanos.NONE && known.isEmpty();
    }
}
