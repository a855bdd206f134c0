package io.policap.capture.packet.join;

import static java.util.Objects.requireNonNull;

/**
 * How far the clocks of two nodes are apart, as connections say that captures of both nodes saw.
 *
 * @param nodeA a node
 * @param nodeB another one, after {@code nodeA} in order
 * @param connections connections that it was measured on, at least 1
 * @param offset nanoseconds by which {@code nodeB}'s clock is ahead of {@code nodeA}'s, negative where it is behind; the
 *     median over the connections
 * @param spread the median distance of a single connection from that, in nanoseconds
 */
public record ClockSkew(String nodeA, String nodeB, long connections, long offset, long spread) {
    public ClockSkew {
        requireNonNull(nodeA, "nodeA");
        requireNonNull(nodeB, "nodeB");
        if (nodeA.compareTo(nodeB) >= 0) {
            throw new IllegalArgumentException("nodes out of order: " + nodeA + ", " + nodeB);
        }
        if (connections < 1 || spread < 0) {
            throw new IllegalArgumentException("connections " + connections + ", spread " + spread);
        }
    }
}
