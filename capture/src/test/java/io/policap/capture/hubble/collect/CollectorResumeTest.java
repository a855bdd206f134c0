package io.policap.capture.hubble.collect;

import static org.assertj.core.api.Assertions.assertThat;

import io.policap.capture.hubble.server.HubbleServer;
import io.policap.infer.flow.BlindSpot;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class CollectorResumeTest {
    @Test
    void aRunThatWasKilledGoesOnWhereItsLastCheckpointWas() {
        CollectedEvents first = new CollectedEvents();
        CollectedEvents second = new CollectedEvents();
        try (HubbleServer server =
                HubbleServer.builder().capacity(65_535).node("n1").start()) {
            List<String> before = new ArrayList<>();
            AtomicReference<ResumePoint> checkpoint = new AtomicReference<>(ResumePoint.EMPTY);
            try (RunningCollector running = RunningCollector.of(first, server).awaitConnected()) {
                CollectorStreamTest.awaitReaders(server);
                server.publish(TestFlows.flows("n1", 0, 1_000));
                first.awaitFlows(700);
                running.collector.hold(() -> {
                    before.addAll(first.uuids());
                    checkpoint.set(written(running.collector.resumePoint()));
                });
                first.awaitFlows(999);
            }
            server.publish(TestFlows.flows("n1", 1_000, 1_501));
            try (RunningCollector running = RunningCollector.of(second, checkpoint.get(), server)) {
                second.awaitFlows(1_500 - before.size());
                CollectorCounts counts = running.stop();

                assertThat(counts.gaps()).isZero();
            }
            before.addAll(second.uuids());
            assertThat(before).isEqualTo(TestFlows.uuids("n1", 0, 1_500));
            assertThat(second.learned().blindSpots).isEmpty();
        }
    }

    @Test
    void whatWasLostBetweenTwoRunsIsMeasured() {
        CollectedEvents first = new CollectedEvents();
        CollectedEvents second = new CollectedEvents();
        try (HubbleServer server = HubbleServer.builder().capacity(63).node("n1").start()) {
            ResumePoint end;
            try (RunningCollector running = RunningCollector.of(first, server).awaitConnected()) {
                CollectorStreamTest.awaitReaders(server);
                server.publish(TestFlows.flows("n1", 0, 50));
                first.awaitFlows(49);
                running.stop();
                end = written(running.collector.resumePoint());
            }
            server.publish(TestFlows.flows("n1", 50, 250));
            try (RunningCollector running = RunningCollector.of(second, end, server)) {
                second.awaitFlows(62);
                CollectorCounts counts = running.stop();

                assertThat(counts.gaps()).isEqualTo(1);
                assertThat(counts.lost()).isEqualTo(187 - 49);
            }
            assertThat(second.uuids()).isEqualTo(TestFlows.uuids("n1", 187, 249));
            assertThat(second.learned().blindSpots)
                    .containsExactly(new BlindSpot(
                            "n1", TestFlows.time(48), TestFlows.time(187), 138, "HUBBLE_RING_BUFFER"));
        }
    }

    @Test
    void anOutageThatIsGoingOnIsToldAgainByTheNextRun() {
        CollectedEvents first = new CollectedEvents();
        CollectedEvents second = new CollectedEvents();
        try (HubbleServer server = HubbleServer.builder()
                .relay()
                .everythingAtOnce()
                .node("n1")
                .node("n2")
                .start()) {
            AtomicReference<ResumePoint> checkpoint = new AtomicReference<>(ResumePoint.EMPTY);
            try (RunningCollector running = RunningCollector.of(first, server).awaitConnected()) {
                CollectorStreamTest.awaitReaders(server);
                server.publish(TestFlows.flow("n1", 0));
                server.publish(TestFlows.flow("n2", 1));
                first.awaitFlows(2);
                server.announce(io.policap.capture.hubble.server.Responses.nodeStatus(
                        "relay",
                        io.policap.capture.hubble.proto.relay.NodeState.NODE_ERROR,
                        List.of("n2"),
                        "timeout",
                        TestFlows.timestamp(TestFlows.time(2))));
                first.await(sink -> sink.statuses().size() == 2, "status");
                running.collector.hold(() -> checkpoint.set(written(running.collector.resumePoint())));
                assertThat(first.pending(TestFlows.time(100)))
                        .containsExactly(new BlindSpot(
                                "n2", TestFlows.time(2), TestFlows.time(100), 0, "NODE_ERROR"));
            }
            try (RunningCollector running = RunningCollector.of(second, checkpoint.get(), server)) {
                second.await(sink -> sink.statuses().size() >= 2, "status");
                running.stop();
            }
            assertThat(second.statuses().get(0).getNodeStatus().getNodeNamesList()).containsExactly("n2");
            assertThat(second.statuses().get(0).getTime()).isEqualTo(TestFlows.timestamp(TestFlows.time(2)));
        }
    }

    @Test
    void aServerThatIsNotReadThisTimeKeepsItsPosition() {
        CollectedEvents sink = new CollectedEvents();
        try (HubbleServer one = HubbleServer.builder().node("n1").everythingAtOnce().start();
                HubbleServer two = HubbleServer.builder().node("n2").everythingAtOnce().start()) {
            ResumePoint both;
            try (RunningCollector running = RunningCollector.of(sink, one, two).awaitConnected()) {
                CollectorStreamTest.awaitReaders(one);
                CollectorStreamTest.awaitReaders(two);
                one.publish(TestFlows.flow("n1", 0));
                two.publish(TestFlows.flow("n2", 0));
                sink.awaitFlows(2);
                running.stop();
                both = running.collector.resumePoint();
            }
            try (RunningCollector running =
                    RunningCollector.of(sink, both, one).awaitConnected()) {
                running.stop();
                assertThat(running.collector.resumePoint().servers())
                        .extracting(ServerPosition::server)
                        .containsExactlyInAnyOrder(one.target(), two.target());
            }
        }
    }

    static ResumePoint written(ResumePoint point) {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            point.write(bytes);
            return ResumePoint.read(new ByteArrayInputStream(bytes.toByteArray()));
        } catch (IOException | DamagedResumePointException e) {
            throw new AssertionError(e);
        }
    }
}
