package io.policap.capture.hubble.event;

import io.policap.capture.hubble.event.HubbleRecord.Kind;
import io.policap.capture.hubble.event.HubbleRecord.Transport;
import io.policap.infer.flow.BlindSpot;
import io.policap.infer.flow.Direction;
import io.policap.infer.flow.EventKind;
import io.policap.infer.flow.Flow;
import io.policap.infer.flow.FlowEndpoint;
import io.policap.infer.flow.FlowSink;
import io.policap.infer.flow.Layer7;
import io.policap.infer.flow.Place;
import io.policap.infer.flow.Reply;
import io.policap.infer.flow.SkipReason;
import io.policap.infer.flow.SocketEvent;
import io.policap.infer.flow.Verdict;
import io.policap.infer.issue.IssueCode;
import io.policap.infer.issue.Issues;
import io.policap.infer.net.Ip;
import io.policap.infer.net.Protocol;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Makes flows, skips and blind spots of Hubble's events, however they were decoded.
 *
 * <p>It decides only whether an event is a flow between two addresses; whether a policy cares is not decided here. Every
 * event is delivered once: as a flow, or as a skip with its reason. An event that is faulty also makes an issue at its
 * place.
 *
 * <p>A proxy's leg to the server is marked where one event alone proves it: traced from the proxy, or traced on its way
 * to another node without a direction while the sender has a pod's identity and is no endpoint here (the proxy keeps the
 * identity and uses the node's address). A DNS proxy's query that carries the node's identity looks like any from a node.
 *
 * <p>Not safe for several threads.
 */
public final class FlowMapping {
    /** Stands for the address of a pod where the exporter's field mask or aggregation left it out. */
    private static final Ip UNTOLD = Ip.v4(0);

    private static final int FROM_PROXY = 6;
    private static final int TO_OVERLAY = 4;
    private static final int TO_NETWORK = 11;
    private static final int SPIRE = 1;
    private static final int DROP_EVENT = 1;
    private static final long LARGEST_COUNT = 0xFFFF_FFFFL;
    private static final int LAST_PORT = 65_535;
    private static final long LAST_DROP_REASON = 65_535;
    private static final Verdict[] VERDICTS = Verdict.values();

    private final FlowSink sink;
    private final Issues issues;
    private final EndpointMapping endpoints = new EndpointMapping();
    private final Layer7Mapping layer7Mapping;
    private final AddressCache addresses = new AddressCache();
    private final SocketMapping sockets = new SocketMapping(endpoints, addresses);
    private final EventBlindSpots blindSpots;
    private String lastNodeName = "";
    private String lastNode = "";

    public FlowMapping(FlowSink sink, Issues issues) {
        this.sink = sink;
        this.issues = issues;
        this.layer7Mapping = new Layer7Mapping(addresses, issues);
        this.blindSpots = new EventBlindSpots(sink);
    }

    /** Delivers one event; true where it became a flow. */
    public boolean deliver(HubbleRecord record, Place place) {
        if (!record.fault.isEmpty()) {
            return malformed(place, record, record.fault);
        }
        switch (record.kind) {
            case FLOW:
                return deliverFlow(record, place);
            case LOST_EVENTS:
            case NODE_STATUS:
                return deliverLoss(record, place);
            case OTHER_EVENT:
                return skip(SkipReason.NOT_A_FLOW, record);
            case NONE:
                return malformed(place, record, "neither a flow nor another event of Hubble");
        }
        throw new AssertionError(record.kind);
    }

    /** Delivers what is known only after the last event: for how long nodes were out of reach. */
    public void end() {
        blindSpots.end();
    }

    /**
     * Tells what {@link #end} would deliver if the last event had been the last, and forgets nothing; for a result that is
     * made meanwhile.
     *
     * @param until the end of what has none yet
     */
    public List<BlindSpot> pending(Instant until) {
        return blindSpots.pending(until);
    }

