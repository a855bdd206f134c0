package io.policap.capture.kubernetes.live;

/** A port of this host that leads to Hubble's relay, through the API server. Safe for several threads. */
public final class RelayForward implements AutoCloseable {
    RelayForward() {}

    /**
     * The port on 127.0.0.1, to be asked for before each connection: the pod behind it may have changed, and then so has
     * the port.
     *
     * @throws ClusterFailure when no pod of the relay is ready, or the forward is not permitted
     */
    public int port() throws ClusterFailure {
        throw new ClusterFailure(ClusterFailure.Kind.RELAY, "not there yet");
    }

    /** Whether the relay speaks TLS, as far as its service tells. */
    public RelayTls tls() {
        return RelayTls.UNKNOWN;
    }

    /** The relay's service, {@code namespace/name}. */
    public String service() {
        return "";
    }

    @Override
    public void close() {}
}
