package io.policap.cli.live;

import io.policap.cli.console.Console;
import io.policap.cli.option.Reading;
import java.time.Duration;

/** Options that take a span of time. */
public final class SpanReading implements Reading<String, Duration> {
    @Override
    public Duration read(String option, String given) {
        try {
            return SpanText.parse(given);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(option + ": " + Console.message(e), e);
        }
    }
}
