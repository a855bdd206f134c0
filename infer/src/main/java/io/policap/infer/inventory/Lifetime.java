package io.policap.infer.inventory;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * The half-open interval in which a pod owned its addresses: from its start to the end of its last container or its
 * deletion.
 *
 * @param from when it began, {@link Instant#MIN} where that is not known
 * @param to when it ended, {@link Instant#MAX} while it lasts; never before {@code from}
 */
public record Lifetime(Instant from, Instant to) {
    public static final Lifetime ALWAYS = new Lifetime(Instant.MIN, Instant.MAX);

    public Lifetime {
        requireNonNull(from, "from");
        requireNonNull(to, "to");
        if (to.isBefore(from)) {
            to = from;
        }
    }

    public boolean contains(Instant time) {
        return !time.isBefore(from) && time.isBefore(to);
    }

    public boolean hasEnded() {
        return !to.equals(Instant.MAX);
    }
}
