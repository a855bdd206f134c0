package io.policap.infer.name;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * When an address was the answer for a name.
 *
 * @param from when the first answer came, {@link Instant#MAX} where no time is known
 * @param until when the time to live of the last answer to expire ends, {@link Instant#MIN} where no time is known
 * @param given when answers came
 */
public record Answers(Instant from, Instant until, Moments given) {
    /** Answers kept of one client, address and name. */
    public static final int KEPT = 64;

    public Answers {
        requireNonNull(from, "from");
        requireNonNull(until, "until");
        requireNonNull(given, "given");
    }
}
