package io.policap.capture.hubble.access;

import static java.util.Objects.requireNonNull;

/**
 * What a node's agent said about its Hubble when it was asked.
 *
 * @param name {@code cluster/node} or {@code node}; empty where an agent itself was asked, which does not say its name
 * @param version of its Cilium, empty if not said
 * @param isConnected whether flows of it can be had now; the figures are 0 where not
 * @param uptimeNanos since it started; less than before means that it started again
 * @param numFlows flows that its ring buffer holds
 * @param maxFlows flows that its ring buffer can hold
 * @param seenFlows flows since it started
 */
public record NodeFacts(
        String name,
        String version,
        boolean isConnected,
        long uptimeNanos,
        long numFlows,
        long maxFlows,
        long seenFlows) {
    public NodeFacts {
        requireNonNull(name, "name");
        requireNonNull(version, "version");
    }
}
