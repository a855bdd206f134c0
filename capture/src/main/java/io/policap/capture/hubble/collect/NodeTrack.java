package io.policap.capture.hubble.collect;

import io.policap.capture.hubble.access.NodeFacts;

/**
 * How far the events of one node were delivered by one server.
 *
 * <p>A node's events come in the order of its ring, which is nearly that of time. What was delivered before a break is
 * therefore the beginning of what the ring holds, or the ring has moved on: the first event after a break is a known one,
 * or something is missing. Times are nanoseconds since 1970.
 */
final class NodeTrack {
    /** What an event is to the node's history. */
    enum Arrival {
        /** To be delivered. */
        NEW,
        /** Delivered before a break. */
        KNOWN,
        /** To be delivered, and what was between it and the newest before it is missing. */
        AFTER_GAP
    }

    /** As many events in a row far behind the newest mean that the node's clock was set back. */
    private static final int SET_BACK = 64;

    private final String node;
    private final long overlap;
    private final Fingerprints known = new Fingerprints();
    /** The newest time delivered; where nothing was, since when the node is read. */
    private long watermark;
    private boolean blank = true;
    /** While the server may send what was delivered before the break at {@link #from}. */
    private boolean catchingUp;
    /** While no event after the break has shown whether something is missing. */
    private boolean awaited;

    private long from;
    private long down = EpochNanos.NONE;
    private final NodeCounter counter = new NodeCounter();
    private int behind;
    private long newestBehind;

    NodeTrack(String node, long readSince, long overlap) {
        this.node = node;
        this.watermark = readSince;
        this.from = readSince;
        this.overlap = overlap;
    }

    static NodeTrack restored(NodePosition position, long overlap, int most) {
        NodeTrack track = new NodeTrack(position.node(), position.watermark(), overlap);
        track.blank = position.isBlank();
        track.known.restore(position.known(), position.watermark(), position.floor(), most);
        track.down = position.down();
        track.counter.restore(position);
        track.broken(EpochNanos.NONE);
        return track;
    }

    String node() {
        return node;
    }

    NodeCounter counter() {
        return counter;
    }

    boolean isBlank() {
        return blank;
    }

    boolean isAwaited() {
        return awaited;
    }

    boolean isDown() {
        return down != EpochNanos.NONE;
    }

    long down() {
        return down;
    }

    /** The newest time before the last break. */
    long from() {
        return from;
    }

    long watermark() {
        return watermark;
    }

    /** From when on the server has to be asked for this node, {@link EpochNanos#NONE} for nothing of the past. */
    long askFrom() {
        return catchingUp && from != EpochNanos.NONE ? from - overlap : EpochNanos.NONE;
    }

    /**
     * Notes that events may be missing from here on, until one proves the contrary.
     *
     * @param readUntil a time up to which silence meant that there was nothing
     */
    void broken(long readUntil) {
        if (blank && readUntil != EpochNanos.NONE) {
            watermark = Math.max(watermark, readUntil);
        }
        from = watermark;
        catchingUp = from != EpochNanos.NONE || known.size() > 0;
        awaited = from != EpochNanos.NONE;
        known.forgetIndex();
    }

    /** Takes what the node's agent says about itself before its flows come. */
    void asked(NodeFacts said, long askedAt, long answeredAt) {
        boolean whole = counter.take(said, askedAt, answeredAt, blank ? from : EpochNanos.NONE);
        if (whole) {
            awaited = false;
        }
    }

    /** What a flow is, before it is delivered. */
    Arrival arrive(long time, long high, long low) {
        if (!catchingUp) {
            return Arrival.NEW;
        }
        if (isKnown(time, high, low)) {
            awaited = false;
            return Arrival.KNOWN;
        }
        if (time == EpochNanos.NONE || time <= from) {
            // Of a node of which nothing is known yet, this is proof that its ring reaches back far enough.
            awaited &= !blank || time == EpochNanos.NONE;
            return Arrival.NEW;
        }
        boolean gap = awaited;
        awaited = false;
        if (time - overlap > from) {
            catchingUp = false;
            known.forgetIndex();
        }
        return gap ? Arrival.AFTER_GAP : Arrival.NEW;
    }

    /** Whether an event that is no flow was delivered before the break. */
    boolean isRepeated(long time, long high, long low) {
        if (catchingUp && isKnown(time, high, low)) {
            awaited = false;
            return true;
        }
        return false;
    }

    private boolean isKnown(long time, long high, long low) {
        return (time != EpochNanos.NONE && time <= known.floor()) || known.knows(high, low);
    }

    /** Takes a flow that is being delivered; one whose time is not to be believed comes without. */
    void accepted(long time, long high, long low, int most) {
        counter.counted();
        blank = false;
        if (time > watermark) {
            watermark = time;
            behind = 0;
        } else if (time != EpochNanos.NONE && watermark - time > overlap) {
            setBack(time);
        } else {
            behind = 0;
        }
        known.add(high, low, time == EpochNanos.NONE ? watermark : time, oldest(), most);
    }

    /** Takes an event that is no flow: it tells nothing about how far the flows were delivered. */
    void noted(long high, long low, int most) {
        known.add(high, low, watermark, oldest(), most);
    }

    private long oldest() {
        return watermark == EpochNanos.NONE ? EpochNanos.NONE : watermark - overlap;
    }

    private void setBack(long time) {
        newestBehind = behind == 0 ? time : Math.max(newestBehind, time);
        if (++behind >= SET_BACK && !catchingUp) {
            watermark = newestBehind;
            known.dropFloor();
            behind = 0;
        }
    }

    /** Notes that a relay does not reach the node. */
    void unreachable(long time) {
        if (down == EpochNanos.NONE) {
            down = time;
        }
        if (!blank) {
            broken(EpochNanos.NONE);
        }
    }

    void reachable() {
        down = EpochNanos.NONE;
    }

    /** Whether this flow shows that a relay reaches the node again. */
    boolean isBack(long time) {
        return down != EpochNanos.NONE && time > down;
    }

    NodePosition position() {
        return new NodePosition(
                node,
                watermark,
                known.floor(),
                down,
                counter.index(),
                counter.bootFrom(),
                counter.bootTo(),
                counter.seen(),
                known.toBytes());
    }
}
