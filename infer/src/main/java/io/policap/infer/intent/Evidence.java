package io.policap.infer.intent;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * How often and when something was seen.
 *
 * @param count the largest number of flow events that one observer and side reported; 0 for what was never seen
 * @param first when it was first seen, {@link Instant#MAX} for never or where no time is known
 * @param last when it was last seen, {@link Instant#MIN} for never or where no time is known
 * @param observers the nodes that saw it, sorted
 */
public record Evidence(long count, Instant first, Instant last, List<String> observers) {
    public static final Evidence NONE = new Evidence(0, Instant.MAX, Instant.MIN, List.of());

    public Evidence {
        requireNonNull(first, "first");
        requireNonNull(last, "last");
        observers = observers.stream().distinct().sorted().toList();
    }

    /** The evidence for both together. */
    public Evidence plus(Evidence other) {
        return new Evidence(
                count + other.count,
                first.isBefore(other.first) ? first : other.first,
                last.isAfter(other.last) ? last : other.last,
                Stream.concat(observers.stream(), other.observers.stream()).toList());
    }

    public boolean isSeen() {
        return count > 0;
    }
}
