package io.policap.capture.hubble.json;

import io.policap.infer.flow.BlindSpot;
import io.policap.infer.flow.Flow;
import io.policap.infer.flow.FlowSink;
import io.policap.infer.flow.Place;
import io.policap.infer.flow.SkipReason;
import io.policap.infer.issue.Issue;
import io.policap.infer.issue.Issues;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What one run of the reader delivered, kept for the test to look at. */
public final class CollectedFlows implements FlowSink {
    public final List<Flow> flows = new ArrayList<>();
    public final Map<SkipReason, Long> skips = new EnumMap<>(SkipReason.class);
    public final List<BlindSpot> blindSpots = new ArrayList<>();
    /** Socket events and services, as texts. */
    public final List<String> sockets = new ArrayList<>();

    public final Issues issues = new Issues();
    public HubbleJsonReader.Counts counts = new HubbleJsonReader.Counts(0, 0, 0);

    public static CollectedFlows ofResource(String name) {
        try (InputStream in = CollectedFlows.class.getResourceAsStream("/hubble/" + name)) {
            return of(name, in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static CollectedFlows ofText(String text) {
        return of("flows.jsonl", text.getBytes(StandardCharsets.UTF_8));
    }

    public static CollectedFlows of(String name, byte[] content) {
        return of(name, new ByteArrayInputStream(content), HubbleJsonReader.DEFAULT_MAX_EVENT_BYTES);
    }

    public static CollectedFlows of(String name, InputStream in, int maxEventBytes) {
        CollectedFlows collected = new CollectedFlows();
        try {
            collected.counts = new HubbleJsonReader(name, collected, collected.issues, maxEventBytes).read(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return collected;
    }

    public static byte[] resource(String name) {
        try (InputStream in = CollectedFlows.class.getResourceAsStream("/hubble/" + name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The flows as if all had been read at one place. */
    public List<Flow> flowsWithoutPlace() {
        return flows.stream().map(CollectedFlows::withoutPlace).toList();
    }

    private static Flow withoutPlace(Flow f) {
        return new Flow(
                new Place("", 0),
                f.time(),
                f.node(),
                f.event(),
                f.verdict(),
                f.dropReason(),
                f.direction(),
                f.reply(),
                f.source(),
                f.destination(),
                f.protocol(),
                f.sourcePort(),
                f.destinationPort(),
                f.icmpType(),
                f.tcpFlags(),
                f.sourceEndpoint(),
                f.destinationEndpoint(),
                f.layer7(),
                f.fromProxy(),
                f.weight(),
                f.authenticated());
    }

    public List<String> issueTexts() {
        return issues.list().stream().map(CollectedFlows::text).toList();
    }

    private static String text(Issue issue) {
        return issue.code().text() + " " + issue.place() + " " + issue.message();
    }

    @Override
    public void accept(Flow flow) {
        flows.add(flow);
    }

    @Override
    public void accept(io.policap.infer.flow.PacketConnection connection) {
        throw new AssertionError("Hubble has no packets");
    }

    @Override
    public void covers(io.policap.infer.flow.Vantage vantage, java.time.Instant from, java.time.Instant to) {}

    @Override
    public void accept(io.policap.infer.flow.SocketEvent event) {
        sockets.add(event.toString());
        skip(SkipReason.SOCKET_EVENT, event.weight());
    }

    @Override
    public void service(io.policap.infer.net.Ip address, io.policap.infer.net.Protocol protocol, int port) {
        sockets.add("service " + address + " " + protocol + " " + port);
    }

    @Override
    public void skip(SkipReason reason, long weight) {
        skips.merge(reason, weight, Long::sum);
    }

    @Override
    public void blindSpot(BlindSpot spot) {
        blindSpots.add(spot);
    }
}
