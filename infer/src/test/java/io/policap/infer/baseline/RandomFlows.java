package io.policap.infer.baseline;

import io.policap.infer.flow.BlindSpot;
import io.policap.infer.flow.Direction;
import io.policap.infer.flow.EventKind;
import io.policap.infer.flow.Flow;
import io.policap.infer.flow.FlowEndpoint;
import io.policap.infer.flow.FlowSink;
import io.policap.infer.flow.Place;
import io.policap.infer.flow.Reply;
import io.policap.infer.flow.SkipReason;
import io.policap.infer.flow.TcpFlags;
import io.policap.infer.flow.Verdict;
import io.policap.infer.label.Labels;
import io.policap.infer.net.Ip;
import io.policap.infer.net.Protocol;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/** What a source may deliver, in a world small enough for everything to collide and to fold. */
final class RandomFlows {
    private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");
    private static final String[] NODES = {"node-a", "node-b", ""};
    private static final String[] NAMES = {"a.example.com", "b.example.com", "c.example.com", "d.example.com"};
    private static final int[] FLAGS = {0, TcpFlags.SYN, TcpFlags.SYN | TcpFlags.ACK, TcpFlags.PSH, TcpFlags.RST};

    private final Random random;

    RandomFlows(long seed) {
        this.random = new Random(seed);
    }

    /** A delivery: what one call of a sink would be. */
    List<Consumer<FlowSink>> deliveries(int count) {
        List<Consumer<FlowSink>> list = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            list.add(delivery());
        }
        return list;
    }

    private Consumer<FlowSink> delivery() {
        int kind = random.nextInt(20);
        if (kind == 0) {
            SkipReason reason = pick(SkipReason.values());
            long weight = weight();
            return sink -> sink.skip(reason, weight);
        }
        if (kind == 1) {
            BlindSpot spot = blindSpot();
            return sink -> sink.blindSpot(spot);
        }
        Flow flow = flow();
        return sink -> sink.accept(flow);
    }

    private BlindSpot blindSpot() {
        Instant from = random.nextInt(4) == 0 ? Instant.MIN : time();
        Instant to = random.nextInt(4) == 0 ? Instant.MAX : time();
        return new BlindSpot(pick(NODES), from, to, random.nextInt(3), random.nextBoolean() ? "RING" : "GAP");
    }

    private Flow flow() {
        boolean v6 = random.nextInt(4) == 0;
        FlowEndpoint source = endpoint();
        FlowEndpoint destination = endpoint();
        return new Flow(
                new Place("test", 0),
                random.nextInt(10) == 0 ? Instant.MIN : time(),
                pick(NODES),
                random.nextInt(6) == 0 ? EventKind.POLICY_VERDICT : EventKind.TRACE,
                random.nextInt(8) == 0 ? Verdict.DROPPED : Verdict.FORWARDED,
                random.nextInt(3) == 0 ? Flow.POLICY_DENY : Flow.POLICY_DENIED,
                pick(Direction.values()),
                pick(Reply.values()),
                address(v6),
                address(v6),
                random.nextInt(4) == 0 ? Protocol.UDP : Protocol.TCP,
                random.nextInt(6),
                random.nextInt(6),
                0,
                FLAGS[random.nextInt(FLAGS.length)],
                source,
                destination,
                Optional.empty(),
                false,
                weight(),
                random.nextInt(5) == 0);
    }

    private FlowEndpoint endpoint() {
        switch (random.nextInt(4)) {
            case 0:
                return new FlowEndpoint(
                        false,
                        "",
                        "",
                        "",
                        Labels.NONE,
                        new TreeSet<>(Set.of("world")),
                        "",
                        "",
                        List.of(pick(NAMES), pick(NAMES)));
            case 1:
                return FlowEndpoint.UNKNOWN;
            default:
                // Two sets of labels whose texts are the same.
                Map<String, String> labels =
                        random.nextBoolean() ? Map.of("app", "a, tier=b") : Map.of("app", "a", "tier", "b");
                return new FlowEndpoint(
                        random.nextBoolean(),
                        "",
                        "shop",
                        random.nextBoolean() ? "pod-" + random.nextInt(3) : "",
                        Labels.of(labels),
                        new TreeSet<>(),
                        "",
                        "",
                        List.of());
        }
    }

    private Ip address(boolean v6) {
        if (v6) {
            return Ip.v6(0x2001_0db8_0000_0000L | random.nextInt(3), random.nextInt(3));
        }
        return Ip.v4(203 << 24 | random.nextInt(2) << 16 | random.nextInt(3) << 8 | random.nextInt(3));
    }

    private Instant time() {
        return START.plusSeconds(random.nextInt(20) * 300L);
    }

    /** Mostly small, and now and then so large that sums overflow. */
    private long weight() {
        return random.nextInt(200) == 0 ? Long.MAX_VALUE - random.nextInt(3) : 1 + random.nextInt(3);
    }

    private <T> T pick(T[] from) {
        return from[random.nextInt(from.length)];
    }
}
