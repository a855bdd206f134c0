package io.policap.capture.hubble.collect;

import io.policap.capture.hubble.access.NodeFacts;

/**
 * What the counters of a node's agent tell about events that were overwritten in its ring before they were read.
 *
 * <p>The agent counts its flows from its start. If the newest delivered was at least the n-th, and the ring begins with
 * the m-th, at most those between are lost. Once filters are used only few of the events are seen, and n is far too low.
 */
final class NodeCounter {
    private long index = -1;
    private long oldest = -1;
    private long seen = -1;
    private long bootFrom = EpochNanos.NONE;
    private long bootTo = EpochNanos.NONE;

    void restore(NodePosition position) {
        index = position.index();
        seen = position.seen();
        bootFrom = position.bootFrom();
        bootTo = position.bootTo();
    }

    /** Begins to count at the newest event; for a stream that begins now. */
    void beginNow() {
        index = seen < 0 ? -1 : Math.max(0, seen - 1);
    }

    /**
     * Takes what the agent says.
     *
     * @param readSince since when the node should have been read and nothing came, {@link EpochNanos#NONE} where something
     *     came
     * @return whether that proves that all events since are still to be had, or that there were none
     */
    boolean take(NodeFacts said, long askedAt, long answeredAt, long readSince) {
        long from = askedAt - said.uptimeNanos();
        long to = answeredAt - said.uptimeNanos();
        boolean told = said.uptimeNanos() > 0;
        boolean sameBoot = told
                && bootFrom != EpochNanos.NONE
                && from <= bootTo
                && to >= bootFrom
                && said.seenFlows() >= seen;
        boolean silent = sameBoot && said.seenFlows() == seen;
        boolean startedBefore = sameBoot || (told && readSince != EpochNanos.NONE && to < readSince);
        boolean unwrapped = said.maxFlows() > 0 && said.numFlows() < said.maxFlows() - said.maxFlows() / 8;
        if (!sameBoot) {
            index = -1;
        }
        bootFrom = told ? from : EpochNanos.NONE;
        bootTo = told ? to : EpochNanos.NONE;
        seen = told ? said.seenFlows() : -1;
        oldest = told ? Math.max(0, said.seenFlows() - said.numFlows()) : -1;
        return silent || (startedBefore && unwrapped);
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

    long bootTo() {
        return bootTo;
    }
}
