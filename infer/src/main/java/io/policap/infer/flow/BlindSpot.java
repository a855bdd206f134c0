package io.policap.infer.flow;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Comparator;

/**
 * An interval in which a node may have seen more than it reported: lost events, a node out of reach, a gap.
 *
 * @param node the node's name, empty where every node is concerned
 * @param from when it began, {@link Instant#MIN} where not told
 * @param to when it ended, {@link Instant#MAX} where not told
 * @param events events known to be lost, 0 where not counted
 * @param reason what happened, one short phrase such as {@code HUBBLE_RING_BUFFER}
 */
public record BlindSpot(String node, Instant from, Instant to, long events, String reason)
        implements Comparable<BlindSpot> {
    private static final Comparator<BlindSpot> ORDER = Comparator.comparing(BlindSpot::node)
            .thenComparing(BlindSpot::from)
            .thenComparing(BlindSpot::to)
            .thenComparing(BlindSpot::reason)
            .thenComparing(BlindSpot::events);

    public BlindSpot {
        requireNonNull(node, "node");
        requireNonNull(from, "from");
        requireNonNull(to, "to");
        requireNonNull(reason, "reason");
    }

    /** The blind spot in words: where, when, and what happened. */
    public String text() {
        String where = node.isEmpty() ? "every node" : node;
        String when = from.equals(Instant.MIN) && to.equals(Instant.MAX)
                ? "all the time"
                : (from.equals(Instant.MIN) ? "the beginning" : from) + " to " + (to.equals(Instant.MAX) ? "the end" : to);
        return where + " " + when + ", " + (events > 0 ? events + " events lost (" + reason + ")" : reason);
    }

    @Override
    public int compareTo(BlindSpot other) {
        return ORDER.compare(this, other);
    }
}
