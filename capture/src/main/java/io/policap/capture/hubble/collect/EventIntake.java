package io.policap.capture.hubble.collect;

import io.policap.capture.hubble.access.ServerFacts;
import io.policap.capture.hubble.event.HubbleRecord;
import io.policap.capture.hubble.wire.HubbleWireDecoder;
import io.policap.infer.flow.BlindSpot;
import io.policap.infer.flow.Place;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Takes the messages of one server, leaves out what is known, and delivers the rest, and what it finds missing.
 *
 * <p>Not safe for several threads: used only by whoever has the gate.
 */
final class EventIntake {
    private static final int CONNECTED = 1;
    private static final int UNAVAILABLE = 2;
    private static final int ERROR = 4;
    private static final int RING_BUFFER = 3;
    /** A time so far ahead of the node's others and of this host's clock is no time to go by. */
    private static final long FAR_AHEAD = 3_600_000_000_000L;

    /** For so long what a server said of its nodes is used again: many of them may come back at once. */
    private static final long FRESH = 5_000_000_000L;

    private static final long HIGH_SEED = 1;
    private static final long LOW_SEED = 2;

    private final Place place;
    private final NodeTracks tracks;
    private final ServerTally tally;
    private final EventSink sink;
    private final Clock clock;
    private final HubbleWireDecoder decoder = new HubbleWireDecoder();
    private final HubbleRecord record = new HubbleRecord();
    private final HubbleRecord madeRecord = new HubbleRecord();
    private final Supplier<Optional<ServerFacts>> recheck;
    private @Nullable ServerFacts rechecked;
    private long recheckedAt;
    private boolean filtered;
    private long high;
    private long low;

    EventIntake(
            String server,
            NodeTracks tracks,
            ServerTally tally,
            EventSink sink,
            Clock clock,
            Supplier<Optional<ServerFacts>> recheck) {
        this.recheck = recheck;
        this.place = new Place(server, 0);
        this.tracks = tracks;
        this.tally = tally;
        this.sink = sink;
        this.clock = clock;
    }

    /**
     * Begins with a new stream.
     *
     * @param isFiltered whether the server was asked for some of its flows only, so that its counters do not tell how many
     *     are missing
     */
    void stream(boolean isFiltered) {
        filtered = isFiltered;
        rechecked = null;
    }

    /** What the relay said in the last message about a node that gives no flows, empty where it was about anything else. */
    String nodeError() {
        return record.kind == HubbleRecord.Kind.NODE_STATUS && record.nodeState == ERROR ? record.nodeMessage : "";
    }

    /** Takes one message. */
    void take(RawMessage message) {
        decoder.decode(message.bytes(), 0, message.length(), record);
        if ((record.uuidHigh | record.uuidLow) == 0) {
            high = MessageHash.of(message.bytes(), message.length(), HIGH_SEED);
            low = MessageHash.of(message.bytes(), message.length(), LOW_SEED);
        } else {
            high = record.uuidHigh;
            low = record.uuidLow;
        }
        if (!record.fault.isEmpty()) {
            damaged(message);
        } else if (record.kind == HubbleRecord.Kind.FLOW) {
            flow(message);
        } else {
            event(message);
        }
    }

    private void damaged(RawMessage message) {
        NodeTrack track = tracks.stray();
        if (track.isRepeated(EpochNanos.NONE, high, low)) {
            track.decided();
            tally.duplicate();
            return;
        }
        tally.malformed();
        deliver(message);
        track.noted(high, low, tracks.mostPerNode());
    }

    private void flow(RawMessage message) {
        NodeTrack track = tracks.of(record.node.isEmpty() ? record.envelopeNode : record.node);
        long time = believable(EpochNanos.of(record.time.isTold() ? record.time : record.envelopeTime), track);
        if (track.isBack(time)) {
            made(MadeEvents.connected(track.node(), time));
            track.reachable();
        }
        if (track.isCatchingUp() && isKnown(track, time)) {
            tally.duplicate();
            return;
        }
        sink.event(record, message.bytes(), 0, message.length(), place);
        track.accepted(time, high, low, tracks.mostPerNode());
        tally.flow(time);
    }

    /** Decides, while the server may send what is known, whether this is, and whether something is missing before it. */
    private boolean isKnown(NodeTrack track, long time) {
        boolean awaited = track.isAwaited();
        NodeTrack.Arrival arrival = track.arrive(time, high, low);
        if (arrival == NodeTrack.Arrival.AFTER_GAP) {
            gap(track, time);
        }
        if (awaited && !track.isAwaited()) {
            tally.awaited(tracks.awaited());
        }
        return arrival == NodeTrack.Arrival.KNOWN;
    }

    private long believable(long time, NodeTrack track) {
        boolean ahead = !track.isBlank() && time != EpochNanos.NONE && time - FAR_AHEAD > track.watermark();
        return ahead && time - FAR_AHEAD > EpochNanos.of(clock.instant()) ? EpochNanos.NONE : time;
    }

