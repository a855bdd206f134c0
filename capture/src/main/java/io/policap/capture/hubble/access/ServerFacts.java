package io.policap.capture.hubble.access;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * What a Hubble server said about itself when it was asked.
 *
 * @param version of the server, empty if not said
 * @param isRelay whether it speaks for many nodes
 * @param nodes those it speaks for, by name; an agent has one, itself; empty for relays that cannot list them
 * @param connectedNodes how many nodes' flows can be had now
 * @param unavailableNodes names of those whose flows it cannot get now, sorted
 * @param uptimeNanos since it started; of a relay the longest of its nodes
 * @param numFlows flows held now, of all nodes
 * @param maxFlows flows that can be held, of all nodes
 * @param seenFlows flows since the start, of all nodes
 */
public record ServerFacts(
        String version,
        boolean isRelay,
        List<NodeFacts> nodes,
        int connectedNodes,
        List<String> unavailableNodes,
        long uptimeNanos,
        long numFlows,
        long maxFlows,
        long seenFlows) {
    public ServerFacts {
        requireNonNull(version, "version");
        nodes = List.copyOf(nodes);
        unavailableNodes = List.copyOf(unavailableNodes);
    }
}
