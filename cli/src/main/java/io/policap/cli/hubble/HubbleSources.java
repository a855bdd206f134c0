package io.policap.cli.hubble;

import static java.util.Objects.requireNonNull;

import io.policap.capture.hubble.access.FlowQuery;
import io.policap.capture.hubble.access.HubbleTarget;
import io.policap.capture.hubble.access.HubbleTls;
import io.policap.cli.console.Console;
import io.policap.cli.live.Stable;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The Hubble servers of a run.
 *
 * @param targets servers as they were named; may be empty where the cluster's own relay is asked
 * @param tls how connections are encrypted
 * @param query which flows are wanted
 * @param cluster the cluster whose relay and objects are read; empty for none
 * @param span how long; empty for until somebody ends it
 * @param stable what has been learned when the run may end by itself; empty for never
 * @param checkpoint how often what was seen so far is written
 */
public record HubbleSources(
        List<HubbleTarget> targets,
        HubbleTls tls,
        FlowQuery query,
        Optional<LiveCluster> cluster,
        Optional<Duration> span,
        Optional<Stable> stable,
        Duration checkpoint) {
    public HubbleSources {
        targets = List.copyOf(targets);
        requireNonNull(tls, "tls");
        requireNonNull(query, "query");
        requireNonNull(cluster, "cluster");
        requireNonNull(span, "span");
        requireNonNull(stable, "stable");
        requireNonNull(checkpoint, "checkpoint");
        if (targets.isEmpty() && cluster.isEmpty()) {
            throw new IllegalArgumentException("no server");
        }
    }

    /** Says what the user has to know before anything is connected. */
    void warn(Console console) {
        if (tls.insecure()) {
            for (HubbleTarget target : targets) {
                console.error("policap: WARNING " + HubbleTls.warningFor(target));
            }
        }
    }
}
