package io.policap.capture.decision;

import io.policap.infer.decision.DecisionPlace;
import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong; of very many only the first are kept, and the last says so. */
final class ErrorLog {
    private static final int KEPT = 100;

    private final List<DecisionError> errors = new ArrayList<>();
    private int count;

    void add(String file, int line, String message) {
        add(new DecisionPlace(file, line), message);
    }

    void add(DecisionPlace place, String message) {
        count++;
        if (count <= KEPT) {
            errors.add(new DecisionError(place, message));
        } else if (count == KEPT + 1) {
            errors.add(new DecisionError(place, "more is wrong; correct what is told first"));
        }
    }

    /** How much was wrong so far. */
    int count() {
        return count;
    }

    List<DecisionError> list() {
        return List.copyOf(errors);
    }
}
