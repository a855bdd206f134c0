package io.policap.infer.baseline;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * From when to when something was seen; commutes when joined.
 *
 * @param first the first time, {@link Instant#MAX} where no time is known
 * @param last the last time, {@link Instant#MIN} where no time is known
 */
public record Span(Instant first, Instant last) {
    /** No time known. */
    public static final Span NEVER = new Span(Instant.MAX, Instant.MIN);

    public Span {
        requireNonNull(first, "first");
        requireNonNull(last, "last");
    }

    /** The span of one moment; {@link Instant#MIN} means that the time is not known. */
    public static Span at(Instant time) {
        return time.equals(Instant.MIN) ? NEVER : new Span(time, time);
    }

    public Span join(Span other) {
        boolean begins = other.first.isBefore(first);
        boolean ends = other.last.isAfter(last);
        return begins || ends ? new Span(begins ? other.first : first, ends ? other.last : last) : this;
    }

    public boolean isKnown() {
        return !first.isAfter(last);
    }
}
