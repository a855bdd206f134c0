package io.policap.infer.baseline;

import io.policap.infer.flow.BlindSpot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** A bounded collection of blind spots: beyond the limit, those of one node and reason are joined into one. */
final class BlindSpots {
    private record Cause(String node, String reason) implements Comparable<Cause> {
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
        List<BlindSpot> same = spots.computeIfAbsent(new Cause(spot.node(), spot.reason()), cause -> new ArrayList<>());
        same.add(spot);
        if (same.size() > limit) {
            BlindSpot joined = joined(same);
            same.clear();
            same.add(joined);
        }
    }

    private static BlindSpot joined(List<BlindSpot> same) {
        Instant from = Instant.MAX;
        Instant to = Instant.MIN;
        long events = 0;
        for (BlindSpot spot : same) {
            from = spot.from().isBefore(from) ? spot.from() : from;
            to = spot.to().isAfter(to) ? spot.to() : to;
            events += spot.events();
        }
        return new BlindSpot(same.get(0).node(), from, to, events, same.get(0).reason());
    }

    List<BlindSpot> list() {
        List<BlindSpot> all = new ArrayList<>();
        spots.values().forEach(all::addAll);
        return all.stream().sorted().toList();
    }
}
