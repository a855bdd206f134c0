package io.policap.capture.kubernetes.live;

import java.util.Optional;

/**
 * The way to the API server of one cluster, as the user's kubeconfig or, inside a pod, the service account has it.
 *
 * <p>Safe for several threads. Closing it ends what was made from it.
 */
public final class ClusterAccess implements AutoCloseable {
    private ClusterAccess() {}

    /**
     * Opens the cluster of the current context and asks it for its version.
     *
     * @param context the context to use instead of the current one
     * @throws ClusterFailure with one line that says what is wrong and what to do
     */
    public static ClusterAccess open(Optional<String> context) throws ClusterFailure {
        throw new ClusterFailure(ClusterFailure.Kind.CONFIGURATION, "not there yet: " + context);
    }

    /** The context's name, {@code in-cluster} inside a pod. */
    public String context() {
        return "";
    }

    /** The API server's address, without credentials. */
    public String server() {
        return "";
    }

    /**
     * Lists everything that an inventory keeps, then follows it in threads of its own.
     *
     * @throws ClusterFailure when pods or services cannot be listed
     */
    public InventoryFeed inventory(FeedOptions options) throws ClusterFailure {
        throw new ClusterFailure(ClusterFailure.Kind.SERVER, "not there yet: " + options);
    }

    /**
     * Finds Hubble's relay; a port is forwarded when one is asked for.
     *
     * @throws ClusterFailure when there is none, or several outside the usual namespaces
     */
    public RelayForward relay() throws ClusterFailure {
        throw new ClusterFailure(ClusterFailure.Kind.RELAY, "not there yet");
    }

    @Override
    public void close() {}
}
