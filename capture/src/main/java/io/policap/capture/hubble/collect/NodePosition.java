package io.policap.capture.hubble.collect;

/**
 * How far one node was read; times in nanoseconds since 1970.
 *
 * @param node its name as it was first seen
 * @param watermark the newest time delivered; where nothing was, since when the node is read
 * @param floor everything of the node up to here was delivered, and is not among the known events any more;
 *     {@link EpochNanos#NONE} where there is no such thing
 * @param down since when its relay cannot reach it, {@link EpochNanos#NONE} where it can
 * @param index how many events the node's agent had at least seen when the newest was delivered, -1 where not known
 * @param boot when the agent began to count, -1 where not known
 * @param known fingerprints of the newest events, 16 bytes each
 */
record NodePosition(
        String node, long watermark, long floor, long down, long index, long boot, FingerprintBytes known) {
    /** Whether nothing of it was delivered. */
    boolean isBlank() {
        return floor == EpochNanos.NONE && known.isEmpty();
    }
}
