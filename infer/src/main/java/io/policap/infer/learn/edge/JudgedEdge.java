package io.policap.infer.learn.edge;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * An edge with what became of it.
 *
 * @param edge the edge
 * @param outcome served, or why not
 * @param probe whether it is a kubelet's probe: served, and never a rule (R5)
 * @param names the DNS names for which the client was given the server's address
 */
public record JudgedEdge(Edge edge, Outcome outcome, boolean probe, SortedSet<String> names) {
    /** An edge whose server has no names. */
    public JudgedEdge(Edge edge, Outcome outcome, boolean probe) {
        this(edge, outcome, probe, new TreeSet<>());
    }

    public JudgedEdge {
        names = Collections.unmodifiableSortedSet(new TreeSet<>(names));
        requireNonNull(edge, "edge");
        requireNonNull(outcome, "outcome");
    }

    /** The same with the names of its server. */
    public JudgedEdge named(SortedSet<String> known) {
        return known.isEmpty() ? this : new JudgedEdge(edge, outcome, probe, known);
    }

    /** Whether policies have to let it pass. */
    public boolean mustPass() {
        return outcome.isServed()
                && !(edge.client() instanceof End.Unattributed)
                && !(edge.server() instanceof End.Unattributed);
    }
}
