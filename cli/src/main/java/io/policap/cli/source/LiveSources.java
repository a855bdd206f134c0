package io.policap.cli.source;

import static java.util.Objects.requireNonNull;

import io.policap.capture.live.LiveFailure;
import io.policap.capture.live.LiveFilter;
import io.policap.capture.live.NicSource;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The network interfaces that a run listens on.
 *
 * @param names as the system calls them, at least one; {@code any} for all of them at once
 * @param filter which packets the kernel hands over
 * @param snapLength bytes of a frame that are kept
 * @param span how long; empty for until somebody ends it
 * @param checkpoint how often what was seen so far is written
 */
public record LiveSources(
        List<String> names, LiveFilter filter, int snapLength, Optional<Duration> span, Duration checkpoint) {
    public LiveSources {
        names = List.copyOf(names);
        requireNonNull(filter, "filter");
        requireNonNull(span, "span");
        requireNonNull(checkpoint, "checkpoint");
        if (names.isEmpty()) {
            throw new IllegalArgumentException("no interface");
        }
    }

    /** Opens them; from now on the kernel keeps their packets. */
    public NicSource open() throws LiveFailure {
        return NicSource.open(names, filter, snapLength);
    }

    /** What they are called together, as one capture: {@code nic:eth0,nic:eth1}. */
    public String name() {
        return NicSource.SCHEME + String.join("," + NicSource.SCHEME, names);
    }
}
