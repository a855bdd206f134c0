package io.policap.cli.hubble;

import io.policap.capture.hubble.access.HubbleTarget;
import io.policap.capture.hubble.collect.NamedServer;
import io.policap.capture.kubernetes.live.ClusterAccess;
import io.policap.capture.kubernetes.live.ClusterFailure;
import io.policap.capture.kubernetes.live.FeedOptions;
import io.policap.capture.kubernetes.live.InventoryFeed;
import io.policap.capture.kubernetes.live.RelayForward;
import io.policap.capture.kubernetes.live.RelayTls;
import io.policap.infer.inventory.Inventory;
import io.policap.infer.issue.Issues;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The live cluster of a run: its objects while they change, and the way to its relay. Close it when the run is over. */
final class ClusterSession implements AutoCloseable {
    private final ClusterAccess access;
    private final @Nullable InventoryFeed feed;
    private final @Nullable RelayForward relay;

    private ClusterSession(ClusterAccess access, @Nullable InventoryFeed feed, @Nullable RelayForward relay) {
        this.access = access;
        this.feed = feed;
        this.relay = relay;
    }

    /**
     * Reads the objects of a cluster, and finds its relay.
     *
     * @param cluster the name that its objects get
     * @param withRelay whether the relay is needed
     * @throws ClusterFailure with one line that says what is wrong and what to do
     */
    static ClusterSession open(LiveCluster asked, String cluster, boolean withRelay) throws ClusterFailure {
        ClusterAccess access = ClusterAccess.open(asked.context());
        try {
            @Nullable RelayForward relay = withRelay ? access.relay() : null;
            if (relay != null) {
                relay.port();
            }
            return new ClusterSession(access, access.inventory(FeedOptions.standard().withCluster(cluster)), relay);
        } catch (ClusterFailure | RuntimeException e) {
            access.close();
            throw e;
        }
    }

    /**
     * Finds the relay of a cluster, whose objects are not read.
     *
     * @throws ClusterFailure with one line that says what is wrong and what to do
     */
    static ClusterSession relayOnly(LiveCluster asked) throws ClusterFailure {
        ClusterAccess access = ClusterAccess.open(asked.context());
        try {
            RelayForward relay = access.relay();
            relay.port();
            return new ClusterSession(access, null, relay);
        } catch (ClusterFailure | RuntimeException e) {
            access.close();
            throw e;
        }
    }

    /** The cluster's relay as a server to read; empty where it was not asked for. */
    Optional<NamedServer> relay() {
        RelayForward forward = relay;
        return forward == null
                ? Optional.empty()
                : Optional.of(new NamedServer(
                        "kube:" + access.context() + "/" + forward.service(), () -> target(forward)));
    }

    private static HubbleTarget target(RelayForward forward) throws IOException {
        try {
            return new HubbleTarget.Tcp("127.0.0.1", forward.port(), forward.tls() == RelayTls.EXPECTED);
        } catch (ClusterFailure e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    /** The objects as they are now; the same object as long as nothing changed. */
    Inventory inventory() {
        return feed == null ? Inventory.empty() : feed.current();
    }

    /** What of the cluster could not be read. */
    Issues issues() {
        return feed == null ? new Issues() : feed.issues();
    }

    /** What is read, in words. */
    String name() {
        return access.context() + " (" + access.server() + ")";
    }

    @Override
    public void close() {
        if (feed != null) {
            feed.close();
        }
        if (relay != null) {
            relay.close();
        }
        access.close();
    }
}
