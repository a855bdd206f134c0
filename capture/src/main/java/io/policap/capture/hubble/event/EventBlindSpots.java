package io.policap.capture.hubble.event;

import io.policap.infer.flow.BlindSpot;
import io.policap.infer.flow.FlowSink;
import java.time.Instant;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Makes blind spots of lost-event and node-status events.
 *
 * <p>Lost events count from their {@code first} to their {@code last}; where the agent does not tell these, the time of
 * the report stands for both. A node is out of reach from the report that says so to the next that says it is connected,
 * whatever the order they come in; without one it stays so.
 */
final class EventBlindSpots {
    private static final int CONNECTED = 1;
    private static final int UNAVAILABLE = 2;
    private static final int LAST_STATE = 4;
    /** Reports kept until the end; more are delivered at once, as if the node never came back. */
    private static final int MOST_REPORTS = 100_000;

    private final FlowSink sink;
    private final SortedMap<String, TreeMap<Instant, Integer>> states = new TreeMap<>();
    private int reports;

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

    void nodeStatus(String node, Instant time, int state) {
        if (state < CONNECTED || state > LAST_STATE) {
            return;
        }
        if (reports < MOST_REPORTS) {
            reports++;
            states.computeIfAbsent(node, name -> new TreeMap<>()).merge(time, state, Math::max);
        } else if (state >= UNAVAILABLE) {
            sink.blindSpot(outOfReach(node, time, Instant.MAX, state));
        }
    }

    /** Takes the reports of another; false where both together had more than are kept. */
    boolean absorb(EventBlindSpots other) {
        if (reports + other.reports >= MOST_REPORTS) {
            return false;
        }
        reports += other.reports;
        other.states.forEach((node, history) -> {
            TreeMap<Instant, Integer> known = states.computeIfAbsent(node, name -> new TreeMap<>());
            history.forEach((time, state) -> known.merge(time, state, Math::max));
        });
        other.states.clear();
        other.reports = 0;
        return true;
    }

    void end() {
        for (Map.Entry<String, TreeMap<Instant, Integer>> node : states.entrySet()) {
            deliver(node.getKey(), node.getValue());
        }
        states.clear();
        reports = 0;
    }

    private void deliver(String node, SortedMap<Instant, Integer> history) {
        Instant since = Instant.MIN;
        int down = 0;
        for (Map.Entry<Instant, Integer> report : history.entrySet()) {
            if (report.getValue() >= UNAVAILABLE && down == 0) {
                since = report.getKey();
                down = report.getValue();
            } else if (report.getValue() == CONNECTED && down != 0) {
                sink.blindSpot(outOfReach(node, since, report.getKey(), down));
                down = 0;
            }
        }
        if (down != 0) {
            sink.blindSpot(outOfReach(node, since, Instant.MAX, down));
        }
    }

    private static BlindSpot outOfReach(String node, Instant from, Instant to, int state) {
        return new BlindSpot(node, from, to, 0, HubbleEnum.NODE_STATE.name(state));
    }
}
