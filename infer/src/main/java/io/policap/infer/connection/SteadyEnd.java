package io.policap.infer.connection;

import static java.util.Objects.requireNonNull;

import io.policap.infer.inventory.Lifetime;
import java.util.List;

/**
 * Who an address is to every connection that begins within a time, whoever is at the other end.
 *
 * @param party who it is
 * @param pods the pod there, if it is one
 * @param time the time
 */
public record SteadyEnd(Party party, List<PodSighting> pods, Lifetime time) {
    public SteadyEnd {
        requireNonNull(party, "party");
        pods = List.copyOf(pods);
        requireNonNull(time, "time");
    }
}
