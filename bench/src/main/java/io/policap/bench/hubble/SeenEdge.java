package io.policap.bench.hubble;

import io.policap.bench.generator.EdgeTruth;

/**
 * An edge as one node reports it: what a node's blind spots hide is no excuse for what another one saw.
 *
 * @param node the one that reports, without its cluster
 */
record SeenEdge(EdgeTruth.Key edge, String node) implements Comparable<SeenEdge> {
    @Override
    public int compareTo(SeenEdge other) {
        int byEdge = edge.compareTo(other.edge);
        return byEdge != 0 ? byEdge : node.compareTo(other.node);
    }

    @Override
    public String toString() {
        return edge + " at " + node;
    }
}
