package io.policap.capture.hubble.collect;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Status;
import io.policap.capture.hubble.event.FlowMapping;
import io.policap.capture.hubble.event.HubbleRecord;
import io.policap.capture.hubble.json.CollectedFlows;
import io.policap.capture.hubble.proto.flow.Flow;
import io.policap.capture.hubble.proto.observer.GetFlowsResponse;
import io.policap.capture.hubble.server.HubbleServer;
import io.policap.capture.hubble.wire.HubbleWireDecoder;
import io.policap.infer.flow.BlindSpot;
import io.policap.infer.flow.Place;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Random publishing, cuts, restarts, kills and resumes: each event comes once, or lies in a blind spot of its node. */
class CollectorScheduleTest {
    private static final List<String> NODES = List.of("k/n1", "k/n2", "k/n3", "k/n4");
    private static final int STEPS = 80;

    static LongStream seeds() {
        return LongStream.range(0, Long.getLong("policap.collector.seeds", 6));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void eachEventIsDeliveredOnceOrLiesInABlindSpot(long seed) {
        try (Schedule schedule = new Schedule(seed)) {
            schedule.run();
        }
    }

    private static final class Schedule implements AutoCloseable {
        private final long seed;
        private final SplittableRandom random;
        /** A relay of three nodes, and the agent of a fourth. */
        private final HubbleServer relay;

        private final HubbleServer agent;
        private final Map<String, Flow> published = new HashMap<>();
        private final Map<String, String> newest = new HashMap<>();
        private final List<GetFlowsResponse> kept = new ArrayList<>();
        private final List<String> steps = new ArrayList<>();
        private List<GetFlowsResponse> keptOfThisRun = List.of();
        private ResumePoint checkpoint = ResumePoint.EMPTY;
        private CollectedEvents sink = new CollectedEvents();
        private RunningCollector running;
        private Instant time = Instant.MIN;
        private long number;

        Schedule(long seed) {
            this.seed = seed;
            this.random = new SplittableRandom(seed);
            relay = HubbleServer.builder()
                    .relay()
                    .capacity(127)
                    .node("k/n1")
                    .capacity(31)
                    .node("k/n2")
                    .capacity(1_023)
                    .node("k/n3")
                    .start();
            agent = HubbleServer.builder().capacity(63).node("k/n4").start();
            running = RunningCollector.of(sink, relay, agent);
        }

        void run() {
            awaitReaders();
            // Who is killed before the first checkpoint begins anew, and knows of nothing before.
            takeCheckpoint();
            for (int i = 0; i < STEPS; i++) {
                step();
                if (random.nextInt(3) == 0) {
                    RunningCollector.sleep();
                }
            }
            awaitReaders();
            // The newest event of each node is held back by its agent until the next one comes.
            for (String node : NODES) {
                publish(node, 2);
            }
            for (String node : NODES) {
                publish(node, 1);
            }
            for (String node : NODES) {
                String last = newest.get(node);
                publish(node, 1);
                sink.await(s -> s.uuids().contains(last), last + " of " + node + ", " + this);
            }
            stop();
            check();
        }

        private void step() {
            HubbleServer server = random.nextInt(4) == 0 ? agent : relay;
            int choice = random.nextInt(16);
            steps.add(choice + (server == agent ? "a" : "r"));
            switch (choice) {
                case 0:
                    server.breakStreams(Status.UNAVAILABLE);
                    break;
                case 1:
                    server.stop();
                    publish(NODES.get(random.nextInt(NODES.size())), 1 + random.nextInt(60));
                    server.start();
                    break;
                case 2:
                    server.restartKeepingRings();
                    break;
                case 3:
                    server.restart(31 + random.nextInt(64));
                    break;
                case 4:
                case 5:
                    takeCheckpoint();
                    break;
                case 6:
                    running.close();
                    kept.addAll(keptOfThisRun);
                    resume(checkpoint);
                    break;
                case 7:
                    stop();
                    resume(running.collector.resumePoint());
                    break;
                default:
                    publish(NODES.get(random.nextInt(NODES.size())), 1 + random.nextInt(40));
            }
        }

        private void takeCheckpoint() {
            running.collector.hold(() -> {
                keptOfThisRun = sink.events();
                checkpoint = CollectorResumeTest.written(running.collector.resumePoint());
            });
        }

        private void stop() {
            running.stop();
            kept.addAll(sink.events());
        }

        private void resume(ResumePoint point) {
            sink = new CollectedEvents();
            keptOfThisRun = List.of();
            checkpoint = CollectorResumeTest.written(point);
            running = RunningCollector.of(sink, checkpoint, relay, agent);
            // A run that no server answers at its start would end.
            running.await(counts -> counts.connected() > 0);
        }

        private void awaitReaders() {
            running.await(counts -> relay.readers() > 0 && agent.readers() > 0 && counts.connected() == 2);
        }

        private void publish(String node, int count) {
            List<Flow> flows = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                Instant now = RunningCollector.CLOCK.instant();
                time = now.isAfter(time) ? now : time.plusNanos(1_000);
                Flow flow = TestFlows.flow(node, number++, time);
                published.put(flow.getUuid(), flow);
                newest.put(node, flow.getUuid());
                flows.add(flow);
            }
            (node.equals("k/n4") ? agent : relay).publish(flows);
        }

        private void check() {
            Map<String, Integer> times = new HashMap<>();
            for (GetFlowsResponse event : kept) {
                if (event.hasFlow()) {
                    times.merge(event.getFlow().getUuid(), 1, Integer::sum);
                }
            }
            List<BlindSpot> spots = learned().blindSpots;
            for (Flow flow : published.values()) {
                int came = times.getOrDefault(flow.getUuid(), 0);
                assertThat(came)
                        .as("times that %s came; %s", flow.getUuid(), this)
                        .isLessThan(2);
                if (came == 0 && !newest.containsValue(flow.getUuid())) {
                    String node = flow.getNodeName().substring(2);
                    Instant time = Instant.ofEpochSecond(
                            flow.getTime().getSeconds(), flow.getTime().getNanos());
                    assertThat(spots)
                            .as("a blind spot of %s at %s; %s", node, time, this)
                            .anyMatch(spot -> spot.node().equals(node)
                                    && !spot.from().isAfter(time)
                                    && !spot.to().isBefore(time));
                }
            }
            assertThat(published.keySet()).containsAll(times.keySet());
        }

        private CollectedFlows learned() {
            CollectedFlows learned = new CollectedFlows();
            FlowMapping mapping = new FlowMapping(learned, learned.issues);
            HubbleWireDecoder decoder = new HubbleWireDecoder();
            HubbleRecord record = new HubbleRecord();
            for (GetFlowsResponse event : kept) {
                byte[] bytes = event.toByteArray();
                decoder.decode(bytes, 0, bytes.length, record);
                mapping.deliver(record, new Place("kept", 0));
            }
            mapping.end();
            return learned;
        }

        @Override
        public String toString() {
            return "seed " + seed + ", steps " + steps;
        }

        @Override
        public void close() {
            running.close();
            relay.close();
            agent.close();
        }
    }
}
