package io.policap.capture.hubble.collect;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.util.Timestamps;
import io.grpc.Status;
import io.policap.capture.hubble.access.FlowQuery;
import io.policap.capture.hubble.proto.flow.Flow;
import io.policap.capture.hubble.proto.flow.LostEvent;
import io.policap.capture.hubble.proto.flow.LostEventSource;
import io.policap.capture.hubble.proto.observer.GetFlowsResponse;
import io.policap.capture.hubble.server.HubbleServer;
import io.policap.infer.flow.BlindSpot;
import io.policap.infer.issue.IssueCode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class CollectorGapTest {
    private final CollectedEvents sink = new CollectedEvents();

    @Test
    void aCutInTheMiddleOfAMessageLosesAndRepeatsNothing() {
        try (HubbleServer server = HubbleServer.builder()
                        .capacity(65_535)
                        .node("n1")
                        .cuttable()
                        .start();
                RunningCollector running = RunningCollector.of(sink, server).awaitConnected()) {
            CollectorStreamTest.awaitReaders(server);
            server.publish(TestFlows.flows("n1", 0, 1_000));
            sink.awaitFlows(999);
            server.cut();
            server.publish(TestFlows.flows("n1", 1_000, 2_001));
            sink.awaitFlows(2_000);
            CollectorCounts counts = running.stop();

            assertThat(sink.uuids()).isEqualTo(TestFlows.uuids("n1", 0, 2_000));
            assertThat(counts.reconnects()).isEqualTo(1);
            assertThat(counts.duplicates()).isPositive();
            assertThat(counts.gaps()).isZero();
            assertThat(counts.lost()).isZero();
            assertThat(sink.learned().blindSpots).isEmpty();
            assertThat(running.collector.issues().count(IssueCode.SERVER_UNREACHABLE))
                    .isEqualTo(1);
        }
    }

    @Test
    void aServerThatKeptItsRingThroughARestartLeavesNoGap() {
        try (HubbleServer server = HubbleServer.builder().node("n1").start();
                RunningCollector running = RunningCollector.of(sink, server).awaitConnected()) {
            CollectorStreamTest.awaitReaders(server);
            server.publish(TestFlows.flows("n1", 0, 100));
            sink.awaitFlows(99);
            server.restartKeepingRings();
            server.publish(TestFlows.flows("n1", 100, 201));
            sink.awaitFlows(200);
            CollectorCounts counts = running.stop();

            assertThat(sink.uuids()).isEqualTo(TestFlows.uuids("n1", 0, 200));
            assertThat(counts.gaps()).isZero();
            assertThat(sink.learned().blindSpots).isEmpty();
        }
    }

    @Test
    void whatARingThatMovedOnLostIsMeasured() {
        try (HubbleServer server =
                        HubbleServer.builder().capacity(63).node("default/n1").start();
                RunningCollector running = RunningCollector.of(sink, server).awaitConnected()) {
            CollectorStreamTest.awaitReaders(server);
            publishSlowly(server, "default/n1", 0, 100);
            sink.awaitFlows(99);
            server.stop();
            server.publish(TestFlows.flows("default/n1", 100, 300));
            server.start();
            sink.awaitFlows(99 + 62);
            CollectorCounts counts = running.stop();

            // 98 was the last that came, 300 - 63 = 237 is the oldest left: 99 to 236 are lost.
            assertThat(sink.uuids().subList(99, 161)).isEqualTo(TestFlows.uuids("default/n1", 237, 299));
            assertThat(counts.gaps()).isEqualTo(1);
            assertThat(counts.lost()).isEqualTo(138);
            assertThat(sink.learned().blindSpots)
                    .containsExactly(new BlindSpot(
                            "n1", TestFlows.time(98), TestFlows.time(237), 138, "HUBBLE_RING_BUFFER"));
            assertThat(sink.relearned().blindSpots).isEqualTo(sink.learned().blindSpots);
        }
    }

    @Test
    void aServerThatComesBackWithASmallerEmptyRingLeavesAGapOfUnknownSize() {
        try (HubbleServer server = HubbleServer.builder().node("n1").start();
                RunningCollector running = RunningCollector.of(sink, server).awaitConnected()) {
            CollectorStreamTest.awaitReaders(server);
            server.publish(TestFlows.flows("n1", 0, 100));
            sink.awaitFlows(99);
            server.restart(15);
            publishSlowly(server, "n1", 150, 160);
            sink.awaitFlows(99 + 9);
            CollectorCounts counts = running.stop();

            assertThat(sink.uuids().subList(99, 108)).isEqualTo(TestFlows.uuids("n1", 150, 159));
            assertThat(counts.gaps()).isEqualTo(1);
            assertThat(counts.lost()).isZero();
            assertThat(sink.learned().blindSpots)
                    .containsExactly(new BlindSpot(
                            "n1", TestFlows.time(98), TestFlows.time(150), 0, "HUBBLE_RING_BUFFER"));
        }
    }

    @Test
    void countersOfAFilteredStreamSayNothingAboutHowMuchIsMissing() {
        FlowQuery query = FlowQuery.parse(List.of("shop"), List.of(), List.of());
        try (HubbleServer server = HubbleServer.builder().capacity(63).node("n1").start();
                RunningCollector running = RunningCollector.of(
                                sink, ResumePoint.EMPTY, RunningCollector.QUICK, query, server)
                        .awaitConnected()) {
            CollectorStreamTest.awaitReaders(server);
            publishSlowly(server, "n1", 0, 50);
            sink.awaitFlows(49);
            server.stop();
            server.publish(TestFlows.flows("n1", 50, 250));
            server.start();
            sink.awaitFlows(49 + 62);
            CollectorCounts counts = running.stop();

            assertThat(counts.gaps()).isEqualTo(1);
            assertThat(counts.lost()).isZero();
            assertThat(sink.learned().blindSpots)
                    .containsExactly(new BlindSpot(
                            "n1", TestFlows.time(48), TestFlows.time(187), 0, "HUBBLE_RING_BUFFER"));
        }
    }

    @Test
    void ofARelaysNodesOnlyThoseAreBlindWhoseRingMovedOn() {
        try (HubbleServer server = HubbleServer.builder()
                        .relay()
                        .everythingAtOnce()
                        .capacity(31)
                        .node("c/busy")
                        .capacity(1_023)
                        .node("c/calm")
                        .start();
                RunningCollector running = RunningCollector.of(sink, server).awaitConnected()) {
            CollectorStreamTest.awaitReaders(server);
            publishSlowly(server, "c/busy", 0, 20);
            publishSlowly(server, "c/calm", 20, 40);
            sink.awaitFlows(40);
            server.stop();
            server.publish(TestFlows.flows("c/busy", 100, 200));
            server.publish(TestFlows.flows("c/calm", 200, 300));
            server.start();
            sink.awaitFlows(40 + 31 + 100);
            CollectorCounts counts = running.stop();

            assertThat(new HashSet<>(sink.uuids())).hasSize(171);
            assertThat(counts.gaps()).isEqualTo(1);
            assertThat(counts.lost()).isEqualTo(69);
            assertThat(sink.learned().blindSpots)
                    .containsExactly(new BlindSpot(
                            "busy", TestFlows.time(19), TestFlows.time(169), 69, "HUBBLE_RING_BUFFER"));
        }
    }

    @Test
    void aNodeThatDoesNotComeBackStaysBlindUntilTheEnd() {
        try (HubbleServer server = HubbleServer.builder().node("n1").everythingAtOnce().start();
                RunningCollector running = RunningCollector.of(sink, server).awaitConnected()) {
            CollectorStreamTest.awaitReaders(server);
            server.publish(TestFlows.flows("n1", 0, 100));
            sink.awaitFlows(100);
            server.restart();
            running.await(counts -> counts.reconnects() == 1 && counts.connected() == 1);
            assertThat(running.collector.counts().servers().get(0).awaited()).isEqualTo(1);
            assertThat(running.collector.undecided(TestFlows.time(500)))
                    .containsExactly(new BlindSpot("n1", TestFlows.time(99), TestFlows.time(500), 0, "NOT_READ"));
            running.stop();

            List<BlindSpot> spots = sink.learned().blindSpots;
            assertThat(spots).hasSize(1);
            assertThat(spots.get(0).node()).isEqualTo("n1");
            assertThat(spots.get(0).from()).isEqualTo(TestFlows.time(99));
            assertThat(spots.get(0).reason()).isEqualTo("NOT_READ");
            assertThat(sink.relearned().blindSpots).isEqualTo(spots);
        }
    }

    @Test
    void aSilentNodeWhoseCountersStandStillIsNotBlind() {
        try (HubbleServer server = HubbleServer.builder().node("n1").everythingAtOnce().start()) {
            server.publish(TestFlows.flows("n1", 0, 10));
            try (RunningCollector running = RunningCollector.of(sink, server).awaitConnected()) {
                CollectorStreamTest.awaitReaders(server);
                server.breakStreams(Status.UNAVAILABLE);
                running.await(counts -> counts.reconnects() == 1 && counts.connected() == 1);
                running.stop();
            }
            assertThat(sink.learned().blindSpots).isEmpty();
        }
    }

    @Test
    void eventsOfOneNodeNeedNotComeInTheOrderOfTime() {
        try (HubbleServer server =
                        HubbleServer.builder().node("n1").everythingAtOnce().start();
                RunningCollector running = RunningCollector.of(sink, server).awaitConnected()) {
            CollectorStreamTest.awaitReaders(server);
            List<Flow> flows = new ArrayList<>();
            for (int i = 0; i < 1_000; i++) {
                flows.add(TestFlows.flow("n1", i ^ 5));
            }
            server.publish(flows.subList(0, 501));
            sink.awaitFlows(501);
            server.breakStreams(Status.INTERNAL);
            server.publish(flows.subList(501, 1_000));
            sink.awaitFlows(1_000);
            CollectorCounts counts = running.stop();

            assertThat(sink.uuids()).isEqualTo(flows.stream().map(Flow::getUuid).toList());
            assertThat(counts.gaps()).isZero();
        }
    }

    @Test
    void lostEventsThatLieInTheRingAreDeliveredOnce() {
        try (HubbleServer server =
                        HubbleServer.builder().node("n1").everythingAtOnce().start();
                RunningCollector running = RunningCollector.of(sink, server).awaitConnected()) {
            CollectorStreamTest.awaitReaders(server);
            server.publish(TestFlows.flows("n1", 0, 10));
            server.lose(
                    "n1",
                    LostEvent.newBuilder()
                            .setSource(LostEventSource.OBSERVER_EVENTS_QUEUE)
                            .setNumEventsLost(3)
                            .setFirst(TestFlows.timestamp(TestFlows.time(8)))
                            .setLast(TestFlows.timestamp(TestFlows.time(9)))
                            .build(),
                    TestFlows.timestamp(TestFlows.time(10)));
            server.publish(TestFlows.flows("n1", 11, 20));
            sink.awaitFlows(19);
            server.breakStreams(Status.UNAVAILABLE);
            server.publish(TestFlows.flows("n1", 20, 30));
            sink.awaitFlows(29);
            CollectorCounts counts = running.stop();

            assertThat(sink.losses()).hasSize(1);
            assertThat(counts.lost()).isEqualTo(3);
            assertThat(counts.gaps()).isZero();
        }
    }

    @Test
    void flowsWithoutUuidAreKnownAgainByTheirBytes() {
        try (HubbleServer server = HubbleServer.builder()
                        .node("n1")
                        .version("cilium v1.14.0")
                        .fieldMasks(io.policap.capture.hubble.server.FieldMasks.IGNORED)
                        .start();
                RunningCollector running = RunningCollector.of(sink, server).awaitConnected()) {
            CollectorStreamTest.awaitReaders(server);
            server.publish(withoutUuid(0, 300));
            sink.awaitFlows(299);
            server.breakStreams(Status.UNAVAILABLE);
            server.publish(withoutUuid(300, 601));
            sink.awaitFlows(600);
            CollectorCounts counts = running.stop();

            assertThat(sink.events().stream()
                            .filter(GetFlowsResponse::hasFlow)
                            .map(event -> Timestamps.toNanos(event.getFlow().getTime()))
                            .distinct())
                    .hasSize(600);
            assertThat(counts.flows()).isEqualTo(600);
            assertThat(counts.duplicates()).isPositive();
            assertThat(counts.gaps()).isZero();
        }
    }

    private static List<Flow> withoutUuid(int from, int to) {
        return TestFlows.flows("n1", from, to).stream()
                .map(flow -> flow.toBuilder().clearUuid().build())
                .toList();
    }

    /** Publishes so that a reader of a small ring keeps up. */
    private void publishSlowly(HubbleServer server, String node, int from, int to) {
        int before = sink.uuids().size();
        for (int i = from; i < to; i++) {
            server.publish(TestFlows.flow(node, i));
            sink.awaitFlows(before + i - from);
        }
    }
}
