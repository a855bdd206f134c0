package io.policap.capture.hubble.collect;

import static org.assertj.core.api.Assertions.assertThat;

import io.policap.capture.hubble.event.FlowMapping;
import io.policap.capture.hubble.event.HubbleRecord;
import io.policap.capture.hubble.json.CollectedFlows;
import io.policap.capture.hubble.wire.HubbleWireDecoder;
import io.policap.infer.flow.Place;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A slow reader of a relay, with cuts, kills, nodes that go and come and rings that move on, all in one thread: each event
 * is counted once, or lies in a blind spot of its node.
 */
class IntakeScheduleTest {
    private static final long MILLISECOND = 1_000_000;
    private static final long OVERLAP = 500 * MILLISECOND;
    private static final int STEPS = 150;

    static LongStream seeds() {
        return LongStream.range(0, Long.getLong("policap.intake.seeds", 60));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void eachEventIsCountedOnceOrLiesInABlindSpot(long seed) {
        new Schedule(seed).run();
    }

    private static final class Schedule {
        private final long seed;
        private final SplittableRandom random;
        private final VirtualRelay relay;
        private final List<String> steps = new ArrayList<>();
        private final Deque<byte[]> onTheWay = new ArrayDeque<>();
        private List<byte[]> kept = new ArrayList<>();
        private List<byte[]> keptAtCheckpoint = List.of();
        private byte[] checkpoint = {};
        private NodeTracks tracks = new NodeTracks(OVERLAP, 400);
        private EventIntake intake;
        private VirtualRelay.@Nullable Stream stream;

        Schedule(long seed) {
            this.seed = seed;
            random = new SplittableRandom(seed);
            long begin = EpochNanos.of(TestFlows.BEGIN);
            List<VirtualNode> nodes = new ArrayList<>();
            for (int capacity : new int[] {15, 127, 1_023}) {
                long skew = random.nextLong(-300, 300) * MILLISECOND * random.nextInt(2);
                nodes.add(new VirtualNode("k/n" + nodes.size(), skew, capacity, begin - 3_600_000 * MILLISECOND));
            }
            relay = new VirtualRelay(nodes, VirtualRelay.Loss.values()[random.nextInt(3)], begin);
            intake = intake();
        }

        private EventIntake intake() {
            return new EventIntake(
                    "relay",
                    tracks,
                    new ServerTally("relay", relay.clock()),
                    (record, bytes, offset, length, place) ->
                            kept.add(Arrays.copyOfRange(bytes, offset, offset + length)),
                    relay.clock(),
                    () -> Optional.of(relay.facts()));
        }

        void run() {
            tracks.begin(relay.now());
            connect();
            // What was there before anything was read is another matter.
            for (VirtualNode node : relay.nodes()) {
                publish(node, 5);
            }
            read(1_000);
            save();
            for (int i = 0; i < STEPS; i++) {
                relay.pass(random.nextLong(20 * MILLISECOND));
                step();
            }
            if (random.nextInt(4) > 0) {
                connect();
                for (VirtualNode node : relay.nodes()) {
                    relay.available(node);
                    publish(node, 3);
                }
                read(100_000);
            }
            // A run that ends has read what it could.
            read(100_000);
            // Clocks are not the same.
            relay.pass(2_000 * MILLISECOND);
            intake.end(EpochNanos.instant(relay.now()));
            check();
        }

        private void step() {
            VirtualNode node = relay.nodes().get(random.nextInt(relay.nodes().size()));
            int choice = random.nextInt(24);
            steps.add(choice + "n" + node.name().charAt(3));
            switch (choice) {
                case 0:
                    cut();
                    connect();
                    break;
                case 1:
                    cut();
                    break;
                case 2:
                case 3:
                    connect();
                    break;
                case 4:
                    save();
                    break;
                case 5:
                    kill();
                    break;
                case 6:
                    relay.unavailable(node);
                    break;
                case 7:
                    relay.unavailable(node);
                    node.restart(relay.now(), 15 + random.nextInt(500));
                    break;
                case 8:
                case 9:
                case 10:
                    relay.available(node);
                    break;
                case 11:
                case 12:
                case 13:
                case 14:
                case 15:
                    read(random.nextInt(60));
                    break;
                default:
                    publish(node, random.nextInt(random.nextInt(10) == 0 ? 400 : 40));
            }
        }

        private void publish(VirtualNode node, int count) {
            for (int i = 0; i < count; i++) {
                relay.pass(random.nextLong(MILLISECOND));
                node.add(relay.now());
            }
        }

        private void connect() {
            if (stream != null) {
                return;
            }
            tracks.connected(relay.facts(), relay.now(), relay.now() + 1);
            relay.pass(random.nextLong(MILLISECOND));
            OptionalLong from = tracks.askFrom();
            intake.stream(false);
            stream = relay.open(from.isPresent() ? from.getAsLong() : 0);
        }

        private void cut() {
            if (stream != null) {
                stream = null;
                onTheWay.clear();
                tracks.broken();
            }
        }

        /** Takes messages, while the relay sends a few ahead. */
        private void read(int messages) {
            for (int i = 0; i < messages && stream != null; i++) {
                while (onTheWay.size() < 8) {
                    byte[] next = stream.next();
                    if (next == null) {
                        break;
                    }
                    onTheWay.add(next);
                }
                byte[] message = onTheWay.poll();
                if (message == null) {
                    break;
                }
                take(message);
            }
        }

        private void take(byte[] bytes) {
            try {
                RawMessage message = new RawMessage();
                message.read(new ByteArrayInputStream(bytes));
                intake.take(message);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private void save() {
            keptAtCheckpoint = List.copyOf(kept);
            checkpoint = point();
        }

        private byte[] point() {
            try (ByteArrayOutputStream bytes = new ByteArrayOutputStream()) {
                new ResumePoint(List.of(tracks.position("relay").orElseThrow())).write(bytes);
                return bytes.toByteArray();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private void kill() {
            cut();
            kept = new ArrayList<>(keptAtCheckpoint);
            tracks = new NodeTracks(OVERLAP, 400);
            try {
                tracks.restore(ResumePoint.read(new ByteArrayInputStream(checkpoint))
                        .server("relay")
                        .orElseThrow());
            } catch (IOException | DamagedResumePointException e) {
                throw new AssertionError(e);
            }
            intake = intake();
            tracks.begin(relay.now());
            intake.begin();
        }

        private void check() {
            CollectedFlows learned = learned();
            Map<String, Integer> times = new HashMap<>();
            learned.flows.forEach(flow -> times.merge(flow.node() + " " + EpochNanos.of(flow.time()), 1, Integer::sum));
            for (VirtualNode node : relay.nodes()) {
                String name = node.name().substring(2);
                Map<String, Integer> there = new HashMap<>();
                node.released().forEach(event -> there.merge(name + " " + event.time(), 1, Integer::sum));
                for (VirtualNode.Event event : node.released()) {
                    String key = name + " " + event.time();
                    int came = times.getOrDefault(key, 0);
                    Instant time = EpochNanos.instant(event.time());
                    boolean isHidden = learned.blindSpots.stream()
                            .anyMatch(spot -> spot.node().equals(name)
                                    && !spot.from().isAfter(time)
                                    && !spot.to().isBefore(time));
                    assertThat(came)
                            .as("times that %s came, hidden: %s; %s", key, isHidden, this)
                            .isBetween(isHidden ? 0 : there.get(key), there.get(key));
                }
            }
        }

        private CollectedFlows learned() {
            CollectedFlows learned = new CollectedFlows();
            FlowMapping mapping = new FlowMapping(learned, learned.issues);
            HubbleWireDecoder decoder = new HubbleWireDecoder();
            HubbleRecord record = new HubbleRecord();
            for (byte[] event : kept) {
                decoder.decode(event, 0, event.length, record);
                mapping.deliver(record, new Place("kept", 0));
            }
            mapping.end();
            return learned;
        }

        @Override
        public String toString() {
            return "seed " + seed + ", steps " + steps;
        }
    }
}