    /**
     * Goes on where an earlier run ended: a blind spot of a node that had not come back by then is open again.
     *
     * @return whether it was one; it is delivered when the node is back, or at the end
     */
    public boolean reopen(BlindSpot spot) {
        return blindSpots.reopen(spot);
    }

    private boolean deliverLoss(HubbleRecord record, Place place) {
        Instant time = record.envelopeTime.instant();
        Instant first = record.lostFirst.instant();
        Instant last = record.lostLast.instant();
        if (time == null || first == null || last == null) {
            return malformed(place, record, "a time is not in RFC 3339 form");
        }
        String node = nodeName(record.envelopeNode);
        if (record.kind == Kind.LOST_EVENTS) {
            blindSpots.lost(node, time, first, last, record.lostCount, HubbleEnum.LOST_SOURCE.name(record.lostSource));
        } else {
            for (String name : record.nodeNames) {
                blindSpots.nodeStatus(nodeName(name), time, record.nodeState, record.nodeMessage);
            }
        }
        return skip(SkipReason.NOT_A_FLOW, record);
    }

    private boolean deliverFlow(HubbleRecord record, Place place) {
        EventKind event = EventKinds.of(record);
        if (event == EventKind.SOCK) {
            return deliverSocket(record);
        }
        if (event == EventKind.OTHER) {
            return skip(SkipReason.OTHER_EVENT, record);
        }
        FlowEndpoint sourceEnd = endpoints.endpoint(record.source, record.sourceNames);
        FlowEndpoint destinationEnd = endpoints.endpoint(record.destination, record.destinationNames);
        if (sourceEnd == null || destinationEnd == null) {
            return malformed(place, record, "an endpoint's namespace is not the name of a namespace");
        }
        if (isUnknown(record.sourceIp, sourceEnd) || isUnknown(record.destinationIp, destinationEnd)) {
            return skip(SkipReason.NO_ADDRESS, record);
        }
        Ip source = address(record.sourceIp);
        Ip destination = address(record.destinationIp);
        if (source == null || destination == null) {
            return malformed(place, record, "'IP' holds no address");
        }
        Protocol protocol = protocol(record.transport);
        if (protocol == null) {
            return skip(SkipReason.NO_TRANSPORT, record);
        }
        Instant time = (record.time.isAbsent() ? record.envelopeTime : record.time).instant();
        if (time == null) {
            return malformed(place, record, "'time' is not in RFC 3339 form");
        }
        Verdict verdict =
                record.verdict >= 0 && record.verdict < VERDICTS.length ? VERDICTS[record.verdict] : Verdict.UNKNOWN;
        int dropReason = dropReason(record);
        Reply reply = ReplyDecision.of(record, event, verdict, dropReason);
        if (record.sourcePort > LAST_PORT || record.destinationPort > LAST_PORT || record.icmpType > 255) {
            issues.add(IssueCode.MALFORMED_FLOW, place.toString(), "a port above 65535 or an ICMP type above 255");
            return skip(SkipReason.BAD_PORT, record);
        }
        if (protocol.hasPorts() && !hasServerPort(record, reply)) {
            return skip(SkipReason.BAD_PORT, record);
        }
        // Where the load balancer had translated already, the end is the backend's, and no service is told.
        if (record.destinationService && record.destinationPort != 0 && isAddress(record.destinationIp, destinationEnd)) {
            sink.service(destination, protocol, (int) record.destinationPort);
        }
        if (record.sourceService && record.sourcePort != 0 && isAddress(record.sourceIp, sourceEnd)) {
            sink.service(source, protocol, (int) record.sourcePort);
        }
        Optional<Layer7> layer7 = layer7Mapping.layer7(record, place);
        sink.accept(new Flow(
                place,
                time,
                nodeName(nodeOf(record)),
                event,
                verdict,
                dropReason,
                direction(record),
                reply,
                source,
                destination,
                protocol,
                (int) record.sourcePort,
                (int) record.destinationPort,
                (int) record.icmpType,
                record.tcpFlags,
                sourceEnd,
                destinationEnd,
                layer7,
                isFromProxy(record),
                weight(record),
                record.authType == SPIRE));
        return true;
    }

