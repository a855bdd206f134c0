package io.policap.infer.baseline;

import static java.util.Objects.requireNonNull;

import io.policap.infer.connection.Origin;
import io.policap.infer.connection.Side;
import io.policap.infer.connection.Sign;
import io.policap.infer.connection.SignCounts;
import java.util.SortedMap;

/**
 * What one observer saw of a connection class at one side.
 *
 * @param origin the kind of source
 * @param observer the node that reported or was captured, empty where not told; never a path or a URL
 * @param side the end at which it was seen
 * @param signs how many flow events, or connections of captures, showed which sign
 * @param span when
 * @param authenticated how many of the policy verdicts ({@link Sign#VERDICT}) were for connections with mutual
 *     authentication
 */
public record Observation(
        Origin origin, String observer, Side side, SortedMap<Sign, Long> signs, Span span, long authenticated)
        implements Comparable<Observation> {
    /** What an observer saw without mutual authentication. */
    public Observation(Origin origin, String observer, Side side, SortedMap<Sign, Long> signs, Span span) {
        this(origin, observer, side, signs, span, 0);
    }

    public Observation {
        requireNonNull(origin, "origin");
        requireNonNull(observer, "observer");
        requireNonNull(side, "side");
        requireNonNull(span, "span");
        signs = SignCounts.of(signs);
    }

    public long count(Sign sign) {
        return signs.getOrDefault(sign, 0L);
    }

    /** What the client sent: requests, with data or without, and what followed them. */
    public long requests() {
        long packets = Counts.plus(count(Sign.REQUEST), count(Sign.REQUEST_DATA));
        return Counts.plus(Counts.plus(packets, count(Sign.CONTINUED)), count(Sign.L7_REQUEST));
    }

    /** All flow events or connections of this observer and side. */
    public long total() {
        long sum = 0;
        for (long count : signs.values()) {
            sum = Counts.plus(sum, count);
        }
        return sum;
    }

    @Override
    public int compareTo(Observation other) {
        int order = observer.compareTo(other.observer);
        order = order != 0 ? order : side.compareTo(other.side);
        return order != 0 ? order : origin.compareTo(other.origin);
    }
}
