package io.policap.capture.decision;

import static java.util.Objects.requireNonNull;

import io.policap.infer.decision.DecisionPlace;
import java.util.Comparator;

/**
 * Something that is wrong in a file of decisions.
 *
 * @param place where
 * @param message what is wrong and what to do
 */
public record DecisionError(DecisionPlace place, String message) implements Comparable<DecisionError> {
    private static final Comparator<DecisionError> ORDER =
            Comparator.comparing(DecisionError::place).thenComparing(DecisionError::message);

    public DecisionError {
        requireNonNull(place, "place");
        requireNonNull(message, "message");
    }

    @Override
    public int compareTo(DecisionError other) {
        return ORDER.compare(this, other);
    }

    /** {@code FILE:LINE: what, what to do}. */
    @Override
    public String toString() {
        return place + ": " + message;
    }
}