    private boolean deliverSocket(HubbleRecord record) {
        SocketEvent event = sockets.event(record, nodeName(nodeOf(record)), weight(record));
        if (event == null) {
            return skip(SkipReason.SOCKET_EVENT, record);
        }
        sink.accept(event);
        return false;
    }

    private static String nodeOf(HubbleRecord record) {
        return record.node.isEmpty() ? record.envelopeNode : record.node;
    }

    /** Whether nothing tells who the end is: a pod is known by its labels where its address is masked. */
    private static boolean isUnknown(String address, FlowEndpoint end) {
        return address.isEmpty() && !end.isPod();
    }

    private static boolean isAddress(String address, FlowEndpoint end) {
        return !address.isEmpty() && !end.isPod();
    }

    private @Nullable Ip address(String text) {
        return text.isEmpty() ? UNTOLD : addresses.parse(text);
    }

    private static boolean hasServerPort(HubbleRecord record, Reply reply) {
        return (reply != Reply.YES && record.destinationPort != 0) || (reply != Reply.NO && record.sourcePort != 0);
    }

    static @Nullable Protocol protocol(Transport transport) {
        switch (transport) {
            case TCP:
                return Protocol.TCP;
            case UDP:
                return Protocol.UDP;
            case SCTP:
                return Protocol.SCTP;
            case ICMPV4:
                return Protocol.ICMP;
            case ICMPV6:
                return Protocol.ICMPV6;
            case NONE:
            case OTHER:
                return null;
        }
        throw new AssertionError(transport);
    }

    private static int dropReason(HubbleRecord record) {
        long reason = record.dropReason;
        if (reason == 0 && record.dropReasonDesc > 0) {
            reason = record.dropReasonDesc;
        }
        if (reason == 0 && record.eventType == DROP_EVENT) {
            reason = record.eventSubType;
        }
        return reason > LAST_DROP_REASON ? 0 : (int) reason;
    }

    private static Direction direction(HubbleRecord record) {
        boolean told = record.direction == 1 || record.direction == 2;
        if (told) {
            return record.direction == 1 ? Direction.INGRESS : Direction.EGRESS;
        }
        if (record.aggregateUnknown > 0 || (record.aggregateIngress > 0) == (record.aggregateEgress > 0)) {
            return Direction.UNKNOWN;
        }
        return record.aggregateIngress > 0 ? Direction.INGRESS : Direction.EGRESS;
    }

    private static boolean isFromProxy(HubbleRecord record) {
        if (record.observationPoint == FROM_PROXY) {
            return true;
        }
        boolean leaves = record.observationPoint == TO_OVERLAY || record.observationPoint == TO_NETWORK;
        EndpointFields source = record.source;
        return leaves
                && record.isReply == HubbleRecord.IsReply.ABSENT
                && !record.reply
                && record.direction == 0
                && source.id == 0
                && source.pod.isEmpty()
                && source.identity >= 256
                && source.identity < 1 << 24;
    }

    private static long weight(HubbleRecord record) {
        long sum = Math.min(record.aggregateIngress, LARGEST_COUNT)
                + Math.min(record.aggregateEgress, LARGEST_COUNT)
                + Math.min(record.aggregateUnknown, LARGEST_COUNT);
        return Math.max(1, sum);
    }

    /** The node's name without its cluster. */
    private String nodeName(String name) {
        if (!name.equals(lastNodeName)) {
            lastNodeName = name;
            lastNode = name.substring(name.lastIndexOf('/') + 1);
        }
        return lastNode;
    }

    private boolean malformed(Place place, HubbleRecord record, String reason) {
        issues.add(IssueCode.MALFORMED_FLOW, place.toString(), reason);
        return skip(SkipReason.MALFORMED, record);
    }

    private boolean skip(SkipReason reason, HubbleRecord record) {
        sink.skip(reason, weight(record));
        return false;
    }
}
