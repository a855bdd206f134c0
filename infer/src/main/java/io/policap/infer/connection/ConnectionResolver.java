package io.policap.infer.connection;

import io.policap.infer.flow.Direction;
import io.policap.infer.flow.EventKind;
import io.policap.infer.flow.Flow;
import io.policap.infer.flow.FlowEndpoint;
import io.policap.infer.flow.Layer7;
import io.policap.infer.flow.NameLookup;
import io.policap.infer.flow.PacketConnection;
import io.policap.infer.flow.Reply;
import io.policap.infer.flow.SkipReason;
import io.policap.infer.flow.SocketEvent;
import io.policap.infer.flow.TcpFlags;
import io.policap.infer.flow.Verdict;
import io.policap.infer.inventory.Identity;
import io.policap.infer.inventory.Inventory;
import io.policap.infer.net.Ip;
import io.policap.infer.net.Protocol;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where what a source delivers becomes evidence: normalises direction, names both ends, reads the outcome's sign (R1 to
 * R5). Not safe for several threads.
 */
public final class ConnectionResolver {
    private static final int SERVICE_BACKEND_NOT_FOUND = 158;

    private final PartyResolver parties;
    private final Inventory inventory;
    private final PacketResolver packets;
    private final List<PodSighting> sightings = new ArrayList<>(2);

    /**
     * A resolver for flows and captures of one cluster.
     *
     * @param inventory who owned which address when; may be empty
     * @param cluster the cluster's name where a flow does not tell
     */
    public ConnectionResolver(Inventory inventory, String cluster) {
        this.parties = new PartyResolver(inventory, cluster);
        this.inventory = inventory;
        this.packets = new PacketResolver(parties, inventory);
    }

    /** What this connection of a capture says. */
    public Attribution resolve(PacketConnection connection) {
        return packets.resolve(connection);
    }

    /** Who an address is around a time; empty where that depends on the other end, or it is no matter of policies. */
    public Optional<SteadyEnd> steady(Ip address, Instant time) {
        if (PacketResolver.isIrrelevant(address)) {
            return Optional.empty();
        }
        List<PodSighting> pods = new ArrayList<>(1);
        Party party = parties.resolve(address, address, time, pods);
        return party instanceof Party.Node
                ? Optional.empty()
                : Optional.of(new SteadyEnd(party, pods, inventory.same(address, time)));
    }

    /**
     * Who is at the backend's end of a translated socket call.
     *
     * @param pods where the pod that the event names is added, if any
     */
    public Party backend(SocketEvent event, List<PodSighting> pods) {
        return parties.resolve(event, pods);
    }

    /**
     * Who asked DNS.
     *
     * @param pods where the pod that asked is added, if it is known
     */
    public Party client(NameLookup lookup, List<PodSighting> pods) {
        return parties.resolve(lookup, pods);
    }

    /** Whether nothing of the cluster is known to have had an address at a time. */
    public boolean isOutside(Ip address, Instant time) {
        return inventory.resolve(address, time) instanceof Identity.External;
    }

    /** What this flow says about a connection. */
    public Connection resolve(Flow flow) {
        Optional<SkipReason> early = notEvidence(flow);
        if (early.isPresent()) {
            return new Connection.None(early.get());
        }
        boolean icmp = !flow.protocol().hasPorts();
        if (icmp && Icmp.isControl(flow.protocol(), flow.icmpType())) {
            return new Connection.None(SkipReason.ICMP_CONTROL);
        }
        sightings.clear();
        Party source =
                parties.resolve(flow, flow.source(), flow.sourceEndpoint(), flow.destinationEndpoint(), sightings);
        Party destination =
                parties.resolve(flow, flow.destination(), flow.destinationEndpoint(), flow.sourceEndpoint(), sightings);
        if (Relevance.isNobody(flow.sourceEndpoint(), source)
                || Relevance.isNobody(flow.destinationEndpoint(), destination)) {
            return new Connection.None(SkipReason.RESERVED_ENDPOINT);
        }
        List<PodSighting> pods =
                sightings.size() == 2 ? List.of(sightings.get(0), sightings.get(1)) : List.copyOf(sightings);
        Reply reply = icmp ? icmpReply(flow) : reply(flow);
        Optional<SkipReason> irrelevant = Relevance.notPolicyMatter(source, destination);
        if (irrelevant.isPresent() && !leadsToPods(flow, reply, source, destination)) {
            return new Connection.None(irrelevant.get());
        }
        boolean v6 = flow.source().v6();
        if (reply == Reply.UNKNOWN) {
            OpenQuestion question = OpenQuestion.between(
                    source, flow.sourcePort(), destination, flow.destinationPort(), v6, flow.protocol());
            boolean fromLeft = question.left().equals(source) && question.leftPort() == flow.sourcePort();
            return new Connection.Undetermined(question, fromLeft ? Sign.REQUEST : Sign.ANSWER, flow, pods);
        }
        boolean answers = reply == Reply.YES;
        ConnectionClass type = new ConnectionClass(
                answers ? destination : source,
                answers ? source : destination,
                v6,
                flow.protocol(),
                icmp ? icmpRequestType(flow) : answers ? flow.sourcePort() : flow.destinationPort());
        return new Connection.Known(type, side(flow), sign(flow, answers), flow, pods);
    }

