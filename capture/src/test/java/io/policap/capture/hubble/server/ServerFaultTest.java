package io.policap.capture.hubble.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.policap.capture.hubble.proto.flow.Flow;
import io.policap.capture.hubble.proto.flow.LostEvent;
import io.policap.capture.hubble.proto.flow.LostEventSource;
import io.policap.capture.hubble.proto.observer.GetFlowsRequest;
import io.policap.capture.hubble.proto.observer.GetFlowsResponse;
import io.policap.capture.hubble.proto.observer.ServerStatusRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServerFaultTest {
    private static final GetFlowsRequest FOLLOW = GetFlowsRequest.newBuilder()
            .setFollow(true)
            .setSince(Flows.second(0))
            .build();

    @Test
    void aReaderThatIsOvertakenHearsHowManyItLost() {
        try (HubbleServer server = HubbleServer.builder().capacity(16).everythingAtOnce().start();
                Client client = Client.plain(server)) {
            server.publish(Flows.range(0, 10));
            Iterator<GetFlowsResponse> stream = client.stub().getFlows(FOLLOW);
            assertThat(Client.next(stream, 10)).hasSize(10);
            server.stall();
            server.publish(Flows.range(10, 50));
            server.resume();

            LostEvent lost = stream.next().getLostEvents();
            assertThat(lost.getSource()).isEqualTo(LostEventSource.HUBBLE_RING_BUFFER);
            assertThat(lost.getNumEventsLost()).isEqualTo(24);
            assertThat(lost.getFirst()).isEqualTo(Flows.second(9));
            assertThat(lost.getLast()).isEqualTo(Flows.second(34));
            assertThat(Client.next(stream, 16)).isEqualTo(Flows.range(34, 50));
        }
    }

    @Test
    void anOlderAgentSaysOnlyHowManyWereLost() {
        try (HubbleServer server = HubbleServer.builder()
                        .capacity(4)
                        .everythingAtOnce()
                        .withoutTimesOfLoss()
                        .start();
                Client client = Client.plain(server)) {
            server.publish(Flows.range(0, 2));
            Iterator<GetFlowsResponse> stream = client.stub().getFlows(FOLLOW);
            assertThat(Client.next(stream, 2)).hasSize(2);
            server.stall();
            server.publish(Flows.range(2, 12));
            server.resume();

            assertThat(stream.next().getLostEvents())
                    .isEqualTo(LostEvent.newBuilder()
                            .setSource(LostEventSource.HUBBLE_RING_BUFFER)
                            .setNumEventsLost(6)
                            .build());
        }
    }

    @Test
    void whatIsPublishedBesideFlowsKeepsItsPlaceAndPassesEveryFilter() {
        try (HubbleServer server = HubbleServer.builder().everythingAtOnce().start();
                Client client = Client.plain(server)) {
            server.publish(Flows.number(0));
            server.lose("node-1", LostEventSource.PERF_EVENT_RING_BUFFER, 7, Flows.second(1));
            server.publish(Responses.withUnknownEnums(Flows.number(2)));
            server.publish(Responses.ofUnknownType("node-1", Flows.second(3)));
            server.publish(Responses.withUnknownFields(Flows.number(4)));

            List<GetFlowsResponse> responses = client.responses(GetFlowsRequest.getDefaultInstance());

            assertThat(responses)
                    .extracting(GetFlowsResponse::getResponseTypesCase)
                    .containsExactly(
                            GetFlowsResponse.ResponseTypesCase.FLOW,
                            GetFlowsResponse.ResponseTypesCase.LOST_EVENTS,
                            GetFlowsResponse.ResponseTypesCase.FLOW,
                            GetFlowsResponse.ResponseTypesCase.RESPONSETYPES_NOT_SET,
                            GetFlowsResponse.ResponseTypesCase.FLOW);
            assertThat(responses.get(2).getFlow().getVerdictValue()).isEqualTo(99);
            assertThat(responses.get(4).getFlow().getUnknownFields().asMap()).hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Status.Code.class,
            names = {
                "UNAVAILABLE",
                "UNAUTHENTICATED",
                "PERMISSION_DENIED",
                "RESOURCE_EXHAUSTED",
                "UNIMPLEMENTED",
                "INTERNAL"
            })
    void callsAreRefusedAsOftenAsAsked(Status.Code code) {
        try (HubbleServer server = HubbleServer.builder().everythingAtOnce().start();
                Client client = Client.plain(server)) {
            server.publish(Flows.range(0, 3));
            server.refusals().refuseMethod("GetFlows", 1, code.toStatus());

            client.stub().serverStatus(ServerStatusRequest.getDefaultInstance());
            assertThat(codeOf(() -> client.responses(GetFlowsRequest.getDefaultInstance()))).isEqualTo(code);
            assertThat(client.responses(GetFlowsRequest.getDefaultInstance())).hasSize(3);

            Iterator<GetFlowsResponse> stream = client.stub().getFlows(FOLLOW);
            assertThat(Client.next(stream, 3)).hasSize(3);
            server.breakStreams(code.toStatus());
            assertThat(codeOf(stream::hasNext)).isEqualTo(code);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aCutEndsTheStreamInTheMiddleOfAMessage(boolean atOnce) {
        try (HubbleServer server =
                        HubbleServer.builder().cuttable().everythingAtOnce().start();
                Client client = Client.plain(server)) {
            server.publish(Flows.range(0, 3));
            Iterator<GetFlowsResponse> stream = client.stub().getFlows(FOLLOW);
            assertThat(Client.next(stream, 3)).isEqualTo(Flows.range(0, 3));

            if (atOnce) {
                server.cutNow();
            } else {
                server.cut();
                server.publish(Flows.number(3));
            }

            assertThat(codeOf(stream::hasNext)).isEqualTo(Status.Code.UNAVAILABLE);
            server.publish(Flows.number(4));
            assertThat(client.flows(GetFlowsRequest.getDefaultInstance()).size()).isEqualTo(atOnce ? 4 : 5);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aRestartKeepsThePortAndForgetsTheFlows(boolean cuttable) {
        HubbleServerBuilder builder = HubbleServer.builder().everythingAtOnce();
        if (cuttable) {
            builder.cuttable();
        }
        try (HubbleServer server = builder.start();
                Client client = Client.plain(server)) {
            server.publish(Flows.range(0, 10));
            Iterator<GetFlowsResponse> stream = client.stub().getFlows(FOLLOW);
            assertThat(Client.next(stream, 10)).hasSize(10);
            int port = server.port();

            server.restart(4);

            assertThat(server.port()).isEqualTo(port);
            assertThat(codeOf(stream::hasNext)).isEqualTo(Status.Code.UNAVAILABLE);
            server.publish(Flows.range(10, 20));
            Iterator<GetFlowsResponse> next = client.stub().withWaitForReady().getFlows(FOLLOW);
            assertThat(Client.next(next, 4)).isEqualTo(Flows.range(16, 20));
            assertThat(client.stub()
                            .serverStatus(ServerStatusRequest.getDefaultInstance())
                            .getSeenFlows())
                    .isEqualTo(10);
        }
    }

    @Test
    void aStoppedServerRefusesConnectionsUntilItStartsAgain() {
        try (HubbleServer server = HubbleServer.builder().everythingAtOnce().start();
                Client client = Client.plain(server)) {
            server.publish(Flows.range(0, 3));
            server.stop();
            assertThat(codeOf(() -> client.responses(GetFlowsRequest.getDefaultInstance())))
                    .isEqualTo(Status.Code.UNAVAILABLE);
            server.start();

            Iterator<GetFlowsResponse> stream = client.stub().withWaitForReady().getFlows(FOLLOW);
            assertThat(Client.next(stream, 3)).isEqualTo(Flows.range(0, 3));
        }
    }

    @Test
    void whatIsNotHubbleAnswersInItsOwnWay() throws IOException {
        try (NotHubble other = NotHubble.otherGrpcService();
                NotHubble web = NotHubble.webServer();
                NotHubble closing = NotHubble.closing();
                Client otherClient = Client.plain(other.address());
                Client webClient = Client.plain(web.address());
                Client closingClient = Client.plain(closing.address())) {
            assertThat(codeOf(() -> otherClient.responses(FOLLOW))).isEqualTo(Status.Code.UNIMPLEMENTED);
            assertThat(codeOf(() -> webClient.responses(FOLLOW))).isIn(Status.Code.UNAVAILABLE, Status.Code.INTERNAL);
            assertThat(codeOf(() -> closingClient.responses(FOLLOW))).isEqualTo(Status.Code.UNAVAILABLE);
        }
    }

    @Test
    void aSlowReaderDoesNotMakeTheServerGrow() {
        int count = 200_000;
        GeneratedRing ring = new GeneratedRing(
                new FlowPool(Flows.range(0, 20), 1, Flows.START, 1_000), HubbleServerBuilder.DEFAULT_CAPACITY);
        try (HubbleServer server = HubbleServer.builder()
                        .node("node-1", ring)
                        .everyStreamFromTheOldest()
                        .everythingAtOnce()
                        .start();
                Client client = Client.plain(server)) {
            ring.advance(10);
            Iterator<GetFlowsResponse> stream = client.stub().getFlows(FOLLOW);
            List<Flow> first = Client.next(stream, 10);
            ring.advance(count);
            server.wake();

            long lost = 0;
            List<Flow> after = new ArrayList<>();
            while (lost + after.size() < count) {
                GetFlowsResponse response = stream.next();
                lost += response.getLostEvents().getNumEventsLost();
                if (response.hasFlow()) {
                    after.add(response.getFlow());
                }
            }
            assertThat(lost).isPositive();
            assertThat(first).doesNotHaveDuplicates();
            assertThat(after).extracting(Flow::getUuid).doesNotHaveDuplicates();
        }
    }

    private static Status.Code codeOf(Runnable call) {
        try {
            call.run();
        } catch (StatusRuntimeException e) {
            return e.getStatus().getCode();
        }
        return Status.Code.OK;
    }
}
