package io.policap.capture.hubble.access;

import io.policap.capture.hubble.proto.observer.Node;
import io.policap.capture.hubble.proto.observer.ServerStatusResponse;
import io.policap.capture.hubble.proto.relay.NodeState;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;

/** Makes facts of what a server answered; an agent has no list of nodes, an old relay none either. */
final class FactsReading {
    private FactsReading() {}

    static ServerFacts ofRelay(ServerStatusResponse status, List<Node> nodes) {
        List<NodeFacts> facts = new ArrayList<>();
        TreeSet<String> unavailable = new TreeSet<>();
        int connected = 0;
        for (Node node : nodes) {
            NodeFacts fact = node(node);
            facts.add(fact);
            if (fact.isConnected()) {
                connected++;
            } else {
                unavailable.add(fact.name());
            }
        }
        facts.sort(Comparator.comparing(NodeFacts::name));
        if (nodes.isEmpty()) {
            connected = status.getNumConnectedNodes().getValue();
            unavailable.addAll(status.getUnavailableNodesList());
        }
        return facts(status, true, facts, connected, List.copyOf(unavailable));
    }

    static ServerFacts ofAgent(ServerStatusResponse status) {
        NodeFacts itself = new NodeFacts(
                "",
                status.getVersion(),
                true,
                status.getUptimeNs(),
                status.getNumFlows(),
                status.getMaxFlows(),
                status.getSeenFlows());
        return facts(status, false, List.of(itself), 1, List.of());
    }

    private static NodeFacts node(Node node) {
        return new NodeFacts(
                node.getName(),
                node.getVersion(),
                node.getState() == NodeState.NODE_CONNECTED,
                node.getUptimeNs(),
                node.getNumFlows(),
                node.getMaxFlows(),
                node.getSeenFlows());
    }

    private static ServerFacts facts(
            ServerStatusResponse status,
            boolean relay,
            List<NodeFacts> nodes,
            int connected,
            List<String> unavailable) {
        return new ServerFacts(
                status.getVersion(),
                relay,
                nodes,
                connected,
                unavailable,
                status.getUptimeNs(),
                status.getNumFlows(),
                status.getMaxFlows(),
                status.getSeenFlows());
    }
}
