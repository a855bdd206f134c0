package io.policap.infer.baseline;

import static java.util.Objects.requireNonNull;

import io.policap.infer.connection.Side;
import io.policap.infer.connection.Sign;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What one observer saw of a connection class at one side.
 *
 * @param observer the node that reported, empty where not told; never a path or a URL
 * @param side the end at which it was seen
 * @param signs how many flow events showed which sign
 * @param span when
 */
public record Observation(String observer, Side side, SortedMap<Sign, Long> signs, Span span)
        implements Comparable<Observation> {
    public Observation {
        requireNonNull(observer, "observer");
        requireNonNull(side, "side");
        requireNonNull(span, "span");
        signs = Collections.unmodifiableSortedMap(new TreeMap<>(signs));
    }

    public long count(Sign sign) {
        return signs.getOrDefault(sign, 0L);
    }

    /** All flow events of this observer and side. */
    public long total() {
        long sum = 0;
        for (long count : signs.values()) {
            sum = Counts.plus(sum, count);
        }
        return sum;
    }

    @Override
    public int compareTo(Observation other) {
        int byObserver = observer.compareTo(other.observer);
        return byObserver != 0 ? byObserver : side.compareTo(other.side);
    }
}
