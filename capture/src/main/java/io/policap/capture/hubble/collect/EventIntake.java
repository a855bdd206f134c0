package io.policap.capture.hubble.collect;

import io.policap.capture.hubble.event.HubbleRecord;
import io.policap.capture.hubble.wire.HubbleWireDecoder;
import io.policap.infer.flow.BlindSpot;
import io.policap.infer.flow.Place;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes the messages of one server, leaves out what is known, and delivers the rest, and what it finds missing.
 *
 * <p>Not safe for several threads: used only by whoever has the gate.
 */
final class EventIntake {
    private static final int CONNECTED = 1;
    private static final int UNAVAILABLE = 2;
    private static final int ERROR = 4;
    /** A time so far ahead of the node's others and of this host's clock is no time to go by. */
    private static final long FAR_AHEAD = 3_600_000_000_000L;

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
    private boolean filtered;
    private long high;
    private long low;

    EventIntake(String server, NodeTracks tracks, ServerTally tally, EventSink sink, Clock clock) {
        this.place = new Place(server, 0);
        this.tracks = tracks;
        this.tally = tally;
        this.sink = sink;
        this.clock = clock;
    }

    /** Whether the server was asked for some of its flows only, so that its counters do not tell how many are missing. */
    void filtered(boolean isFiltered) {
        filtered = isFiltered;
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
        switch (track.arrive(time, high, low)) {
            case KNOWN:
                tally.duplicate();
                return;
            case AFTER_GAP:
                gap(track, time);
                break;
            case NEW:
                break;
        }
        if (track.isBack(time)) {
            made(MadeEvents.connected(track.node(), time));
            track.reachable();
        }
        sink.event(record, message.bytes(), 0, message.length(), place);
        track.accepted(time, high, low, tracks.mostPerNode());
        tally.flow(time);
    }

    private long believable(long time, NodeTrack track) {
        boolean ahead = !track.isBlank() && time != EpochNanos.NONE && time - FAR_AHEAD > track.watermark();
        return ahead && time - FAR_AHEAD > EpochNanos.of(clock.instant()) ? EpochNanos.NONE : time;
    }

    private void gap(NodeTrack track, long time) {
        long lost = track.counter().lost();
        long told = filtered ? 0 : lost;
        made(MadeEvents.gap(track.node(), track.from(), time, told));
        tally.gap();
        tally.lost(told);
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
            return;
        }
        deliver(message);
        track.noted(high, low, tracks.mostPerNode());
        if (record.kind == HubbleRecord.Kind.LOST_EVENTS) {
            tally.lost(record.lostCount);
        }
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
                made(MadeEvents.connected(track.node(), Math.max(track.down(), EpochNanos.of(now))));
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
                spots.add(spot(track.node(), track.from(), until));
            }
        }
        return spots;
    }

    private static BlindSpot spot(String node, long from, Instant until) {
        Instant begin = EpochNanos.instant(from);
        return new BlindSpot(node, begin, until.isBefore(begin) ? begin : until, 0, "NOT_READ");
    }
}
