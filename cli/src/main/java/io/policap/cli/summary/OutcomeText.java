package io.policap.cli.summary;

import io.policap.infer.learn.Outcome;
import java.util.Locale;

/** Outcomes as they are printed: lower case with hyphens. */
public final class OutcomeText {
    private OutcomeText() {}

    public static String of(Outcome.Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
