package io.policap.capture.decision;

import static java.util.Objects.requireNonNull;

import io.policap.infer.decision.Decisions;
import java.util.List;

/**
 * What files of decisions say.
 *
 * @param decisions the decisions; none where anything is wrong, since half of them may mean the opposite of all
 * @param errors what is wrong, sorted, the first of very many
 */
public record DecisionsReading(Decisions decisions, List<DecisionError> errors) {
    /** No file was read. */
    public static final DecisionsReading NONE = new DecisionsReading(Decisions.NONE, List.of());

    public DecisionsReading {
        requireNonNull(decisions, "decisions");
        errors = errors.stream().sorted().distinct().toList();
        if (!errors.isEmpty() && !decisions.isEmpty()) {
            throw new IllegalArgumentException("decisions beside " + errors.size() + " errors");
        }
    }

    public boolean isUsable() {
        return errors.isEmpty();
    }
}
