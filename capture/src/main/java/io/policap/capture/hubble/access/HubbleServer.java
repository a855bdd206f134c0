package io.policap.capture.hubble.access;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * What a Hubble server said about itself when it was asked.
 *
 * @param version of the server, empty if not said
 * @param isRelay whether it speaks for many nodes
 * @param nodes those it speaks for, by name; an agent has one, itself
 * @param unavailableNodes names of those whose flows it cannot get now, by name
 * @param uptimeNanos since it started; of a relay the longest of its nodes
 * @param numFlows flows held now, of all nodes
 * @param maxFlows flows that can be held, of all nodes
 * @param seenFlows flows since the start, of all nodes
 */
public record HubbleServer(
        String version,
        boolean isRelay,
        List<HubbleNode> nodes,
        List<String> unavailableNodes,
        long uptimeNanos,
        long numFlows,
        long maxFlows,
        long seenFlows) {
    public HubbleServer {
        requireNonNull(version, "version");
        nodes = List.copyOf(nodes);
        unavailableNodes = List.copyOf(unavailableNodes);
    }

    /** How many nodes' flows can be had now. */
    public int connectedNodes() {
        int connected = 0;
        for (HubbleNode node : nodes) {
            connected += node.isConnected() ? 1 : 0;
        }
        return connected;
    }
}
