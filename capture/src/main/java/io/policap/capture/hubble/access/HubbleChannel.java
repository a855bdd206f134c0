package io.policap.capture.hubble.access;

import io.grpc.ManagedChannel;

/**
 * The way to a Hubble server: a gRPC channel with the limits and the patience that an endless stream of flows needs.
 *
 * <p>Nothing is connected before the first question. The channel connects again by itself; whoever opened it shuts it
 * down.
 */
public final class HubbleChannel {
    /** Bytes that one message may have: 16 MiB; a flow has some 1,000. */
    public static final int MAX_MESSAGE_BYTES = 16 << 20;

    private HubbleChannel() {}

    /**
     * A channel to the server, not connected yet.
     *
     * @throws HubbleFailure of kind {@code TLS_FILE} when a certificate or key cannot be used
     * @throws IllegalArgumentException when TLS options are given for a target without TLS
     */
    public static ManagedChannel open(HubbleTarget target, HubbleTls tls) throws HubbleFailure {
        throw new UnsupportedOperationException();
    }
}
