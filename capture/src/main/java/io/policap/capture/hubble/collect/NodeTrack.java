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
    /** Since when its relay says that it does not reach it. */
    private long down = EpochNanos.NONE;
    /** While the stream does not go on where it was, as the relay lost the node and has not said that it is back. */
    private boolean away;

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

    /** Whether something may be missing from {@link #doubtedFrom} on, and nothing has shown yet whether it is. */
    boolean isAwaited() {
        return awaited || (away && !blank);
    }

    /** From when on something may be missing. */
    long doubtedFrom() {
        return awaited ? from : watermark;
    }

    boolean isCatchingUp() {
        return catchingUp;
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
        away = false;
        doubt();
        known.forgetIndex();
    }

    /** Notes that events may be missing from here on, within a stream that goes on. */
    void doubt() {
        counter.broken();
        from = watermark;
        catchingUp = from != EpochNanos.NONE || known.size() > 0;
        awaited = from != EpochNanos.NONE;
    }

    /** Takes what the node's agent says about itself before its flows come. */
    void asked(NodeFacts said, long askedAt, long answeredAt) {
        counter.take(said, askedAt, answeredAt, blank ? from : EpochNanos.NONE);
        if (!awaited) {
            counter.settled();
        }
    }

    /** What a flow is, before it is delivered. */
    Arrival arrive(long time, long high, long low) {
        if (!catchingUp) {
            return Arrival.NEW;
        }
        if (known.knows(time, high, low)) {
            decided();
            return Arrival.KNOWN;
        }
        if (time == EpochNanos.NONE || time <= from) {
            // Of a node of which nothing is known yet, this is proof that its ring reaches back far enough.
            if (blank && time != EpochNanos.NONE) {
                decided();
            }
            return Arrival.NEW;
        }
        if (time - overlap > from) {
            catchingUp = false;
            known.forgetIndex();
        }
        return awaited ? Arrival.AFTER_GAP : Arrival.NEW;
    }

    /** Notes that it is known whether something is missing. */
    void decided() {
        if (awaited) {
            awaited = false;
            counter.settled();
        }
    }

    /** Whether an event that is no flow was delivered before the break. */
    boolean isRepeated(long time, long high, long low) {
        return catchingUp && known.knows(time, high, low);
    }

    /** Takes a flow that is being delivered; one whose time is not to be believed comes without. */
    void accepted(long time, long high, long low, int most) {
        counter.counted();
        // The first may be from before the node was read: its ring had it, or its clock is behind.
        boolean first = blank && time != EpochNanos.NONE;
        blank = false;
        if (first || time > watermark) {
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

    /**
     * Notes that a relay does not reach the node. What the relay had of it already may still come: it is what followed,
     * and proves nothing about what comes after the node is back.
     */
    void unreachable(long time) {
        if (down == EpochNanos.NONE) {
            down = time;
        }
        away = true;
    }

    /** Notes that a relay reaches the node again, which sends from then on what its ring still has. */
    void reachable() {
        down = EpochNanos.NONE;
        if (away && !blank) {
            broken(EpochNanos.NONE);
        }
        away = false;
    }

    /** Whether this flow shows that a relay reaches the node again; clocks may differ, and relays hold events back. */
    boolean isBack(long time) {
        return down != EpochNanos.NONE && time - overlap > down;
    }

    NodePosition position() {
        return new NodePosition(
                node,
                watermark,
                known.floor(),
                down,
                counter.index(),
                counter.bootFrom(),
                counter.asked(),
                counter.seen(),
                known.toBytes());
    }
}
