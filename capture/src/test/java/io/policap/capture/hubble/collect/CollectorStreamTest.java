package io.policap.capture.hubble.collect;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import io.policap.capture.hubble.proto.flow.LostEventSource;
import io.policap.capture.hubble.proto.observer.GetFlowsResponse;
import io.policap.capture.hubble.server.FieldMasks;
import io.policap.capture.hubble.server.HubbleServer;
import io.policap.capture.hubble.server.Responses;
import io.policap.infer.flow.BlindSpot;
import io.policap.infer.flow.SkipReason;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CollectorStreamTest {
    private static final UnknownFieldSet UNKNOWN = UnknownFieldSet.newBuilder()
            .addField(
                    29_999,
                    UnknownFieldSet.Field.newBuilder()
                            .addVarint(7)
                            .addFixed32(8)
                            .addFixed64(9)
                            .addLengthDelimited(ByteString.copyFromUtf8("from a later version"))
                            .build())
            .build();

    private final CollectedEvents sink = new CollectedEvents();

    @Test
    void everyFlowIsDeliveredOnce() {
        try (HubbleServer server = HubbleServer.builder()
                        .capacity(8_191)
                        .node("n1")
                        .everythingAtOnce()
                        .start();
                RunningCollector running = RunningCollector.of(sink, server).awaitConnected()) {
            awaitReaders(server);
            server.publish(TestFlows.flows("n1", 0, 5_000));
            sink.awaitFlows(5_000);
            CollectorCounts counts = running.stop();

            assertThat(sink.uuids()).isEqualTo(TestFlows.uuids("n1", 0, 5_000));
            assertThat(counts.flows()).isEqualTo(5_000);
            assertThat(counts.events()).isEqualTo(5_000);
            assertThat(counts.duplicates()).isZero();
            assertThat(counts.gaps()).isZero();
            assertThat(counts.lastEvent()).contains(TestFlows.time(4_999));
            assertThat(sink.learned().flows).hasSize(5_000);
        }
    }

    @Test
    void theNewestFlowThatAnAgentHoldsBackComesWithTheNext() {
        try (HubbleServer server = HubbleServer.builder().node("n1").start();
                RunningCollector running = RunningCollector.of(sink, server).awaitConnected()) {
            awaitReaders(server);
            server.publish(TestFlows.flows("n1", 0, 100));
            sink.awaitFlows(99);
            assertThat(sink.uuids()).isEqualTo(TestFlows.uuids("n1", 0, 99));
            server.publish(TestFlows.flow("n1", 100));
            sink.awaitFlows(100);
            running.stop();

            assertThat(sink.uuids()).isEqualTo(TestFlows.uuids("n1", 0, 100));
        }
    }

    @Test
    void severalServersAreMerged() {
        try (HubbleServer one =
                        HubbleServer.builder().node("n1").everythingAtOnce().start();
                HubbleServer two =
                        HubbleServer.builder().node("n2").everythingAtOnce().start();
                RunningCollector running = RunningCollector.of(sink, one, two).awaitConnected()) {
            awaitReaders(one);
            awaitReaders(two);
            for (int i = 0; i < 20; i++) {
                one.publish(TestFlows.flows("n1", i * 100, i * 100 + 100));
                two.publish(TestFlows.flows("n2", i * 100, i * 100 + 100));
            }
            sink.awaitFlows(4_000);
            CollectorCounts counts = running.stop();

            List<String> expected = new ArrayList<>(TestFlows.uuids("n1", 0, 2_000));
            expected.addAll(TestFlows.uuids("n2", 0, 2_000));
            assertThat(sink.uuids()).containsExactlyInAnyOrderElementsOf(expected);
            assertThat(counts.servers()).extracting(ServerCounts::flows).containsExactly(2_000L, 2_000L);
        }
    }

    @Test
    void lostEventsAndNodeStatusBecomeBlindSpots() {
        try (HubbleServer server = HubbleServer.builder()
                        .relay()
                        .node("n1")
                        .node("n2")
                        .everythingAtOnce()
                        .start();
                RunningCollector running = RunningCollector.of(sink, server).awaitConnected()) {
            awaitReaders(server);
            server.publish(TestFlows.flows("n1", 0, 10));
            server.lose("n1", LostEventSource.PERF_EVENT_RING_BUFFER, 7, TestFlows.timestamp(TestFlows.time(10)));
            server.publish(TestFlows.flows("n1", 11, 20));
            sink.awaitFlows(19);
            server.announce(Responses.nodeStatus(
                    "relay",
                    io.policap.capture.hubble.proto.relay.NodeState.NODE_UNAVAILABLE,
                    List.of("n2"),
                    "no route",
                    TestFlows.timestamp(TestFlows.time(20))));
            sink.await(s -> s.statuses().size() == 2, "status of n2");
            // A flow shows that the node is back when no difference between clocks explains its time.
            server.publish(TestFlows.flow("n2", 50));
            server.publish(TestFlows.flow("n2", 10_050));
            sink.awaitFlows(21);
            CollectorCounts counts = running.stop();

            assertThat(counts.lost()).isEqualTo(7);
            List<BlindSpot> spots = sink.learned().blindSpots;
            assertThat(spots)
                    .containsExactlyInAnyOrder(
                            new BlindSpot(
                                    "n1",
                                    TestFlows.time(10),
                                    TestFlows.time(10),
                                    7,
                                    LostEventSource.PERF_EVENT_RING_BUFFER.name()),
                            new BlindSpot("n2", TestFlows.time(20), TestFlows.time(10_050), 0, "NODE_UNAVAILABLE"),
                            new BlindSpot("n2", TestFlows.time(50), TestFlows.time(10_050), 0, "HUBBLE_RING_BUFFER"));
            assertThat(sink.relearned().blindSpots).containsExactlyInAnyOrderElementsOf(spots);
        }
    }

    @Test
    void unknownEnumsFieldsAndKindsOfEventsAreTakenAsTheyAre() {
        try (HubbleServer server =
                        HubbleServer.builder().node("n1").everythingAtOnce().start();
                RunningCollector running = RunningCollector.of(sink, server).awaitConnected()) {
            awaitReaders(server);
            server.publish(Responses.withUnknownEnums(TestFlows.flow("n1", 0)));
            server.publish(TestFlows.flow("n1", 1).toBuilder()
                    .setUnknownFields(UNKNOWN)
                    .build());
            server.publish(GetFlowsResponse.newBuilder()
                    .setNodeName("n1")
                    .setTime(TestFlows.timestamp(TestFlows.time(2)))
                    .setUnknownFields(UNKNOWN)
                    .build());
            server.publish(TestFlows.flow("n1", 3));
            sink.awaitFlows(3);
            CollectorCounts counts = running.stop();

            assertThat(counts.events()).isEqualTo(4);
            assertThat(counts.malformed()).isZero();
        }
    }

    @Test
    void damagedMessagesAreCountedAndTheStreamGoesOn() {
        try (HubbleServer server =
                        HubbleServer.builder().node("n1").everythingAtOnce().start();
                RunningCollector running = RunningCollector.of(sink, server).awaitConnected()) {
            awaitReaders(server);
            server.publish(TestFlows.flow("n1", 0));
            server.publish(Responses.of(TestFlows.flow("n1", 1)).toBuilder()
                    .setUnknownFields(UnknownFieldSet.newBuilder()
                            .addField(
                                    1,
                                    UnknownFieldSet.Field.newBuilder()
                                            .addLengthDelimited(ByteString.copyFrom(new byte[] {0x0a, 0x7f, 1}))
                                            .build())
                            .build())
                    .build());
            server.publish(TestFlows.flow("n1", 2));
            sink.awaitFlows(2);
            CollectorCounts counts = running.stop();

            assertThat(sink.damaged()).isEqualTo(1);
            assertThat(counts.malformed()).isEqualTo(1);
            assertThat(counts.reconnects()).isZero();
            assertThat(sink.learned().skips).containsEntry(SkipReason.MALFORMED, 1L);
        }
    }

    @ParameterizedTest
    @EnumSource(FieldMasks.class)
    void whateverAServerDoesWithFieldMasksAllFlowsCome(FieldMasks masks) {
        try (HubbleServer server = HubbleServer.builder()
                        .node("n1")
                        .everythingAtOnce()
                        .fieldMasks(masks)
                        .start();
                RunningCollector running = RunningCollector.of(sink, server).awaitConnected()) {
            awaitReaders(server);
            server.publish(TestFlows.flows("n1", 0, 500));
            sink.awaitFlows(500);
            CollectorCounts counts = running.stop();

            assertThat(sink.uuids()).isEqualTo(TestFlows.uuids("n1", 0, 500));
            assertThat(counts.gaps()).isZero();
            assertThat(sink.learned().flows.get(0).sourceEndpoint().pod()).isEqualTo("web-1");
            boolean rejects = masks == FieldMasks.REJECTED || masks == FieldMasks.REJECTED_AS_UNKNOWN;
            assertThat(server.requests()).hasSize(rejects ? 2 : 1);
            assertThat(server.requests().get(0).hasFieldMask()).isTrue();
        }
    }

    @Test
    void aSlowSinkMakesTheServerWait() {
        Semaphore allowed = new Semaphore(0);
        EventSink slow = (record, bytes, offset, length, place) -> {
            allowed.acquireUninterruptibly();
            sink.event(record, bytes, offset, length, place);
        };
        byte[] ballast = new byte[40_000];
        try (HubbleServer server = HubbleServer.builder()
                        .capacity(65_535)
                        .node("n1")
                        .everythingAtOnce()
                        .fieldMasks(FieldMasks.IGNORED)
                        .start();
                RunningCollector running = RunningCollector.of(slow, server).awaitConnected()) {
            awaitReaders(server);
            int count = 2_000;
            for (int i = 0; i < count; i++) {
                server.publish(TestFlows.flow("n1", i).toBuilder()
                        .setSummary(new String(ballast, java.nio.charset.StandardCharsets.ISO_8859_1))
                        .build());
            }
            long before = -1;
            while (server.sentResponses() != before) {
                before = server.sentResponses();
                for (int i = 0; i < 100; i++) {
                    RunningCollector.sleep();
                }
            }
            // 256 messages asked for, 4 MiB of window, what the two sockets hold: never all 80 MB.
            assertThat(server.sentBytes()).isLessThan(30L << 20);
            allowed.release(count);
            sink.awaitFlows(count);
            running.stop();

            assertThat(sink.uuids()).isEqualTo(TestFlows.uuids("n1", 0, count));
        }
    }

    @Test
    void holdRunsBetweenEventsAndFindsAConsistentPair() {
        try (HubbleServer server = HubbleServer.builder()
                        .capacity(65_535)
                        .node("n1")
                        .everythingAtOnce()
                        .start();
                RunningCollector running = RunningCollector.of(sink, server).awaitConnected()) {
            awaitReaders(server);
            for (int i = 0; i < 200; i++) {
                server.publish(TestFlows.flows("n1", i * 50, i * 50 + 50));
                running.collector.hold(() -> {
                    List<String> uuids = sink.uuids();
                    ResumePoint point = running.collector.resumePoint();
                    if (!uuids.isEmpty()) {
                        assertThat(point.lastEvent()).contains(TestFlows.time(uuids.size() - 1));
                    }
                });
            }
            sink.awaitFlows(10_000);
            running.stop();
        }
    }

    static void awaitReaders(HubbleServer server) {
        while (server.readers() == 0) {
            RunningCollector.sleep();
        }
    }
}
