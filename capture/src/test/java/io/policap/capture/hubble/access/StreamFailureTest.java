package io.policap.capture.hubble.access;

import static io.policap.capture.hubble.access.HubbleFailureTest.assertFailure;
import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.policap.capture.hubble.access.HubbleFailure.Kind;
import io.policap.capture.hubble.proto.flow.Flow;
import io.policap.capture.hubble.proto.flow.FlowFilter;
import io.policap.capture.hubble.proto.observer.GetFlowsRequest;
import io.policap.capture.hubble.proto.observer.GetFlowsResponse;
import io.policap.capture.hubble.proto.observer.ObserverGrpc;
import io.policap.capture.hubble.server.HubbleServer;
import java.util.Iterator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What happens to a stream of flows, in words. */
class StreamFailureTest {
    private HubbleServer server;
    private HubbleTarget target;
    private ManagedChannel channel;

    @BeforeEach
    void open() throws Exception {
        server = HubbleServer.builder()
                .node("n")
                .everythingAtOnce()
                .everyStreamFromTheOldest()
                .cuttable()
                .start();
        server.publish(Flow.newBuilder().setUuid("first").build());
        target = HubbleTarget.parse(server.target());
        channel = HubbleChannel.open(target, HubbleTls.DEFAULT);
    }

    @AfterEach
    void close() {
        channel.shutdownNow();
        server.close();
    }

    @Test
    void theConnectionIsCut() {
        Iterator<GetFlowsResponse> flows = follow(GetFlowsRequest.getDefaultInstance());
        assertThat(flows.next().getFlow().getUuid()).isEqualTo("first");
        server.cutNow();

        HubbleFailure failure = failure(flows);

        assertThat(failure.kind()).isEqualTo(Kind.DISCONNECTED);
        assertThat(failure).hasMessageStartingWith(target + ": the connection was closed");
    }

    @Test
    void theServerEndsTheStream() {
        Iterator<GetFlowsResponse> flows = follow(GetFlowsRequest.getDefaultInstance());
        assertThat(flows.next().getFlow().getUuid()).isEqualTo("first");
        server.breakStreams(Status.UNAVAILABLE.withDescription("transport is closing"));

        assertFailure(failure(flows), Kind.DISCONNECTED, target + ": the connection was closed (\"transport is closing\")");
    }

    @Test
    void theServerRevokesTheRight() {
        Iterator<GetFlowsResponse> flows = follow(GetFlowsRequest.getDefaultInstance());
        assertThat(flows.next().getFlow().getUuid()).isEqualTo("first");
        server.breakStreams(Status.PERMISSION_DENIED);

        assertFailure(
                failure(flows),
                Kind.PERMISSION_DENIED,
                target + ": the server does not let this client see flows");
    }

    @Test
    void theServerDoesNotKnowAFilter() {
        GetFlowsRequest request = GetFlowsRequest.newBuilder()
                .addWhitelist(FlowFilter.newBuilder().addSourceFqdn("example.org"))
                .build();

        assertFailure(
                failure(follow(request)),
                Kind.BAD_FILTER,
                target + ": the server does not take this request for flows (\"this server cannot filter by"
                        + " source_fqdn\"); are -n, --verdict and --filter right?");
    }

    @Test
    void aNodeThatDoesNotParseAFilterIsAskedWronglyToo() {
        StatusRuntimeException failed =
                Status.UNKNOWN.withDescription("invalid source label filter: x").asRuntimeException();

        assertThat(HubblePreflight.explain(target, failed).kind()).isEqualTo(Kind.BAD_FILTER);
    }

    @Test
    void aMessageIsTooLarge() {
        server.publish(Flow.newBuilder()
                .setSummary("x".repeat(HubbleChannel.MAX_MESSAGE_BYTES))
                .build());
        Iterator<GetFlowsResponse> flows = follow(GetFlowsRequest.getDefaultInstance());
        assertThat(flows.next().getFlow().getUuid()).isEqualTo("first");

        assertFailure(
                failure(flows),
                Kind.TOO_LARGE,
                target + ": the server sent a message of more than 16 MiB; no flow is that large, is it Hubble?");
    }

    private Iterator<GetFlowsResponse> follow(GetFlowsRequest request) {
        return ObserverGrpc.newBlockingStub(channel)
                .withDeadlineAfter(Access.PATIENCE)
                .getFlows(request.toBuilder().setFollow(true).build());
    }

    private HubbleFailure failure(Iterator<GetFlowsResponse> flows) {
        try {
            throw new AssertionError("not the end: " + flows.next().getSerializedSize() + " bytes");
        } catch (StatusRuntimeException failed) {
            return HubblePreflight.explain(target, failed);
        }
    }
}
