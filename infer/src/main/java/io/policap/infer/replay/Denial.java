package io.policap.infer.replay;

import static java.util.Objects.requireNonNull;

/**
 * A served connection class that the policies would cut.
 *
 * @param edge the edge in words
 * @param reason which end denies it and why
 */
public record Denial(String edge, String reason) implements Comparable<Denial> {
    public Denial {
        requireNonNull(edge, "edge");
        requireNonNull(reason, "reason");
    }

    @Override
    public int compareTo(Denial other) {
        int byEdge = edge.compareTo(other.edge);
        return byEdge != 0 ? byEdge : reason.compareTo(other.reason);
    }
}
