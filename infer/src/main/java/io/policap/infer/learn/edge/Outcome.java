package io.policap.infer.learn.edge;

import static java.util.Objects.requireNonNull;

import io.policap.infer.intent.Mark;
import java.util.Collections;
import java.util.Locale;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What became of the connections of one edge (R2, R3).
 *
 * @param kind served, or why not
 * @param marks how it was known to be served
 */
public record Outcome(Kind kind, SortedSet<Mark> marks) {
    /** The outcomes; only {@link #SERVED} makes a rule. */
    public enum Kind {
        SERVED,
        /** Answered by resets only. */
        REFUSED,
        /** Never answered, though the observer reports answers. */
        UNANSWERED,
        /** Datagrams to a port that the server does not declare, never answered. */
        ONE_WAY_UNDECLARED,
        /** Opened by a client that scans, without a sign of data. */
        SCANNED,
        /** Not allowed by any rule. */
        DENIED,
        /** Denied by a rule. */
        EXPLICITLY_DENIED,
        /** Not to be let pass, whatever was seen: people decided so. */
        DENIED_BY_DECISION;

        /** The outcome as it is printed: lower case with hyphens. */
        public String text() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    public Outcome {
        requireNonNull(kind, "kind");
        marks = Collections.unmodifiableSortedSet(new TreeSet<>(marks));
    }

    public static Outcome served(Mark... marks) {
        return new Outcome(Kind.SERVED, new TreeSet<>(Set.of(marks)));
    }

    public static Outcome of(Kind kind) {
        return new Outcome(kind, new TreeSet<>());
    }

    public boolean isServed() {
        return kind == Kind.SERVED;
    }
}
