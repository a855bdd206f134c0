package io.policap.capture.hubble.collect;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Timestamp;
import io.policap.capture.hubble.access.ServerFacts;
import io.policap.capture.hubble.proto.flow.Flow;
import io.policap.capture.hubble.proto.flow.LostEvent;
import io.policap.capture.hubble.proto.flow.LostEventSource;
import io.policap.capture.hubble.proto.observer.GetFlowsResponse;
import io.policap.capture.hubble.proto.relay.NodeState;
import io.policap.capture.hubble.server.Responses;
import io.policap.infer.flow.BlindSpot;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Messages of one stream in an order that only a reader sees that lags behind, one by one and without a server. */
class IntakeDoubtTest {
    private static final long OVERLAP = 10_000_000_000L;

    private final CollectedEvents sink = new CollectedEvents();
    private final NodeTracks tracks = new NodeTracks(OVERLAP, 1 << 17);
    private final Clock clock = Clock.fixed(TestFlows.time(1_000), ZoneOffset.UTC);
    private final EventIntake intake =
            new EventIntake("relay", tracks, new ServerTally("relay", clock), sink, clock, Optional::empty);

    @Test
    void whatARelayHadOfANodeItLostDoesNotHideWhatTheNodesRestartLost() throws IOException {
        begin();
        take(TestFlows.flow("n1", 100));
        status(NodeState.NODE_UNAVAILABLE, 150);
        take(TestFlows.flow("n1", 101));
        status(NodeState.NODE_CONNECTED, 160);
        take(TestFlows.flow("n1", 170));

        assertThat(sink.learned().blindSpots)
                .contains(new BlindSpot("n1", TestFlows.time(101), TestFlows.time(170), 0, "HUBBLE_RING_BUFFER"));
    }

    @Test
    void aNodeWhoseClockIsAheadIsNotBackBeforeItsRelaySaysSo() throws IOException {
        begin();
        take(TestFlows.flow("n1", 200));
        status(NodeState.NODE_UNAVAILABLE, 150);
        take(TestFlows.flow("n1", 201));
        status(NodeState.NODE_CONNECTED, 260);
        take(TestFlows.flow("n1", 300));

        assertThat(sink.learned().blindSpots)
                .containsExactlyInAnyOrder(
                        new BlindSpot("n1", TestFlows.time(150), TestFlows.time(260), 0, "NODE_UNAVAILABLE"),
                        new BlindSpot("n1", TestFlows.time(201), TestFlows.time(300), 0, "HUBBLE_RING_BUFFER"));
    }

    @Test
    void aNodeThatIsAwayInTheEndIsBlindSinceItsNewestFlowNotSinceItsRelaySaidSo() throws IOException {
        begin();
        take(TestFlows.flow("n1", 100));
        status(NodeState.NODE_UNAVAILABLE, 150);
        take(TestFlows.flow("n1", 101));
        intake.end(TestFlows.time(500));

        assertThat(sink.learned().blindSpots)
                .contains(new BlindSpot("n1", TestFlows.time(101), TestFlows.time(500), 0, "NOT_READ"));
    }

    @Test
    void aLossThatEndsBeforeItBeganEndsWithTheNextFlow() throws IOException {
        begin();
        take(TestFlows.flow("n1", 100));
        lost(TestFlows.timestamp(TestFlows.time(100)), Timestamp.getDefaultInstance());
        take(TestFlows.flow("n1", 120));

        assertThat(sink.learned().blindSpots)
                .contains(new BlindSpot("n1", TestFlows.time(100), TestFlows.time(120), 0, "HUBBLE_RING_BUFFER"));
    }

    @Test
    void aLossThatEndsBeforeItBeganIsNoKnownEventWhileTheServerRepeatsThem() throws IOException {
        begin();
        // For so long that the oldest are known by their time alone.
        for (int i = 0; i < 20_000; i++) {
            take(TestFlows.flow("n1", 100 + i));
        }
        tracks.broken();
        begin();
        take(TestFlows.flow("n1", 20_090));
        lost(Timestamp.getDefaultInstance(), Timestamp.getDefaultInstance());
        take(TestFlows.flow("n1", 20_120));

        assertThat(sink.learned().blindSpots)
                .contains(new BlindSpot("n1", TestFlows.time(20_099), TestFlows.time(20_120), 0, "HUBBLE_RING_BUFFER"));
    }

    @Test
    void aNodeWhoseClockIsBehindIsBlindFromItsOwnFlowsOn() throws IOException {
        tracks.begin(EpochNanos.of(TestFlows.time(500)));
        begin();
        take(TestFlows.flow("n1", 100));
        tracks.broken();
        begin();
        take(TestFlows.flow("n1", 200));

        assertThat(sink.learned().blindSpots)
                .containsExactly(
                        new BlindSpot("n1", TestFlows.time(100), TestFlows.time(200), 0, "HUBBLE_RING_BUFFER"));
    }

    @Test
    void aFlowThatComesLateAfterAResumeIsNotTakenForOneThatWasDelivered() throws IOException {
        begin();
        int most = 1 << 16;
        for (int i = 0; i < most + 100; i++) {
            take(flow(i));
        }
        NodeTracks restored = new NodeTracks(OVERLAP, 4 * most);
        restored.restore(tracks.position("relay").orElseThrow());
        CollectedEvents second = new CollectedEvents();
        EventIntake resumed =
                new EventIntake("relay", restored, new ServerTally("relay", clock), second, clock, Optional::empty);
        take(resumed, flow(most + 99));
        take(resumed, flow(most + 100));
        // Its time lies before the newest that was delivered, but it never was.
        Flow late = TestFlows.flow("n1", most + 200, TestFlows.time(0).plusNanos((most + 98) * 10_000L + 1));
        take(resumed, Responses.of(late));
        take(resumed, flow(most + 50));

        assertThat(second.uuids()).containsExactly(TestFlows.uuid("n1", most + 100), late.getUuid());
        assertThat(second.learned().blindSpots).isEmpty();
    }

    private static GetFlowsResponse flow(int number) {
        return Responses.of(TestFlows.flow("n1", number, TestFlows.time(0).plusNanos(number * 10_000L)));
    }

    private void begin() {
        long now = EpochNanos.of(clock.instant());
        tracks.connected(new ServerFacts("", true, List.of(), 1, List.of(), 0, 0, 0, 0), now, now);
        intake.stream(false);
    }

    private void status(NodeState state, long number) throws IOException {
        take(Responses.nodeStatus("relay", state, List.of("n1"), "", TestFlows.timestamp(TestFlows.time(number))));
    }

    private void lost(Timestamp first, Timestamp last) throws IOException {
        LostEvent lost = LostEvent.newBuilder()
                .setSource(LostEventSource.HUBBLE_RING_BUFFER)
                .setNumEventsLost(19)
                .setFirst(first)
                .setLast(last)
                .build();
        take(Responses.lost("n1", lost, last));
    }

    private void take(Flow flow) throws IOException {
        take(Responses.of(flow));
    }

    private void take(GetFlowsResponse response) throws IOException {
        take(intake, response);
    }

    private static void take(EventIntake intake, GetFlowsResponse response) throws IOException {
        RawMessage message = new RawMessage();
        message.read(new ByteArrayInputStream(response.toByteArray()));
        intake.take(message);
    }
}
