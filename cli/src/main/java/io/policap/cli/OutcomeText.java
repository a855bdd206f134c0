package io.policap.cli;

import io.policap.infer.learn.Outcome;
import java.util.Locale;

/** Outcomes as they are printed: lower case with hyphens. */
final class OutcomeText {
    private OutcomeText() {}

    static String of(Outcome.Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
