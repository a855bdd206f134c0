package io.policap.capture.hubble.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.policap.capture.hubble.proto.flow.Flow;
import io.policap.capture.hubble.proto.observer.GetFlowsResponse;
import io.policap.capture.hubble.proto.observer.ObserverGrpc;
import io.policap.capture.hubble.server.HubbleServer;
import io.policap.capture.hubble.server.TestCertificates;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HubbleAccessTest {
    @TempDir
    Path directory;

    @Test
    void anAgentIsAskedOverTcp() throws Exception {
        try (HubbleServer server = HubbleServer.builder().node("node-1").start()) {
            server.publish(flow(1));
            server.publish(flow(2));

            ServerFacts facts = Access.ask(server.target(), HubbleTls.DEFAULT);

            assertThat(facts.isRelay()).isFalse();
            assertThat(facts.version()).isEqualTo("cilium v1.19.0 (test)");
            assertThat(facts.connectedNodes()).isOne();
            assertThat(facts.unavailableNodes()).isEmpty();
            assertThat(facts.seenFlows()).isEqualTo(2);
            assertThat(facts.maxFlows()).isEqualTo(4_095);
            assertThat(facts.uptimeNanos()).isPositive();
            assertThat(facts.nodes())
                    .containsExactly(new NodeFacts(
                            "",
                            facts.version(),
                            true,
                            facts.uptimeNanos(),
                            facts.numFlows(),
                            facts.maxFlows(),
                            facts.seenFlows()));
            assertFlows(server, HubbleTls.DEFAULT);
        }
    }

    @Test
    void aRelayNamesItsNodesAndThoseItCannotReach() throws Exception {
        try (HubbleServer server = HubbleServer.builder()
                .relay()
                .node("kind/b")
                .node("kind/a")
                .node("kind/c")
                .start()) {
            server.unavailable("kind/b", "no route");
            server.publish(flow(1).toBuilder().setNodeName("kind/a").build());

            ServerFacts facts = Access.ask(server.target(), HubbleTls.DEFAULT);

            assertThat(facts.isRelay()).isTrue();
            assertThat(facts.connectedNodes()).isEqualTo(2);
            assertThat(facts.unavailableNodes()).containsExactly("kind/b");
            assertThat(facts.nodes()).extracting(NodeFacts::name).containsExactly("kind/a", "kind/b", "kind/c");
            assertThat(facts.nodes()).extracting(NodeFacts::isConnected).containsExactly(true, false, true);
            assertThat(facts.nodes()).extracting(NodeFacts::seenFlows).containsExactly(1L, 0L, 0L);
        }
    }

    @Test
    void aRelayThatCannotListItsNodesIsARelay() throws Exception {
        try (HubbleServer server =
                HubbleServer.builder().relay().node("a").node("b").start()) {
            server.refusals().refuseMethod("GetNodes", Status.UNIMPLEMENTED);
            server.unavailable("b", "");

            ServerFacts facts = Access.ask(server.target(), HubbleTls.DEFAULT);

            assertThat(facts.isRelay()).isTrue();
            assertThat(facts.connectedNodes()).isOne();
            assertThat(facts.unavailableNodes()).containsExactly("b");
            assertThat(facts.nodes()).isEmpty();
        }
    }

    @Test
    void aServerIsAskedOverTls() throws Exception {
        TestCertificates certificates = certificates();
        try (HubbleServer server =
                HubbleServer.builder().node("n").tls(certificates).start()) {
            HubbleTls tls = Access.trusting(certificates.authority());

            assertThat(Access.ask(server.target(), tls).connectedNodes()).isOne();
            assertFlows(server, tls);
        }
    }

    @Test
    void theNameOfTheCertificateCanBeGiven() throws Exception {
        TestCertificates certificates = TestCertificates.in(directory, "*.hubble-relay.cilium.io");
        try (HubbleServer server =
                HubbleServer.builder().node("n").tls(certificates).start()) {
            HubbleTls tls = Access.named(certificates.authority(), "instance.hubble-relay.cilium.io");

            assertThat(Access.ask(server.target(), tls).connectedNodes()).isOne();
        }
    }

    @Test
    void anyCertificateWillDoWhereItIsNotChecked() throws Exception {
        try (HubbleServer server =
                HubbleServer.builder().node("n").tls(certificates()).start()) {
            assertThat(Access.ask(server.target(), Access.insecure()).connectedNodes())
                    .isOne();
        }
        assertThat(HubbleTls.warningFor(HubbleTarget.parse("hubble+tls://relay")))
                .isEqualTo("--tls-insecure: the certificate of hubble+tls://relay:4245 is not checked; whoever sits in"
                        + " between can read all flows and make up others");
    }

    @Test
    void aServerIsAskedOverMutualTls() throws Exception {
        TestCertificates certificates = certificates();
        try (HubbleServer server =
                HubbleServer.builder().node("n").mutualTls(certificates).start()) {
            HubbleTls tls = Access.client(certificates);

            assertThat(Access.ask(server.target(), tls).connectedNodes()).isOne();
            assertFlows(server, tls);
        }
    }

    @Test
    void anAgentIsAskedAtItsSocket() throws Exception {
        Path socket = directory.resolve("hubble.sock");
        try (HubbleServer server =
                HubbleServer.builder().node("n").unixSocket(socket).start()) {
            assertThat(server.target()).isEqualTo("hubble+unix://" + socket);
            assertThat(Access.ask(server.target(), HubbleTls.DEFAULT).connectedNodes())
                    .isOne();
            assertFlows(server, HubbleTls.DEFAULT);
        }
    }

    @Test
    void javasOwnSocketsReachTheAgentToo() throws Exception {
        Path socket = directory.resolve("hubble.sock");
        HubbleTarget target = HubbleTarget.parse("hubble+unix://" + socket);
        try (HubbleServer server =
                HubbleServer.builder().node("n").unixSocket(socket).start()) {
            ManagedChannel channel = HubbleChannel.limits(
                            LocalTransport.java(socket).usePlaintext())
                    .build();

            assertThat(HubblePreflight.ask(channel, target, Access.PATIENCE).connectedNodes())
                    .isOne();
            channel.shutdownNow();
        }
    }

    @Test
    void aPingIsAnsweredByAnyLivingServerAndByNoDeadOne() throws Exception {
        // At a socket of its own, as a port that was closed may be another server's at once.
        HubbleServer server = HubbleServer.builder()
                .node("n")
                .unixSocket(directory.resolve("hubble.sock"))
                .start();
        HubbleTarget target = HubbleTarget.parse(server.target());
        ManagedChannel channel = HubbleChannel.open(target, HubbleTls.DEFAULT);

        HubblePreflight.ping(channel, target, Access.PATIENCE);
        server.close();

        assertThatThrownBy(() -> HubblePreflight.ping(channel, target, Access.PATIENCE))
                .isInstanceOfSatisfying(
                        HubbleFailure.class,
                        failure -> assertThat(failure.isRetriable()).isTrue());
        channel.shutdownNow();
    }

    @Test
    void aConnectionThatClosesWhileARequestIsWrittenIsNoAnswer() {
        HubbleFailure failure = HubblePreflight.explain(
                HubbleTarget.parse("hubble://relay"),
                Status.UNKNOWN
                        .withDescription("channel closed")
                        .withCause(new ClosedChannelException())
                        .asRuntimeException());
        assertThat(failure).hasMessage("hubble://relay:4245: the connection was closed");
        assertThat(failure.isRetriable()).isTrue();
    }

    @Test
    void aNewChannelFindsTheServerWhenItComesBack() throws Exception {
        try (HubbleServer server = HubbleServer.builder().node("n").start()) {
            server.stop();
            assertThat(Access.failure(server.target(), HubbleTls.DEFAULT).isRetriable())
                    .isTrue();
            server.start();

            assertThat(Access.ask(server.target(), HubbleTls.DEFAULT).connectedNodes())
                    .isOne();
        }
    }

    private TestCertificates certificates() throws IOException {
        return TestCertificates.in(directory);
    }

    private static void assertFlows(HubbleServer server, HubbleTls tls) throws HubbleFailure {
        for (int i = 10; i < 15; i++) {
            server.publish(flow(i));
        }
        ManagedChannel channel = HubbleChannel.open(HubbleTarget.parse(server.target()), tls);
        Iterator<GetFlowsResponse> flows = ObserverGrpc.newBlockingStub(channel)
                .withDeadlineAfter(Duration.ofMinutes(1))
                .getFlows(FlowQuery.ALL.request(Optional.of(Instant.ofEpochSecond(1_760_000_010L)), true));
        assertThat(flows.next().getFlow().getUuid()).isEqualTo("flow-10");
        assertThat(flows.next().getFlow().getUuid()).isEqualTo("flow-11");
        channel.shutdownNow();
    }

    private static Flow flow(int number) {
        return Flow.newBuilder()
                .setUuid("flow-" + number)
                .setNodeName("")
                .setTime(com.google.protobuf.Timestamp.newBuilder().setSeconds(1_760_000_000L + number))
                .build();
    }
}
