package io.policap.capture.hubble.event;

import io.policap.infer.flow.BlindSpot;
import io.policap.infer.flow.FlowSink;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Makes blind spots of lost-event and node-status events.
 *
 * <p>Lost events count from their {@code first} to their {@code last}; where the agent does not tell these, the time of
 * the report stands for both. A node is out of reach from the report that says so to the next that says it is connected,
 * whatever the order they come in; without one it stays so. What a relay says and what a collector says of its own
 * reading ({@link HubbleRecord#NOT_READ}) are histories of their own, each with its reason.
 */
final class EventBlindSpots {
    private static final int CONNECTED = 1;
    private static final int UNAVAILABLE = 2;
    private static final int LAST_STATE = 4;
    /** Reports kept until the end; more are delivered at once, as if the node never came back. */
    private static final int MOST_REPORTS = 100_000;

    /** The reason of a blind spot of a node that the collector could not read. */
    private static final String NOT_READ = "NOT_READ";

    private final FlowSink sink;
    private final SortedMap<Reach, TreeMap<Instant, Integer>> states = new TreeMap<>();
    private int reports;

    /** Whose reach a report is about: a relay's, or that of the collector which read it. */
    private record Reach(String node, boolean ofCollector) implements Comparable<Reach> {
        @Override
        public int compareTo(Reach other) {
            int byNode = node.compareTo(other.node);
            return byNode != 0 ? byNode : Boolean.compare(ofCollector, other.ofCollector);
        }
    }

    EventBlindSpots(FlowSink sink) {
        this.sink = sink;
    }

    void lost(String node, Instant time, Instant first, Instant last, long events, String reason) {
        Instant from = first.equals(Instant.MIN) ? time : first;
        Instant to = last.equals(Instant.MIN) ? time : last;
        boolean told = !to.equals(Instant.MIN);
        sink.blindSpot(
                new BlindSpot(node, told && from.isAfter(to) ? to : from, told ? to : Instant.MAX, events, reason));
    }

    void nodeStatus(String node, Instant time, int state, String message) {
        if (state < CONNECTED || state > LAST_STATE) {
            return;
        }
        Reach reach = new Reach(node, message.equals(HubbleRecord.NOT_READ));
        if (reports < MOST_REPORTS) {
            reports++;
            states.computeIfAbsent(reach, name -> new TreeMap<>()).merge(time, state, Math::max);
        } else if (state >= UNAVAILABLE) {
            sink.blindSpot(outOfReach(reach, time, Instant.MAX, state));
        }
    }

    void end() {
        spots(Instant.MAX).forEach(sink::blindSpot);
        states.clear();
        reports = 0;
    }

    List<BlindSpot> pending(Instant until) {
        return spots(until);
    }

    /** Takes back what an earlier run delivered of a node that had not come back when it ended; false for anything else. */
    boolean reopen(BlindSpot spot) {
        if (!spot.to().equals(Instant.MAX) || spot.events() != 0) {
            return false;
        }
        if (spot.reason().equals(NOT_READ)) {
            nodeStatus(spot.node(), spot.from(), UNAVAILABLE, HubbleRecord.NOT_READ);
            return true;
        }
        for (int state = UNAVAILABLE; state <= LAST_STATE; state++) {
            if (spot.reason().equals(HubbleEnum.NODE_STATE.name(state))) {
                nodeStatus(spot.node(), spot.from(), state, "");
                return true;
            }
        }
        return false;
    }

    private List<BlindSpot> spots(Instant until) {
        List<BlindSpot> spots = new ArrayList<>();
        for (Map.Entry<Reach, TreeMap<Instant, Integer>> node : states.entrySet()) {
            addSpots(node.getKey(), node.getValue(), until, spots);
        }
        return spots;
    }

    private static void addSpots(
            Reach reach, SortedMap<Instant, Integer> history, Instant until, List<BlindSpot> into) {
        Instant since = Instant.MIN;
        int down = 0;
        for (Map.Entry<Instant, Integer> report : history.entrySet()) {
            if (report.getValue() >= UNAVAILABLE && down == 0) {
                since = report.getKey();
                down = report.getValue();
            } else if (report.getValue() == CONNECTED && down != 0) {
                into.add(outOfReach(reach, since, report.getKey(), down));
                down = 0;
            }
        }
        if (down != 0) {
            into.add(outOfReach(reach, since, until.isBefore(since) ? since : until, down));
        }
    }

    private static BlindSpot outOfReach(Reach reach, Instant from, Instant to, int state) {
        String reason = reach.ofCollector() ? NOT_READ : HubbleEnum.NODE_STATE.name(state);
        return new BlindSpot(reach.node(), from, to, 0, reason);
    }
}
