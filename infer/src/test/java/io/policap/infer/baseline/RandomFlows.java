package io.policap.infer.baseline;

import io.policap.infer.flow.AppProtocol;
import io.policap.infer.flow.BlindSpot;
import io.policap.infer.flow.Content;
import io.policap.infer.flow.Direction;
import io.policap.infer.flow.EventKind;
import io.policap.infer.flow.Exchange;
import io.policap.infer.flow.Flow;
import io.policap.infer.flow.FlowEndpoint;
import io.policap.infer.flow.FlowSink;
import io.policap.infer.flow.Layer7;
import io.policap.infer.flow.NameLookup;
import io.policap.infer.flow.PacketConnection;
import io.policap.infer.flow.Place;
import io.policap.infer.flow.Reply;
import io.policap.infer.flow.SkipReason;
import io.policap.infer.flow.SocketEvent;
import io.policap.infer.flow.TcpFlags;
import io.policap.infer.flow.Vantage;
import io.policap.infer.flow.Verdict;
import io.policap.infer.inventory.PodKey;
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
    private final boolean captures;

    /** Deliveries of Hubble and of captures. */
    RandomFlows(long seed) {
        this(seed, true);
    }

    private RandomFlows(long seed, boolean captures) {
        this.random = new Random(seed);
        this.captures = captures;
    }

    static RandomFlows ofHubble(long seed) {
        return new RandomFlows(seed, false);
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
        if (captures && kind < 8) {
            PacketConnection connection = connection();
            return sink -> sink.accept(connection);
        }
        if (captures && kind < 10) {
            Vantage vantage = vantage();
            Instant from = time();
            Instant to = time();
            return sink -> sink.covers(vantage, from, to);
        }
        if (captures && kind == 11) {
            NameLookup lookup = lookup();
            return sink -> sink.accept(lookup);
        }
        if (kind == 10) {
            SocketEvent event = socketEvent();
            return sink -> sink.accept(event);
        }
        Flow flow = flow();
        return sink -> sink.accept(flow);
    }

    private SocketEvent socketEvent() {
        return new SocketEvent(
                random.nextInt(10) == 0 ? Instant.MIN : time(),
                pick(NODES),
                1 + random.nextInt(10),
                random.nextBoolean(),
                random.nextBoolean(),
                address(false),
                1 + random.nextInt(3),
                random.nextInt(4) == 0 ? Protocol.UDP : Protocol.TCP,
                endpoint(),
                weight());
    }

    private NameLookup lookup() {
        return new NameLookup(
                random.nextInt(10) == 0 ? Instant.MIN : time(),
                address(false),
                random.nextBoolean() ? endpoint() : FlowEndpoint.UNKNOWN,
                name(),
                answer(),
                random.nextInt(60));
    }

    /** Mostly one of a few names, and sometimes one of so many that not all of them are kept. */
    private String name() {
        return random.nextInt(3) == 0 ? random.nextInt(2000) + ".example.org" : pick(NAMES);
    }

    private List<Ip> answer() {
        List<Ip> addresses = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            addresses.add(address(false));
        }
        return addresses;
    }

    private Optional<Layer7> layer7() {
        return random.nextInt(6) > 0
                ? Optional.empty()
                : Optional.of(
                        new Layer7.Dns(random.nextBoolean(), name() + ".", answer(), List.of(), random.nextInt(60), 0));
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
                layer7(),
                false,
                weight(),
                random.nextInt(5) == 0);
    }

    private PacketConnection connection() {
        boolean v6 = random.nextInt(4) == 0;
        return new PacketConnection(
                new Place("test", 1),
                pick(NODES),
                time(),
                time(),
                address(v6),
                random.nextInt(6),
                v6 || random.nextBoolean() ? address(v6) : Ip.v4(10 << 24 | random.nextInt(3)),
                random.nextInt(6),
                random.nextInt(4) == 0 ? Protocol.UDP : Protocol.TCP,
                0,
                random.nextInt(3) > 0,
                pick(Exchange.values()),
                random.nextInt(4),
                random.nextInt(4),
                random.nextBoolean() ? List.of(pick(NAMES)) : List.of(),
                new Content(
                        AppProtocol.NOT_SEEN,
                        random.nextBoolean() ? pick(NAMES) : "",
                        random.nextInt(5) == 0,
                        List.of(),
                        false),
                weight());
    }

    private Vantage vantage() {
        switch (random.nextInt(6)) {
            case 0:
                return new Vantage.Node(pick(NODES));
            case 1:
                return new Vantage.Uplink(pick(NODES));
            case 2:
                return new Vantage.Overlay(pick(NODES));
            case 3:
                return new Vantage.Bridge(pick(NODES));
            case 4:
                // Two pods whose texts are the same.
                return new Vantage.Pod(
                        random.nextBoolean() ? new PodKey("c", "a/b", "p") : new PodKey("c", "a", "b/p"));
            default:
                return new Vantage.Unknown();
        }
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
