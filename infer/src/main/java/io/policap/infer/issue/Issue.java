package io.policap.infer.issue;

import static java.util.Objects.requireNonNull;

import java.util.Comparator;

/**
 * One thing the user has to know: what, where, and what to do about it.
 *
 * @param code the kind of the issue
 * @param place where it is: {@code file:line}, {@code namespace/Kind/workload}, an address, a node, a part of the input
 * @param message one sentence, with the offending value and what helps
 */
public record Issue(IssueCode code, String place, String message) implements Comparable<Issue> {
    private static final Comparator<Issue> ORDER =
            Comparator.comparing(Issue::code).thenComparing(Issue::place).thenComparing(Issue::message);

    public Issue {
        requireNonNull(code, "code");
        requireNonNull(place, "place");
        requireNonNull(message, "message");
        if (place.isEmpty()) {
            throw new IllegalArgumentException("an issue without a place: " + message);
        }
    }

    @Override
    public int compareTo(Issue other) {
        return ORDER.compare(this, other);
    }
}
