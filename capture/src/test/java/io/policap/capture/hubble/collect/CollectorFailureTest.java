package io.policap.capture.hubble.collect;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Status;
import io.policap.capture.hubble.access.HubbleFailure;
import io.policap.capture.hubble.server.HubbleServer;
import io.policap.infer.flow.BlindSpot;
import io.policap.infer.issue.IssueCode;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CollectorFailureTest {
    private final CollectedEvents sink = new CollectedEvents();

    @Test
    void whoIsNotAllowedAtTheStartIsToldSo() {
        try (HubbleServer server = HubbleServer.builder().node("n1").start()) {
            server.refusals().refuse(Status.UNAUTHENTICATED.withDescription("who are you?"));
            try (RunningCollector running = RunningCollector.of(sink, server)) {
                assertFailed(running.awaitEnd(), HubbleFailure.Kind.UNAUTHENTICATED);
            }
            assertThat(sink.events()).isEmpty();
        }
    }

    @Test
    void whoIsNotAllowedAnyMoreKeepsWhatWasDelivered() {
        try (HubbleServer server = HubbleServer.builder().node("n1").everythingAtOnce().start();
                RunningCollector running = RunningCollector.of(sink, server).awaitConnected()) {
            CollectorStreamTest.awaitReaders(server);
            server.publish(TestFlows.flows("n1", 0, 100));
            sink.awaitFlows(100);
            server.refusals().refuse(Status.UNAUTHENTICATED);
            server.breakStreams(Status.UNAVAILABLE);

            assertFailed(running.awaitEnd(), HubbleFailure.Kind.UNAUTHENTICATED);
            assertThat(sink.uuids()).isEqualTo(TestFlows.uuids("n1", 0, 100));
            assertThat(running.collector.resumePoint().lastEvent()).contains(TestFlows.time(99));
            assertThat(sink.learned().blindSpots).hasSize(1);
        }
    }

    @Test
    void aServerThatHasTooMuchToDoIsAskedAgain() {
        try (HubbleServer server = HubbleServer.builder().node("n1").everythingAtOnce().start()) {
            server.refusals().refuseMethod("GetFlows", 3, Status.RESOURCE_EXHAUSTED);
            try (RunningCollector running = RunningCollector.of(sink, server)) {
                running.await(counts -> server.readers() == 1);
                server.publish(TestFlows.flows("n1", 0, 100));
                sink.awaitFlows(100);
                CollectorCounts counts = running.stop();

                assertThat(sink.uuids()).isEqualTo(TestFlows.uuids("n1", 0, 100));
                assertThat(counts.reconnects()).isEqualTo(3);
            }
        }
    }

    @Test
    void aServerThatIsOverloadedFromTheStartIsAskedAgain() {
        try (HubbleServer server = HubbleServer.builder().node("n1").everythingAtOnce().start()) {
            server.refusals().refuseNext(3, Status.RESOURCE_EXHAUSTED);
            try (RunningCollector running = RunningCollector.of(sink, server)) {
                running.await(counts -> server.readers() == 1);
                running.stop();
            }
        }
    }

    @Test
    void whereNoServerAnswersAtTheStartTheRunEnds() {
        HubbleServer server = HubbleServer.builder().node("n1").start();
        server.close();
        try (RunningCollector running = RunningCollector.of(sink, server)) {
            assertFailed(running.awaitEnd(), HubbleFailure.Kind.UNREACHABLE);
            assertThat(sink.events()).isEmpty();
        }
    }

    @Test
    void aServerThatAnswersLateIsReadFromTheBeginningOfTheRun() {
        try (HubbleServer one = HubbleServer.builder().node("n1").everythingAtOnce().start();
                HubbleServer two = HubbleServer.builder().node("n2").everythingAtOnce().start()) {
            two.stop();
            try (RunningCollector running = RunningCollector.of(sink, one, two)) {
                running.await(counts -> counts.servers().get(1).state() == ServerCounts.State.RETRYING);
                two.publish(TestFlows.flow("n2", 0, RunningCollector.CLOCK.instant().minus(Duration.ofSeconds(5))));
                two.publish(TestFlows.flows("n2", 1, 100));
                two.start();
                sink.awaitFlows(100);
                CollectorCounts counts = running.stop();

                assertThat(sink.uuids()).isEqualTo(TestFlows.uuids("n2", 0, 100));
                assertThat(counts.gaps()).isZero();
                assertThat(sink.learned().blindSpots).isEmpty();
                assertThat(running.collector.issues().count(IssueCode.SERVER_UNREACHABLE))
                        .isEqualTo(1);
            }
        }
    }

    @Test
    void aServerThatNeverAnswersLeavesEveryNodeBlind() {
        try (HubbleServer one = HubbleServer.builder().node("n1").everythingAtOnce().start();
                HubbleServer two = HubbleServer.builder().node("n2").everythingAtOnce().start()) {
            two.stop();
            try (RunningCollector running = RunningCollector.of(sink, one, two)) {
                running.await(counts ->
                        counts.connected() == 1 && counts.servers().get(1).state() == ServerCounts.State.RETRYING);
                running.stop();
            }
            List<BlindSpot> spots = sink.learned().blindSpots;
            assertThat(spots).hasSize(1);
            assertThat(spots.get(0).node()).isEmpty();
            assertThat(spots.get(0).reason()).isEqualTo("NOT_READ");
            assertThat(sink.relearned().blindSpots).isEqualTo(spots);
        }
    }

    @Test
    void aStreamOnWhichNothingComesIsKeptWhileTheServerAnswers() {
        CollectorOptions impatient = withSilence(Duration.ofMillis(20), Duration.ofSeconds(20));
        try (HubbleServer server = HubbleServer.builder().node("n1").everythingAtOnce().start();
                RunningCollector running =
                        RunningCollector.of(sink, ResumePoint.EMPTY, impatient, server).awaitConnected()) {
            CollectorStreamTest.awaitReaders(server);
            for (int i = 0; i < 100; i++) {
                RunningCollector.sleep();
            }
            server.publish(TestFlows.flow("n1", 0));
            sink.awaitFlows(1);
            assertThat(running.stop().reconnects()).isZero();
        }
    }

    @Test
    void whatTheSinkThrowsEndsTheRun() {
        IllegalStateException full = new IllegalStateException("disk full");
        EventSink broken = (record, bytes, offset, length, place) -> {
            throw full;
        };
        try (HubbleServer server = HubbleServer.builder().node("n1").everythingAtOnce().start();
                RunningCollector running = RunningCollector.of(broken, server).awaitConnected()) {
            CollectorStreamTest.awaitReaders(server);
            server.publish(TestFlows.flow("n1", 0));

            assertThat(running.awaitEnd()).isSameAs(full);
            assertThat(running.collector.resumePoint().lastEvent()).isEmpty();
        }
    }

    private static CollectorOptions withSilence(Duration silence, Duration answer) {
        CollectorOptions quick = RunningCollector.QUICK;
        return new CollectorOptions(
                quick.overlap(),
                quick.fingerprints(),
                quick.buffered(),
                quick.firstRetry(),
                quick.longestRetry(),
                silence,
                answer);
    }

    private static void assertFailed(@Nullable Throwable failure, HubbleFailure.Kind kind) {
        assertThat(failure).isInstanceOf(HubbleFailure.class);
        assertThat(((HubbleFailure) failure).kind()).isEqualTo(kind);
    }
}
