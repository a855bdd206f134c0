package io.policap.capture.hubble.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.policap.capture.hubble.proto.flow.Flow;
import io.policap.capture.hubble.proto.observer.GetFlowsRequest;
import io.policap.capture.hubble.proto.observer.GetFlowsResponse;
import io.policap.capture.hubble.proto.observer.GetNodesRequest;
import io.policap.capture.hubble.proto.observer.Node;
import io.policap.capture.hubble.proto.observer.ServerStatusRequest;
import io.policap.capture.hubble.proto.observer.ServerStatusResponse;
import io.policap.capture.hubble.proto.relay.NodeState;
import io.policap.capture.hubble.proto.relay.NodeStatusEvent;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;

class ServerRelayTest {
    private static final GetFlowsRequest FOLLOW = GetFlowsRequest.newBuilder()
            .setFollow(true)
            .setSince(Flows.second(0))
            .build();

    @Test
    void flowsOfSeveralNodesComeInTheOrderOfTheirTimes() {
        try (HubbleServer server = relay();
                Client client = Client.plain(server)) {
            for (int number : new int[] {0, 3, 4, 9}) {
                server.publish(Flows.on("node-1", number));
            }
            for (int number : new int[] {1, 2, 5}) {
                server.publish(Flows.on("node-2", number));
            }

            List<GetFlowsResponse> responses = client.responses(GetFlowsRequest.getDefaultInstance());

            assertThat(responses.get(0).getNodeStatus())
                    .isEqualTo(NodeStatusEvent.newBuilder()
                            .setStateChange(NodeState.NODE_CONNECTED)
                            .addNodeNames("node-1")
                            .addNodeNames("node-2")
                            .build());
            assertThat(client.flows(GetFlowsRequest.getDefaultInstance()))
                    .extracting(flow -> flow.getTime().getSeconds() - Flows.START)
                    .containsExactly(0L, 1L, 2L, 3L, 4L, 5L, 9L);
            // Each node is asked for so many.
            assertThat(client.flows(GetFlowsRequest.newBuilder().setNumber(2).build()))
                    .extracting(flow -> flow.getTime().getSeconds() - Flows.START)
                    .containsExactly(2L, 4L, 5L, 9L);
        }
    }

    @Test
    void aNodeThatGoesAndComesBackIsAskedAgain() {
        try (HubbleServer server = relay();
                Client client = Client.plain(server)) {
            server.publish(Flows.on("node-1", 0));
            server.publish(Flows.on("node-2", 1));
            Iterator<GetFlowsResponse> stream = client.stub().getFlows(FOLLOW);
            assertThat(Client.next(stream, 2)).hasSize(2);

            server.unavailable("node-2", "connection refused");
            NodeStatusEvent gone = stream.next().getNodeStatus();
            assertThat(gone.getStateChange()).isEqualTo(NodeState.NODE_UNAVAILABLE);
            assertThat(gone.getNodeNamesList()).containsExactly("node-2");
            assertThat(gone.getMessage()).isEqualTo("connection refused");
            server.publish(Flows.on("node-2", 2));
            server.publish(Flows.on("node-1", 3));
            assertThat(Client.next(stream, 1)).containsExactly(Flows.on("node-1", 3));

            ServerStatusResponse status = client.stub().serverStatus(ServerStatusRequest.getDefaultInstance());
            assertThat(status.getNumConnectedNodes().getValue()).isEqualTo(1);
            assertThat(status.getNumUnavailableNodes().getValue()).isEqualTo(1);
            assertThat(status.getUnavailableNodesList()).containsExactly("node-2");
            assertThat(client.stub()
                            .getNodes(GetNodesRequest.getDefaultInstance())
                            .getNodesList())
                    .extracting(Node::getState)
                    .containsExactly(NodeState.NODE_CONNECTED, NodeState.NODE_UNAVAILABLE);

            server.available("node-2");
            assertThat(stream.next().getNodeStatus().getStateChange()).isEqualTo(NodeState.NODE_CONNECTED);
            assertThat(Client.next(stream, 2)).containsExactly(Flows.on("node-2", 1), Flows.on("node-2", 2));
        }
    }

    @Test
    void aNodeThatWasStartedAgainCountsFromZero() {
        try (HubbleServer server = relay();
                Client client = Client.plain(server)) {
            server.publish(Flows.on("node-1", 0));
            server.publish(Flows.on("node-2", 1));
            server.restartNode("node-2", 8);
            server.available("node-2");
            server.publish(List.of(Flows.on("node-2", 2), Flows.on("node-2", 3)));

            List<Node> nodes =
                    client.stub().getNodes(GetNodesRequest.getDefaultInstance()).getNodesList();

            assertThat(nodes).extracting(Node::getSeenFlows).containsExactly(1L, 2L);
            assertThat(nodes.get(1).getMaxFlows()).isEqualTo(8);
            assertThat(nodes.get(1).getUptimeNs())
                    .isPositive()
                    .isLessThan(nodes.get(0).getUptimeNs());
        }
    }

    @Test
    void aNodeThatJoinsIsFollowedFromItsStart() {
        try (HubbleServer server = relay();
                Client client = Client.plain(server)) {
            server.publish(Flows.on("node-1", 0));
            Iterator<GetFlowsResponse> stream = client.stub().getFlows(FOLLOW);
            assertThat(Client.next(stream, 1)).hasSize(1);
            List<Flow> joined = List.of(Flows.on("node-3", 1), Flows.on("node-3", 2));
            server.publish(joined);

            assertThat(Client.next(stream, 2)).isEqualTo(joined);
        }
    }

    @Test
    void aRelayWithoutNodesHasNothingToSay() {
        try (HubbleServer server = HubbleServer.builder().relay().start();
                Client client = Client.plain(server)) {
            assertThat(client.responses(GetFlowsRequest.getDefaultInstance())).isEmpty();
            ServerStatusResponse status = client.stub().serverStatus(ServerStatusRequest.getDefaultInstance());
            assertThat(status.hasNumConnectedNodes()).isTrue();
            assertThat(status.getNumConnectedNodes().getValue()).isZero();
        }
    }

    @Test
    void onlyARelayKnowsNodes() {
        try (HubbleServer server = HubbleServer.builder().node("node-1").start();
                Client client = Client.plain(server)) {
            assertThatThrownBy(() -> client.stub().getNodes(GetNodesRequest.getDefaultInstance()))
                    .hasMessageContaining("UNIMPLEMENTED");
        }
    }

    private static HubbleServer relay() {
        return HubbleServer.builder()
                .relay()
                .everythingAtOnce()
                .node("node-1")
                .node("node-2")
                .start();
    }
}
