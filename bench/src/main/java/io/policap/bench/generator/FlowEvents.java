package io.policap.bench.generator;

import com.google.protobuf.BoolValue;
import io.policap.capture.hubble.proto.flow.CiliumEventType;
import io.policap.capture.hubble.proto.flow.Emitter;
import io.policap.capture.hubble.proto.flow.Endpoint;
import io.policap.capture.hubble.proto.flow.Ethernet;
import io.policap.capture.hubble.proto.flow.Flow;
import io.policap.capture.hubble.proto.flow.FlowType;
import io.policap.capture.hubble.proto.flow.IP;
import io.policap.capture.hubble.proto.flow.IPVersion;
import io.policap.capture.hubble.proto.flow.Layer4;
import io.policap.capture.hubble.proto.flow.NetworkInterface;
import io.policap.capture.hubble.proto.flow.TCPFlags;
import io.policap.capture.hubble.proto.flow.TraceObservationPoint;
import io.policap.capture.hubble.proto.flow.TraceReason;
import io.policap.capture.hubble.proto.flow.TrafficDirection;
import io.policap.capture.hubble.proto.flow.Verdict;

/**
 * Hubble's events about one connection: who is at its ends, and how an agent reports packets of it. The events have the
 * fields that an agent of version 1.19 fills, apart from UUID and time.
 */
record FlowEvents(
        String clientIp,
        int clientPort,
        String serverIp,
        int serverPort,
        boolean isUdp,
        boolean isIpv6,
        long clientMac,
        long serverMac) {
    private static final Emitter EMITTER =
            Emitter.newBuilder().setName("Hubble").setVersion("1.19.4").build();
    private static final int TRACE = 4;
    private static final int VERDICT = 5;
    private static final int ACCESS_LOG = 129;

    /** A packet that an agent saw at a point of its datapath. */
    Flow.Builder trace(
            Endpoint client,
            Endpoint server,
            boolean isReply,
            int node,
            TrafficDirection direction,
            TraceObservationPoint point,
            TraceReason reason,
            String flags) {
        // The datapath's own number of to-endpoint is 0.
        int subType = point == TraceObservationPoint.TO_ENDPOINT ? 0 : point.getNumber();
        Flow.Builder flow = packet(client, server, isReply, node, direction, flags)
                .setVerdict(Verdict.FORWARDED)
                .setReply(isReply)
                .setIsReply(BoolValue.of(isReply))
                .setEventType(CiliumEventType.newBuilder().setType(TRACE).setSubType(subType))
                .setTraceObservationPoint(point)
                .setTraceReason(reason);
        boolean isOverlay = point == TraceObservationPoint.TO_OVERLAY;
        flow.setInterface(NetworkInterface.newBuilder()
                .setIndex(isOverlay ? 5 : 8 + clientPort % 200)
                .setName(isOverlay ? "cilium_vxlan" : String.format("lxc%012x", serverMac >>> 4)));
        return flow;
    }

    /** A decision of a policy about the connection's first packet. */
    Flow.Builder verdict(Endpoint client, Endpoint server, int node, TrafficDirection direction, Verdict verdict) {
        Flow.Builder flow = packet(client, server, false, node, direction, "SYN")
                .setVerdict(verdict)
                .setEventType(CiliumEventType.newBuilder().setType(VERDICT).setSubType(direction.getNumber()));
        return flow.setIsReply(BoolValue.of(false));
    }

    private Flow.Builder packet(
            Endpoint client, Endpoint server, boolean isReply, int node, TrafficDirection direction, String flags) {
        Flow.Builder flow = between(client, server, isReply, node)
                .setType(FlowType.L3_L4)
                .setTrafficDirection(direction)
                .setEthernet(Ethernet.newBuilder()
                        .setSource(mac(isReply ? serverMac : clientMac))
                        .setDestination(mac(isReply ? clientMac : serverMac)));
        if (isUdp) {
            return flow.setSummary("UDP");
        }
        flow.getL4Builder().getTCPBuilder().setFlags(flags(flags));
        return flow.setSummary("TCP Flags: " + flags);
    }

    /** A record of a proxy; the caller fills its layer 7. */
    Flow.Builder request(Endpoint client, Endpoint server, boolean isReply, int node, TrafficDirection direction) {
        return between(client, server, isReply, node)
                .setType(FlowType.L7)
                .setVerdict(Verdict.FORWARDED)
                .setReply(isReply)
                .setIsReply(BoolValue.of(isReply))
                .setTrafficDirection(direction)
                .setEventType(CiliumEventType.newBuilder().setType(ACCESS_LOG));
    }

    private Flow.Builder between(Endpoint client, Endpoint server, boolean isReply, int node) {
        int from = isReply ? serverPort : clientPort;
        int to = isReply ? clientPort : serverPort;
        Layer4.Builder layer = Layer4.newBuilder();
        if (isUdp) {
            layer.getUDPBuilder().setSourcePort(from).setDestinationPort(to);
        } else {
            layer.getTCPBuilder().setSourcePort(from).setDestinationPort(to);
        }
        return Flow.newBuilder()
                .setEmitter(EMITTER)
                .setIP(IP.newBuilder()
                        .setSource(isReply ? serverIp : clientIp)
                        .setDestination(isReply ? clientIp : serverIp)
                        .setIpVersion(isIpv6 ? IPVersion.IPv6 : IPVersion.IPv4))
                .setL4(layer)
                .setSource(isReply ? server : client)
                .setDestination(isReply ? client : server)
                .setNodeName("node-" + node)
                .addNodeLabels("kubernetes.io/hostname=node-" + node);
    }

    private static TCPFlags flags(String names) {
        TCPFlags.Builder flags = TCPFlags.newBuilder();
        for (String name : names.split(", ", -1)) {
            switch (name) {
                case "SYN" -> flags.setSYN(true);
                case "ACK" -> flags.setACK(true);
                case "PSH" -> flags.setPSH(true);
                case "FIN" -> flags.setFIN(true);
                case "RST" -> flags.setRST(true);
                default -> throw new IllegalArgumentException(names);
            }
        }
        return flags.build();
    }

    private static String mac(long address) {
        return String.format(
                "%02x:%02x:%02x:%02x:%02x:%02x",
                address >> 40 & 0xFF,
                address >> 32 & 0xFF,
                address >> 24 & 0xFF,
                address >> 16 & 0xFF,
                address >> 8 & 0xFF,
                address & 0xFF);
    }
}
