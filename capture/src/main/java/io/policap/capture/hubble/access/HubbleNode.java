package io.policap.capture.hubble.access;

import static java.util.Objects.requireNonNull;

/**
 * What a node's agent said about itself when it was asked.
 *
 * @param name {@code cluster/node} or {@code node}; empty where an agent itself was asked, which does not say its name
 * @param version of its Cilium, empty if not said
 * @param isConnected whether flows of it can be had now
 * @param uptimeNanos since its Hubble started; less than before means that it started again
 * @param numFlows flows that its ring buffer holds
 * @param maxFlows flows that its ring buffer can hold, 0 if not said
 * @param seenFlows flows since its Hubble started
 */
public record HubbleNode(
        String name,
        String version,
        boolean isConnected,
        long uptimeNanos,
        long numFlows,
        long maxFlows,
        long seenFlows) {
    public HubbleNode {
        requireNonNull(name, "name");
        requireNonNull(version, "version");
    }
}
