package io.policap.capture.hubble.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.FieldMask;
import io.policap.capture.hubble.proto.flow.Endpoint;
import io.policap.capture.hubble.proto.flow.Flow;
import io.policap.capture.hubble.proto.flow.FlowFilter;
import io.policap.capture.hubble.proto.flow.Verdict;
import io.policap.capture.hubble.proto.observer.GetFlowsRequest;
import io.policap.capture.hubble.proto.observer.GetFlowsResponse;
import io.policap.capture.hubble.proto.observer.ServerStatusRequest;
import io.policap.capture.hubble.proto.observer.ServerStatusResponse;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ServerRequestTest {
    private HubbleServer server;
    private Client client;

    @BeforeEach
    void start() {
        server = HubbleServer.builder().everythingAtOnce().start();
        client = Client.plain(server);
        server.publish(Flows.range(0, 10));
    }

    @AfterEach
    void stop() {
        client.close();
        server.close();
    }

    @Test
    void aNumberCountsFromTheNewestAndWithFirstFromTheOldest() {
        assertThat(flows(request().setNumber(3))).isEqualTo(Flows.range(7, 10));
        assertThat(flows(request().setNumber(3).setFirst(true))).isEqualTo(Flows.range(0, 3));
        assertThat(flows(request().setNumber(30))).isEqualTo(Flows.range(0, 10));
    }

    @Test
    void sinceAndUntilAreBothIncludedAndSinceWinsOverTheNumber() {
        assertThat(flows(request().setSince(Flows.second(4)).setUntil(Flows.second(6))))
                .isEqualTo(Flows.range(4, 7));
        assertThat(flows(request().setSince(Flows.second(4)).setNumber(2))).isEqualTo(Flows.range(4, 6));
    }

    @Test
    void followingWithoutATimeBeginsNow() {
        Iterator<GetFlowsResponse> stream = client.stub().getFlows(request().setFollow(true).build());
        awaitReaders(1);
        server.publish(Flows.range(10, 13));

        assertThat(Client.next(stream, 3)).isEqualTo(Flows.range(10, 13));
    }

    @Test
    void followingWithATimeBeginsThereAndGoesOnUntilTheLastTime() {
        Iterator<GetFlowsResponse> stream = client.stub()
                .getFlows(request()
                        .setFollow(true)
                        .setSince(Flows.second(8))
                        .setUntil(Flows.second(11))
                        .build());
        assertThat(Client.next(stream, 2)).isEqualTo(Flows.range(8, 10));
        server.publish(Flows.range(10, 20));

        assertThat(Client.next(stream, 2)).isEqualTo(Flows.range(10, 12));
        assertThat(stream.hasNext()).isFalse();
    }

    @Test
    void firstIsRefusedTogetherWithFollow() {
        assertThatThrownBy(() -> flows(request().setFollow(true).setFirst(true)))
                .hasMessageContaining("INVALID_ARGUMENT");
    }

    @Test
    void anAgentKeepsItsNewestFlowUntilTheNextOneComes() {
        try (HubbleServer agent = HubbleServer.builder().start();
                Client reader = Client.plain(agent)) {
            agent.publish(Flows.range(0, 5));
            assertThat(reader.flows(request().build())).isEqualTo(Flows.range(0, 4));

            Iterator<GetFlowsResponse> stream = reader.stub()
                    .getFlows(request().setFollow(true).setSince(Flows.second(0)).build());
            assertThat(Client.next(stream, 4)).isEqualTo(Flows.range(0, 4));
            agent.publish(Flows.number(5));
            assertThat(Client.next(stream, 1)).isEqualTo(Flows.range(4, 5));
        }
    }

    @Test
    void filtersLeaveOutWhatTheBlacklistNamesOfWhatTheWhitelistNames() {
        server.publish(Flows.number(10).toBuilder().setVerdict(Verdict.DROPPED).build());
        FlowFilter web = FlowFilter.newBuilder().addSourcePod("shop/web-").build();
        FlowFilter ten = FlowFilter.newBuilder().addSourcePod("/web-10").build();

        assertThat(flows(request().addWhitelist(web))).hasSize(11);
        assertThat(flows(request().addWhitelist(web).addBlacklist(ten))).isEqualTo(Flows.range(0, 10));
        assertThat(flows(request().addWhitelist(FlowFilter.newBuilder().addSourcePod("data/"))))
                .isEmpty();
        assertThat(flows(request().addWhitelist(FlowFilter.newBuilder().addDestinationPod("data/"))))
                .hasSize(11);
        assertThat(flows(request().addWhitelist(FlowFilter.newBuilder().addVerdict(Verdict.DROPPED))))
                .hasSize(1);
        assertThat(flows(request().addWhitelist(FlowFilter.newBuilder().addNodeName("node-1"))))
                .hasSize(11);
        assertThat(flows(request().addWhitelist(FlowFilter.newBuilder().addNodeName("node-*"))))
                .hasSize(11);
        assertThat(flows(request().addWhitelist(FlowFilter.newBuilder().addNodeName("node-2"))))
                .isEmpty();
    }

    @Test
    void labelSelectorsAreThoseOfKubernetes() {
        Stream.of("app=web", "app==web", "app in (web, db)", "app!=db", "k8s:app=web", "app,!tier", "app notin (db)")
                .forEach(selector -> assertThat(
                                flows(request().addWhitelist(FlowFilter.newBuilder().addSourceLabel(selector))))
                        .as(selector)
                        .hasSize(10));
        Stream.of("app=db", "app in (db)", "app!=web", "any", "!app", "app=web,tier=front", "app notin (web)")
                .forEach(selector -> assertThat(
                                flows(request().addWhitelist(FlowFilter.newBuilder().addSourceLabel(selector))))
                        .as(selector)
                        .isEmpty());
    }

    @Test
    void aFilterThisServerDoesNotKnowIsRefused() {
        assertThatThrownBy(() -> flows(request().addWhitelist(FlowFilter.newBuilder().addSourceFqdn("example.org"))))
                .hasMessageContaining("source_fqdn");
    }

    @Test
    void aMaskKeepsTheParentsOfWhatItNames() {
        FieldMask mask = FieldMask.newBuilder()
                .addPaths("uuid")
                .addPaths("source.namespace")
                .addPaths("l4")
                .addPaths("is_reply")
                .addPaths("source_service.name")
                .build();

        GetFlowsResponse response = client.responses(request().setNumber(1).setFieldMask(mask).build()).get(0);

        Flow whole = Flows.number(9);
        Flow expected = Flow.newBuilder()
                .setUuid(whole.getUuid())
                .setSource(Endpoint.newBuilder().setNamespace("shop"))
                .setL4(whole.getL4())
                .setIsReply(whole.getIsReply())
                .setSourceService(io.policap.capture.hubble.proto.flow.Service.getDefaultInstance())
                .build();
        assertThat(response.getFlow()).isEqualTo(expected);
        assertThat(response.getNodeName()).isEmpty();
        assertThat(response.hasTime()).isFalse();
    }

    @Test
    void aMaskCanBeRefusedOrIgnored() {
        FieldMask good = FieldMask.newBuilder().addPaths("uuid").build();
        FieldMask bad = FieldMask.newBuilder().addPaths("colour").build();
        assertThatThrownBy(() -> flows(request().setFieldMask(bad))).hasMessageContaining("UNKNOWN: invalid fieldmask");

        server.fieldMasks(FieldMasks.REJECTED);
        assertThatThrownBy(() -> flows(request().setFieldMask(good))).hasMessageContaining("INVALID_ARGUMENT");
        assertThat(flows(request())).hasSize(10);

        server.fieldMasks(FieldMasks.IGNORED);
        assertThat(flows(request().setFieldMask(bad))).isEqualTo(Flows.range(0, 10));
    }

    @Test
    void theStatusCountsWhatTheRingsHoldAndHaveSeen() {
        try (HubbleServer small = HubbleServer.builder().capacity(4).start();
                Client reader = Client.plain(small)) {
            small.publish(Flows.range(0, 10));

            ServerStatusResponse status = reader.stub().serverStatus(ServerStatusRequest.getDefaultInstance());

            assertThat(status.getNumFlows()).isEqualTo(4);
            assertThat(status.getMaxFlows()).isEqualTo(4);
            assertThat(status.getSeenFlows()).isEqualTo(10);
            assertThat(status.getUptimeNs()).isPositive();
            assertThat(status.getVersion()).isNotEmpty();
            assertThat(status.hasNumConnectedNodes()).isFalse();
        }
    }

    private List<Flow> flows(GetFlowsRequest.Builder request) {
        return client.flows(request.build());
    }

    private static GetFlowsRequest.Builder request() {
        return GetFlowsRequest.newBuilder();
    }

    private void awaitReaders(int count) {
        while (server.readers() < count) {
            Thread.onSpinWait();
        }
    }
}