    private void gap(NodeTrack track, long time) {
        boolean whole = track.counter().mayBeWhole() && isWhole(track);
        track.decided();
        if (whole) {
            return;
        }
        long lost = track.counter().lost();
        long told = filtered ? 0 : lost;
        made(MadeEvents.gap(track.node(), track.from(), time, told));
        tally.gap();
        tally.lost(told);
    }

    private boolean isWhole(NodeTrack track) {
        ServerFacts facts = rechecked;
        if (facts == null || EpochNanos.of(clock.instant()) - recheckedAt > FRESH) {
            facts = recheck.get().orElse(null);
            rechecked = facts;
            recheckedAt = EpochNanos.of(clock.instant());
        }
        return facts != null && tracks.isWhole(track, facts, recheckedAt);
    }

    /** Any other event than a flow: it is in the ring like these, but its time says nothing about them. */
    private void event(RawMessage message) {
        if (record.kind == HubbleRecord.Kind.NODE_STATUS) {
            deliver(message);
            nodeStatus();
            return;
        }
        NodeTrack track = record.envelopeNode.isEmpty() ? tracks.stray() : tracks.of(record.envelopeNode);
        if (track.isRepeated(EpochNanos.of(record.envelopeTime), high, low)) {
            tally.duplicate();
            if (isOfRing()) {
                // It comes from no ring but was made for this reader: here something is left out.
                track.doubt();
            } else {
                track.decided();
            }
            return;
        }
        if (record.kind == HubbleRecord.Kind.LOST_EVENTS) {
            tally.lost(record.lostCount);
            lostEvents(message, track);
        } else {
            deliver(message);
        }
        track.noted(high, low, tracks.mostPerNode());
    }

    /**
     * Delivers that events were lost. Of those that a reader was too slow for, agents do not know since when, or say it of
     * the next that is there; it was since the newest that was delivered.
     */
    private void lostEvents(RawMessage message, NodeTrack track) {
        long first = EpochNanos.of(record.lostFirst.isTold() ? record.lostFirst : record.envelopeTime);
        long last = EpochNanos.of(record.lostLast.isTold() ? record.lostLast : record.envelopeTime);
        boolean later = isOfRing()
                && first != EpochNanos.NONE
                && track.watermark() != EpochNanos.NONE
                && track.watermark() < first;
        if (later) {
            made(MadeEvents.since(message.bytes(), message.length(), track.watermark()));
        } else {
            deliver(message);
        }
        if (isOfRing() && last < track.watermark()) {
            // That was before what was delivered, so it is not known until when; the next flow shows it.
            track.doubt();
        }
    }

    private boolean isOfRing() {
        return record.kind == HubbleRecord.Kind.LOST_EVENTS && record.lostSource == RING_BUFFER;
    }

    private void nodeStatus() {
        long time = EpochNanos.of(record.envelopeTime);
        for (int i = 0; i < record.nodeNames.size(); i++) {
            NodeTrack track = tracks.of(record.nodeNames.get(i));
            if (record.nodeState == CONNECTED) {
                track.reachable();
            } else if (record.nodeState >= UNAVAILABLE && record.nodeState <= ERROR) {
                track.unreachable(time == EpochNanos.NONE ? EpochNanos.of(clock.instant()) : time);
            }
        }
        tally.awaited(tracks.awaited());
    }

    private void deliver(RawMessage message) {
        sink.event(record, message.bytes(), 0, message.length(), place);
        tally.event();
    }

    private void made(byte[] message) {
        decoder.decode(message, 0, message.length, madeRecord);
        sink.event(madeRecord, message, 0, message.length, place);
        tally.event();
    }

    /** Says again what an earlier run heard of nodes that their relay does not reach. */
    void begin() {
        for (NodeTrack track : tracks.all()) {
            if (track.isDown()) {
                made(MadeEvents.unavailable(track.node(), track.down()));
            }
        }
    }

    /** Delivers what is missing until the end of the run. */
    void end(Instant now) {
        for (BlindSpot spot : undecided(now)) {
            made(MadeEvents.notRead(spot.node(), EpochNanos.of(spot.from())));
            made(MadeEvents.readAgain(spot.node(), EpochNanos.of(spot.to())));
            tally.gap();
        }
        for (NodeTrack track : tracks.all()) {
            if (track.isDown()) {
                made(MadeEvents.connected(track.node(), Math.max(track.down() + 1, EpochNanos.of(now))));
            }
        }
    }

    /** What may be missing and is not decided; nodes that their relay does not reach were told about already. */
    List<BlindSpot> undecided(Instant until) {
        List<BlindSpot> spots = new ArrayList<>();
        if (tracks.blindSince() != EpochNanos.NONE && tally.state() != ServerCounts.State.CONNECTED) {
            spots.add(spot("", tracks.blindSince(), until));
        }
        for (NodeTrack track : tracks.all()) {
            if (track.isAwaited()) {
                spots.add(spot(track.node(), track.doubtedFrom(), until));
            }
        }
        return spots;
    }

    private static BlindSpot spot(String node, long from, Instant until) {
        Instant begin = EpochNanos.instant(from);
        // Clocks differ; an end at the beginning would not count as an end.
        return new BlindSpot(node, begin, until.isAfter(begin) ? until : begin.plusNanos(1), 0, "NOT_READ");
    }
}