    private static Optional<SkipReason> notEvidence(Flow flow) {
        if (flow.event() == EventKind.SOCK) {
            return Optional.of(SkipReason.SOCKET_EVENT);
        }
        if (flow.event() == EventKind.OTHER) {
            return Optional.of(SkipReason.OTHER_EVENT);
        }
        if (flow.fromProxy()) {
            return Optional.of(SkipReason.PROXY_LEG);
        }
        if (isIrrelevant(flow.source(), flow.sourceEndpoint())
                || isIrrelevant(flow.destination(), flow.destinationEndpoint())) {
            return Optional.of(SkipReason.NOT_POLICY_MATTER);
        }
        if (isCilium(flow.sourceEndpoint()) || isCilium(flow.destinationEndpoint())) {
            return Optional.of(SkipReason.RESERVED_ENDPOINT);
        }
        if (flow.verdict() == Verdict.DROPPED) {
            return dropped(flow);
        }
        boolean passed = flow.verdict() == Verdict.FORWARDED
                || flow.verdict() == Verdict.REDIRECTED
                || flow.verdict() == Verdict.AUDIT
                || (flow.verdict() == Verdict.UNKNOWN && flow.event() == EventKind.TRACE);
        return passed ? Optional.empty() : Optional.of(SkipReason.NO_VERDICT);
    }

    private static Optional<SkipReason> dropped(Flow flow) {
        switch (flow.dropReason()) {
            case Flow.POLICY_DENIED:
            case Flow.POLICY_DENY:
                return Optional.empty();
            case SERVICE_BACKEND_NOT_FOUND:
                return Optional.of(SkipReason.NO_BACKEND);
            default:
                return Optional.of(SkipReason.DROPPED);
        }
    }

    private static boolean isIrrelevant(Ip address, FlowEndpoint end) {
        return Relevance.isLocalOrGroup(address) || (address.isUnspecified() && !end.isPod());
    }

    /** Whether the end is Cilium itself: its health endpoint, or its own tunnel before encryption. */
    private static boolean isCilium(FlowEndpoint end) {
        return end.reserved().contains("health") || end.reserved().contains("overlay-to-encrypt");
    }

    /** Whether somebody calls a node port: its server is the pods behind it, whoever calls (R4). */
    private boolean leadsToPods(Flow flow, Reply reply, Party source, Party destination) {
        if (reply == Reply.UNKNOWN || !flow.protocol().hasPorts()) {
            return false;
        }
        Party server = reply == Reply.YES ? source : destination;
        int port = reply == Reply.YES ? flow.sourcePort() : flow.destinationPort();
        return Relevance.isNodePort(inventory, server, flow.protocol(), port);
    }

    private static Reply reply(Flow flow) {
        if (flow.reply() != Reply.UNKNOWN) {
            return flow.reply();
        }
        if (flow.event() == EventKind.POLICY_VERDICT) {
            return Reply.NO;
        }
        if (flow.layer7().isPresent()) {
            return flow.layer7().get().response() ? Reply.YES : Reply.NO;
        }
        if (flow.protocol() == Protocol.TCP) {
            if (TcpFlags.isSyn(flow.tcpFlags())) {
                return Reply.NO;
            }
            if (TcpFlags.isSynAck(flow.tcpFlags())) {
                return Reply.YES;
            }
        }
        return flow.verdict() == Verdict.DROPPED ? Reply.NO : Reply.UNKNOWN;
    }

    private static Reply icmpReply(Flow flow) {
        return Icmp.requestOf(flow.protocol(), flow.icmpType()) >= 0 ? Reply.YES : Reply.NO;
    }

    private static int icmpRequestType(Flow flow) {
        int request = Icmp.requestOf(flow.protocol(), flow.icmpType());
        return request >= 0 ? request : flow.icmpType();
    }

    private static Side side(Flow flow) {
        return flow.direction() == Direction.EGRESS
                ? Side.CLIENT
                : flow.direction() == Direction.INGRESS ? Side.SERVER : Side.UNKNOWN;
    }

    /**
     * What a flow shows of its connection's outcome.
     *
     * @param answers whether it came from the server
     */
    public static Sign sign(Flow flow, boolean answers) {
        if (flow.verdict() == Verdict.DROPPED) {
            return flow.dropReason() == Flow.POLICY_DENY ? Sign.EXPLICITLY_DENIED : Sign.DENIED;
        }
        if (flow.layer7().isPresent()) {
            Layer7 record = flow.layer7().get();
            return record.response() || answers ? Sign.RESPONSE : Sign.L7_REQUEST;
        }
        boolean opens = flow.tcpFlags() == 0 || (flow.tcpFlags() & TcpFlags.SYN) != 0;
        if (flow.event() == EventKind.POLICY_VERDICT || flow.verdict() == Verdict.AUDIT) {
            return opens ? Sign.VERDICT : Sign.CONTINUED;
        }
        boolean data = TcpFlags.hasPush(flow.tcpFlags());
        if (!answers) {
            return data ? Sign.REQUEST_DATA : opens ? Sign.REQUEST : Sign.CONTINUED;
        }
        if (TcpFlags.isReset(flow.tcpFlags())) {
            return Sign.RESET;
        }
        return data ? Sign.ANSWER_DATA : Sign.ANSWER;
    }
}
