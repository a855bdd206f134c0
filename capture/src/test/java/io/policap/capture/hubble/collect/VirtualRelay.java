package io.policap.capture.hubble.collect;

import com.google.protobuf.Timestamp;
import io.policap.capture.hubble.access.NodeFacts;
import io.policap.capture.hubble.access.ServerFacts;
import io.policap.capture.hubble.proto.flow.LostEvent;
import io.policap.capture.hubble.proto.flow.LostEventSource;
import io.policap.capture.hubble.proto.relay.NodeState;
import io.policap.capture.hubble.server.Responses;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A relay without a socket and a thread: what a reader gets depends on nothing but the order of calls.
 *
 * <p>As a real one it takes the earliest event of those it has of its nodes, holds one of each while it compares, and says
 * at once what it finds out about a node, before events it has already.
 */
final class VirtualRelay {
    /** What agents tell about events that a reader was too slow for. */
    enum Loss {
        /** From the last event sent to the oldest left. */
        TIMES,
        /** The time of the report, and no other. */
        NO_TIMES,
        /** Something that cannot be. */
        NONSENSE
    }

    private final List<VirtualNode> nodes;
    private final Loss loss;
    private @Nullable Stream stream;
    private long now;

    VirtualRelay(List<VirtualNode> nodes, Loss loss, long now) {
        this.nodes = List.copyOf(nodes);
        this.loss = loss;
        this.now = now;
    }

    long now() {
        return now;
    }

    /** What the reader's clock says, too. */
    Clock clock() {
        return new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return EpochNanos.instant(now);
            }
        };
    }

    void pass(long nanos) {
        now += nanos;
    }

    List<VirtualNode> nodes() {
        return nodes;
    }

    void unavailable(VirtualNode node) {
        boolean was = node.isAvailable();
        node.available(false);
        if (was) {
            announce(NodeState.NODE_UNAVAILABLE, List.of(node.name()));
        }
    }

    void available(VirtualNode node) {
        if (!node.isAvailable()) {
            announce(NodeState.NODE_CONNECTED, List.of(node.name()));
            node.available(true);
        }
    }

    private void announce(NodeState state, List<String> names) {
        Stream open = stream;
        if (open != null && !names.isEmpty()) {
            open.announcements.add(Responses.nodeStatus("relay", state, names, "", timestamp(now))
                    .toByteArray());
        }
    }

    ServerFacts facts() {
        List<NodeFacts> facts = nodes.stream().map(node -> node.facts(now)).toList();
        return new ServerFacts("", true, facts, nodes.size(), List.of(), 0, 0, 0, 0);
    }

    /** Begins a stream in place of the one that there was. */
    Stream open(long since) {
        Stream opened = new Stream(since);
        stream = opened;
        for (boolean isAvailable : new boolean[] {true, false}) {
            announce(
                    isAvailable ? NodeState.NODE_CONNECTED : NodeState.NODE_UNAVAILABLE,
                    nodes.stream()
                            .filter(node -> node.isAvailable() == isAvailable)
                            .map(VirtualNode::name)
                            .toList());
        }
        return opened;
    }

    private static Timestamp timestamp(long nanos) {
        return TestFlows.timestamp(EpochNanos.instant(nanos));
    }

    /** What one reader gets. */
    final class Stream {
        private final long since;
        private final List<Cursor> cursors = new ArrayList<>();
        private final Deque<byte[]> announcements = new ArrayDeque<>();

        private Stream(long since) {
            this.since = since;
            nodes.forEach(node -> cursors.add(new Cursor(node, since)));
        }

        /** The next message, null while there is none. */
        byte @Nullable [] next() {
            byte[] announcement = announcements.poll();
            if (announcement != null) {
                return announcement;
            }
            Cursor earliest = null;
            for (int i = 0; i < cursors.size(); i++) {
                if (cursors.get(i).isOutdated()) {
                    cursors.set(i, new Cursor(nodes.get(i), since));
                }
                Cursor cursor = cursors.get(i);
                if (cursor.peek() && (earliest == null || cursor.pendingTime < earliest.pendingTime)) {
                    earliest = cursor;
                }
            }
            return earliest == null ? null : earliest.take();
        }
    }

    /** Where a reader stands in a node's ring. */
    private final class Cursor {
        private final VirtualNode node;
        private final int connection;
        private final boolean wasAway;
        private int next;
        private byte @Nullable [] pending;
        private long pendingTime;
        private long before = EpochNanos.NONE;

        Cursor(VirtualNode node, long since) {
            this.node = node;
            connection = node.connection();
            wasAway = !node.isAvailable();
            next = node.readable();
            while (next > node.oldest() && node.at(next - 1).time() >= since) {
                next--;
            }
        }

        boolean isOutdated() {
            return node.isAvailable() && (wasAway || connection != node.connection());
        }

        boolean peek() {
            if (pending == null && next < node.readable()) {
                if (next < node.oldest()) {
                    lost();
                } else {
                    VirtualNode.Event event = node.at(next++);
                    pending = event.response();
                    pendingTime = event.time();
                }
            }
            return pending != null;
        }

        private void lost() {
            long until = node.at(node.oldest()).time();
            LostEvent.Builder lost = LostEvent.newBuilder()
                    .setSource(LostEventSource.HUBBLE_RING_BUFFER)
                    .setNumEventsLost(node.oldest() - next);
            long told = loss == Loss.TIMES ? until : loss == Loss.NO_TIMES ? Math.max(now, until) : 0;
            if (loss != Loss.NO_TIMES) {
                lost.setFirst(timestamp(before == EpochNanos.NONE ? told : before))
                        .setLast(timestamp(told));
            }
            next = node.oldest();
            pending = Responses.lost(node.name(), lost.build(), timestamp(told)).toByteArray();
            pendingTime = told;
        }

        byte[] take() {
            byte[] taken = pending;
            pending = null;
            before = pendingTime;
            return taken;
        }
    }
}
