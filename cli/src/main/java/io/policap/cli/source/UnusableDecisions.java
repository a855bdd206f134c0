package io.policap.cli.source;

import io.policap.capture.decision.DecisionError;
import io.policap.capture.decision.DecisionsReading;
import io.policap.infer.decision.Decisions;
import java.util.ArrayList;
import java.util.List;

/** Says that something is wrong in a file of decisions, so that nothing may be concluded. */
public final class UnusableDecisions extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient List<DecisionError> errors;

    private UnusableDecisions(List<DecisionError> errors) {
        super(errors.size() + " errors in decisions");
        this.errors = List.copyOf(errors);
    }

    /** The decisions of files in which nothing is wrong. */
    static Decisions check(DecisionsReading reading) throws UnusableDecisions {
        if (!reading.isUsable()) {
            throw new UnusableDecisions(reading.errors());
        }
        return reading.decisions();
    }

    /** Each error in one line, and what became of the run. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        errors.forEach(error -> lines.add(error.toString()));
        lines.add("policap: nothing was concluded; correct the decisions first");
        return lines;
    }
}
