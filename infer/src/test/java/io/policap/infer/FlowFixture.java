package io.policap.infer;

import io.policap.infer.flow.Direction;
import io.policap.infer.flow.EventKind;
import io.policap.infer.flow.Flow;
import io.policap.infer.flow.FlowEndpoint;
import io.policap.infer.flow.Layer7;
import io.policap.infer.flow.Place;
import io.policap.infer.flow.Reply;
import io.policap.infer.flow.TcpFlags;
import io.policap.infer.flow.Verdict;
import io.policap.infer.label.Labels;
import io.policap.infer.net.Ip;
import io.policap.infer.net.Protocol;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** Builds flows tersely: a forwarded request seen at the client's end, unless told otherwise. */
public final class FlowFixture {
    public static final Instant START = Instant.parse("2026-01-05T10:00:00Z");

    private Ip source;
    private Ip destination;
    private final Protocol protocol;
    private int sourcePort;
    private int destinationPort;
    private int icmpType;
    private Instant time = START;
    private String node = "node-1";
    private EventKind event = EventKind.TRACE;
    private Verdict verdict = Verdict.FORWARDED;
    private int dropReason;
    private Direction direction = Direction.EGRESS;
    private Reply reply = Reply.NO;
    private int flags;
    private FlowEndpoint sourceEnd = FlowEndpoint.UNKNOWN;
    private FlowEndpoint destinationEnd = FlowEndpoint.UNKNOWN;
    private Optional<Layer7> layer7 = Optional.empty();
    private boolean fromProxy;
    private long weight = 1;

    private FlowFixture(Protocol protocol, String source, int sourcePort, String destination, int destinationPort) {
        this.protocol = protocol;
        this.source = Ip.parse(source);
        this.destination = Ip.parse(destination);
        this.sourcePort = sourcePort;
        this.destinationPort = destinationPort;
    }

    public static FlowFixture tcp(String source, String destination, int port) {
        return of(Protocol.TCP, source, destination, port);
    }

    public static FlowFixture udp(String source, String destination, int port) {
        return of(Protocol.UDP, source, destination, port);
    }

    public static FlowFixture of(Protocol protocol, String source, String destination, int port) {
        return new FlowFixture(protocol, source, 40_000, destination, port);
    }

    public static FlowFixture icmp(String source, String destination, int type) {
        boolean v6 = source.indexOf(':') >= 0;
        FlowFixture flow =
                new FlowFixture(v6 ? Protocol.ICMPV6 : Protocol.ICMP, source, 0, destination, 0).reply(Reply.UNKNOWN);
        flow.icmpType = type;
        return flow;
    }

    /** The endpoint that Hubble reports for a pod of the reporting node. */
    public static FlowEndpoint pod(String name, String... labels) {
        return pod(true, name, labels);
    }

    /** The endpoint that Hubble reports for a pod of another node. */
    public static FlowEndpoint remotePod(String name, String... labels) {
        return pod(false, name, labels);
    }

    private static FlowEndpoint pod(boolean local, String name, String... labels) {
        String[] parts = name.split("/", 2);
        return new FlowEndpoint(local, "", parts[0], parts[1], labels(labels), new TreeSet<>(), "", "", List.of());
    }

    public static FlowEndpoint reserved(String... names) {
        return new FlowEndpoint(
                false, "", "", "", Labels.NONE, new TreeSet<>(List.of(names)), "", "", List.<String>of());
    }

    public static FlowEndpoint named(FlowEndpoint end, String kind, String name) {
        return new FlowEndpoint(
                end.local(),
                end.cluster(),
                end.namespace(),
                end.pod(),
                end.labels(),
                end.reserved(),
                kind,
                name,
                end.names());
    }

    public static FlowEndpoint inCluster(FlowEndpoint end, String cluster) {
        return new FlowEndpoint(
                end.local(),
                cluster,
                end.namespace(),
                end.pod(),
                end.labels(),
                end.reserved(),
                end.workloadKind(),
                end.workloadName(),
                end.names());
    }

    /** Labels from keys and values in turn. */
    public static Labels labels(String... keysAndValues) {
        Map<String, String> map = new TreeMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            map.put(keysAndValues[i], keysAndValues[i + 1]);
        }
        return Labels.of(map);
    }

    public FlowFixture ends(FlowEndpoint from, FlowEndpoint to) {
        sourceEnd = from;
        destinationEnd = to;
        return this;
    }

    public FlowFixture clientPort(int port) {
        sourcePort = port;
        return this;
    }

    public FlowFixture reply(Reply value) {
        reply = value;
        return this;
    }

    public FlowFixture flags(int value) {
        flags = value;
        return this;
    }

    public FlowFixture at(Instant value) {
        time = value;
        return this;
    }

    public FlowFixture minute(long minutes) {
        return at(START.plusSeconds(60 * minutes));
    }

    public FlowFixture node(String value) {
        node = value;
        return this;
    }

    /** Seen at the server's end, by its node. */
    public FlowFixture atServer(String value) {
        direction = Direction.INGRESS;
        return node(value);
    }

    public FlowFixture event(EventKind value) {
        event = value;
        return this;
    }

    public FlowFixture verdict(Verdict value) {
        verdict = value;
        return this;
    }

    /** A policy verdict event, as the first packet of a connection causes it. */
    public FlowFixture policyVerdict() {
        return event(EventKind.POLICY_VERDICT);
    }

    public FlowFixture dropped(int reason) {
        dropReason = reason;
        return verdict(Verdict.DROPPED).event(EventKind.DROP).reply(Reply.UNKNOWN);
    }

    public FlowFixture layer7(Layer7 value) {
        layer7 = Optional.of(value);
        return event(EventKind.L7);
    }

    public FlowFixture fromProxy() {
        fromProxy = true;
        return this;
    }

    public FlowFixture weight(long value) {
        weight = value;
        return this;
    }

    /** The answer to this request: ends swapped, a SYN-ACK where it is TCP. */
    public FlowFixture answer() {
        FlowFixture answer =
                new FlowFixture(protocol, destination.toString(), destinationPort, source.toString(), sourcePort);
        answer.icmpType = icmpType == 8 ? 0 : icmpType == 128 ? 129 : icmpType;
        answer.time = time;
        answer.node = node;
        answer.direction = direction;
        answer.reply = Reply.YES;
        answer.flags = protocol == Protocol.TCP ? TcpFlags.SYN | TcpFlags.ACK : 0;
        answer.sourceEnd = destinationEnd;
        answer.destinationEnd = sourceEnd;
        return answer;
    }

    public FlowFixture reset() {
        return answer().flags(TcpFlags.RST | TcpFlags.ACK);
    }

    public Flow build() {
        return new Flow(
                new Place("test", 1),
                time,
                node,
                event,
                verdict,
                dropReason,
                direction,
                reply,
                source,
                destination,
                protocol,
                sourcePort,
                destinationPort,
                icmpType,
                flags,
                sourceEnd,
                destinationEnd,
                layer7,
                fromProxy,
                weight,
                false);
    }
}
