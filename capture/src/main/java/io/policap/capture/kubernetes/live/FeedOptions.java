package io.policap.capture.kubernetes.live;

import static java.util.Objects.requireNonNull;

import io.policap.infer.inventory.WorkloadKey;
import java.time.Duration;

/**
 * How an {@link InventoryFeed} keeps up with its cluster.
 *
 * @param cluster the name that the inventory's objects get
 * @param rebuildEvery the shortest time between two inventories built, at least a millisecond
 * @param endedPods how many pods that are gone are remembered, for who had an address and which workloads there were
 * @param pageSize objects asked for at once, 1 to 10,000
 */
public record FeedOptions(String cluster, Duration rebuildEvery, int endedPods, int pageSize) {
    private static final int MAX_PAGE = 10_000;

    public FeedOptions {
        requireNonNull(cluster, "cluster");
        if (rebuildEvery.toMillis() < 1) {
            throw new IllegalArgumentException("rebuildEvery is below a millisecond: " + rebuildEvery);
        }
        if (endedPods < 0) {
            throw new IllegalArgumentException("endedPods is negative: " + endedPods);
        }
        if (pageSize < 1 || pageSize > MAX_PAGE) {
            throw new IllegalArgumentException("pageSize is not within 1 to " + MAX_PAGE + ": " + pageSize);
        }
    }

    /** The own cluster's name, an inventory every two seconds at most, 20,000 ended pods, pages of 500. */
    public static FeedOptions standard() {
        return new FeedOptions(WorkloadKey.DEFAULT_CLUSTER, Duration.ofSeconds(2), 20_000, 500);
    }

    public FeedOptions withCluster(String name) {
        return new FeedOptions(name, rebuildEvery, endedPods, pageSize);
    }
}
