package io.policap.infer.learn.edge;

import static java.util.Objects.requireNonNull;

/**
 * An edge with what became of it.
 *
 * @param edge the edge
 * @param outcome served, or why not
 * @param probe whether it is a kubelet's probe: served, and never a rule (R5)
 */
public record JudgedEdge(Edge edge, Outcome outcome, boolean probe) {
    public JudgedEdge {
        requireNonNull(edge, "edge");
        requireNonNull(outcome, "outcome");
    }

    /** Whether policies have to let it pass. */
    public boolean mustPass() {
        return outcome.isServed()
                && !(edge.client() instanceof End.Unattributed)
                && !(edge.server() instanceof End.Unattributed);
    }
}
