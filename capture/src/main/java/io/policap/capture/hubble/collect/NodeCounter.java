package io.policap.capture.hubble.collect;

import io.policap.capture.hubble.access.NodeFacts;

/**
 * What the counters of a node's agent tell about events that were overwritten in its ring before they were read.
 *
 * <p>The agent counts its flows from its start. If the newest delivered was at least the n-th, and the ring begins with
 * the m-th, at most those between are lost. Once filters are used only few of the events are seen, and n is far too low.
 */
final class NodeCounter {
    /** A clock that was set by more does not tell whether the agent began again. */
    private static final long CLOCK_TOLERANCE = 5_000_000_000L;

    private long index = -1;
    private long oldest = -1;
    private long seen = -1;
    private long bootFrom = EpochNanos.NONE;
    private long asked = EpochNanos.NONE;
    private long nowSeen = -1;
    private long nowBootFrom = EpochNanos.NONE;
    private long nowAsked = EpochNanos.NONE;
    private boolean silent;
    private boolean whole;

    void restore(NodePosition position) {
        index = position.index();
        seen = position.seen();
        bootFrom = position.bootFrom();
        asked = position.asked();
        nowSeen = seen;
        nowBootFrom = bootFrom;
        nowAsked = asked;
    }

    /** Begins to count at the oldest event of the ring; for a node that was never read. */
    void begin() {
        index = oldest;
    }

    /**
     * Takes what the agent says before its flows come.
     *
     * @param readSince since when the node should have been read and nothing came, {@link EpochNanos#NONE} where something
     *     came
     */
    void take(NodeFacts said, long askedAt, long answeredAt, long readSince) {
        // When the agent began to count, by this host's clock: between these two.
        long from = askedAt - said.uptimeNanos();
        long to = answeredAt - said.uptimeNanos();
        boolean told = said.uptimeNanos() > 0;
        boolean likelySame = told
                && asked != EpochNanos.NONE
                && from <= bootFrom + CLOCK_TOLERANCE
                && to >= bootFrom - CLOCK_TOLERANCE
                && said.seenFlows() >= seen;
        boolean same = isSame(said, answeredAt, bootFrom, asked, seen);
        silent = same && said.seenFlows() == seen;
        whole = isUnwrapped(said) && (same || (told && readSince != EpochNanos.NONE && to < readSince));
        if (!likelySame) {
            index = -1;
        }
        nowBootFrom = told ? from : EpochNanos.NONE;
        nowAsked = told ? askedAt : EpochNanos.NONE;
        nowSeen = told ? said.seenFlows() : -1;
        oldest = told ? Math.max(0, said.seenFlows() - said.numFlows()) : -1;
    }

    /** Whether the agent began before it was asked last, and so has not begun again since. */
    private static boolean isSame(NodeFacts said, long answeredAt, long bootFrom, long asked, long seen) {
        long to = answeredAt - said.uptimeNanos();
        return said.uptimeNanos() > 0
                && asked != EpochNanos.NONE
                && to <= asked
                && to >= bootFrom - CLOCK_TOLERANCE
                && said.seenFlows() >= seen;
    }

    /** Whether the ring has never been full; other events than flows are in it as well, so it is better not nearly full. */
    private static boolean isUnwrapped(NodeFacts said) {
        return said.maxFlows() > 0 && said.numFlows() < said.maxFlows() - said.maxFlows() / 8;
    }

    /** Whether there is a chance that {@link #isWhole} is true when the agent is asked again. */
    boolean mayBeWhole() {
        return silent || whole;
    }

    /**
     * Whether nothing is missing, by what the agent says while its flows are coming: then the same process has answered
     * before and after the stream began, and still has all events since it was last heard of.
     */
    boolean isWhole(NodeFacts said, long answeredAt) {
        boolean kept = said.seenFlows() - nowSeen + said.maxFlows() / 8 <= said.numFlows();
        return isSameAsNow(said, answeredAt)
                && ((whole && isUnwrapped(said)) || (silent && (kept || isUnwrapped(said))));
    }

    /** Whether the agent has seen nothing at all since before the break. */
    boolean isSilent(NodeFacts said, long answeredAt) {
        return silent && isSameAsNow(said, answeredAt) && said.seenFlows() == nowSeen;
    }

    private boolean isSameAsNow(NodeFacts said, long answeredAt) {
        return isSame(said, answeredAt, nowBootFrom, nowAsked, nowSeen);
    }

    /** Notes that up to now it is known what is missing: what the agent said last is what later answers are held against. */
    void settled() {
        bootFrom = nowBootFrom;
        asked = nowAsked;
        seen = nowSeen;
    }

    /** Forgets what it could prove, as there was another break. */
    void broken() {
        silent = false;
        whole = false;
    }

    /** Counts a flow that is delivered. */
    void counted() {
        if (index >= 0) {
            index++;
        } else if (oldest >= 0) {
            index = oldest + 1;
        }
    }

    /** Events that the ring lost before they could be read, 0 where that is not known; counting goes on behind them. */
    long lost() {
        long lost = index >= 0 && oldest > index ? oldest - index : 0;
        index = Math.max(index, oldest);
        return lost;
    }

    long index() {
        return index;
    }

    long seen() {
        return seen;
    }

    long bootFrom() {
        return bootFrom;
    }

    /** When the agent was asked last. */
    long asked() {
        return asked;
    }
}
