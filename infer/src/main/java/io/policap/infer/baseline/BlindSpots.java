package io.policap.infer.baseline;

import io.policap.infer.flow.BlindSpot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * A bounded collection of blind spots: beyond the limit, those of one node and reason are joined into one.
 *
 * <p>A joined spot says so in its reason and takes in all others of its cause, so what is held depends on the set of
 * spots only.
 */
final class BlindSpots {
    /** What the reason of a joined spot ends with. */
    static final String JOINED = " (joined)";

    private record Cause(String node, String reason) implements Comparable<Cause> {
        private static Cause of(BlindSpot spot) {
            String reason = spot.reason();
            return new Cause(
                    spot.node(), isJoined(spot) ? reason.substring(0, reason.length() - JOINED.length()) : reason);
        }

        @Override
        public int compareTo(Cause other) {
            int byNode = node.compareTo(other.node);
            return byNode != 0 ? byNode : reason.compareTo(other.reason);
        }
    }

    private final int limit;
    private final TreeMap<Cause, List<BlindSpot>> spots = new TreeMap<>();

    BlindSpots(int limit) {
        this.limit = limit;
    }

    void add(BlindSpot spot) {
        Cause cause = Cause.of(spot);
        List<BlindSpot> same = spots.computeIfAbsent(cause, key -> new ArrayList<>());
        boolean join = isJoined(spot) || (!same.isEmpty() && isJoined(same.get(0)));
        same.add(spot);
        if (join || same.size() > limit) {
            BlindSpot joined = joined(cause, same);
            same.clear();
            same.add(joined);
        }
    }

    private static boolean isJoined(BlindSpot spot) {
        return spot.reason().endsWith(JOINED);
    }

    private static BlindSpot joined(Cause cause, List<BlindSpot> same) {
        Instant from = Instant.MAX;
        Instant to = Instant.MIN;
        long events = 0;
        for (BlindSpot spot : same) {
            from = spot.from().isBefore(from) ? spot.from() : from;
            to = spot.to().isAfter(to) ? spot.to() : to;
            events = Counts.plus(events, spot.events());
        }
        return new BlindSpot(cause.node(), from, to, events, cause.reason() + JOINED);
    }

    List<BlindSpot> list() {
        List<BlindSpot> all = new ArrayList<>();
        spots.values().forEach(all::addAll);
        return all.stream().sorted().toList();
    }
}
