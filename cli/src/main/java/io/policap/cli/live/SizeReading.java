package io.policap.cli.live;

import io.policap.cli.console.Console;
import io.policap.cli.option.Reading;

/** Options that take a number of bytes. */
public final class SizeReading implements Reading<String, Long> {
    @Override
    public Long read(String option, String given) {
        try {
            return SizeText.parse(given);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(option + ": " + Console.message(e), e);
        }
    }
}
