package io.policap.cli.live;

import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Spans of time as people type them: {@code 5s}, {@code 10m}, {@code 1h}, {@code 2d}, {@code 1h30m}. */
public final class SpanText {
    private static final Pattern WHOLE = Pattern.compile("(?:\\d+(?:ms|[smhd]))+");
    private static final Pattern PART = Pattern.compile("(\\d+)(ms|[smhd])");
    private static final Duration LONGEST = Duration.ofDays(36_500);

    private SpanText() {}

    /**
     * The span that a text says.
     *
     * @throws IllegalArgumentException where it says none, zero, or more than a hundred years
     */
    public static Duration parse(String text) {
        String lower = text.strip().toLowerCase(Locale.ROOT);
        if (!WHOLE.matcher(lower).matches()) {
            throw new IllegalArgumentException("'" + text
                    + "' is not a span of time: want a number with s, m, h or d, such as 30s, 10m, 1h or 2d");
        }
        Duration span = Duration.ZERO;
        Matcher part = PART.matcher(lower);
        while (part.find()) {
            span = span.plus(part(part.group(1), part.group(2), text));
        }
        if (span.isZero() || span.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("'" + text + "' is not between 1ms and a hundred years");
        }
        return span;
    }

    private static Duration part(String digits, String unit, String text) {
        if (digits.length() > 12) {
            throw new IllegalArgumentException("'" + text + "' is not between 1ms and a hundred years");
        }
        long number = Long.parseLong(digits);
        return switch (unit) {
            case "ms" -> Duration.ofMillis(number);
            case "s" -> Duration.ofSeconds(number);
            case "m" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            default -> Duration.ofDays(number);
        };
    }
}
