package io.policap.bench.generator;

import io.policap.capture.hubble.proto.flow.DNS;
import io.policap.capture.hubble.proto.flow.DropReason;
import io.policap.capture.hubble.proto.flow.Endpoint;
import io.policap.capture.hubble.proto.flow.Flow;
import io.policap.capture.hubble.proto.flow.HTTP;
import io.policap.capture.hubble.proto.flow.HTTPHeader;
import io.policap.capture.hubble.proto.flow.L7FlowType;
import io.policap.capture.hubble.proto.flow.Layer7;
import io.policap.capture.hubble.proto.flow.Policy;
import io.policap.capture.hubble.proto.flow.TraceObservationPoint;
import io.policap.capture.hubble.proto.flow.TraceReason;
import io.policap.capture.hubble.proto.flow.TrafficDirection;
import io.policap.capture.hubble.proto.flow.Verdict;
import java.io.IOException;
import java.util.Set;

/**
 * The flows of a cluster that Hubble watches at monitor aggregation "medium": packets at both nodes with their replies
 * (39 % of the flows), policy verdicts (3 %, a third of them drops), DNS (6 %) and HTTP (3 %) from the proxies, and noise from
 * hosts, the API server and ping (0.2 %). Some edges are much busier than others.
 */
final class FlowTraffic {
    private static final TrafficDirection IN = TrafficDirection.INGRESS;
    private static final TrafficDirection OUT = TrafficDirection.EGRESS;
    private static final Set<Integer> WEB_PORTS = Set.of(80, 3000, 8000, 8080);
    private static final String[] METHODS = {"GET", "GET", "GET", "POST", "PUT", "DELETE"};
    private static final int[] UNWANTED_PORTS = {22, 23, 445, 2379, 3389};
    private static final long GATEWAY = 0x0A58_0AF4_0001L;

    private final Cluster cluster;
    private final SeededRandom random;
    private final FlowEndpoints endpoints;
    private final FlowSink out;

    FlowTraffic(Cluster cluster, SeededRandom random, FlowSink out) {
        this.cluster = cluster;
        this.random = random;
        this.out = out;
        endpoints = new FlowEndpoints(cluster);
    }

    /** Lets one connection of some edge happen, and what goes with it. */
    void next() throws IOException {
        double chosen = random.below(1 << 16) / (double) (1 << 16);
        connect(cluster.edges.get((int) (chosen * chosen * cluster.edges.size())));
        if (random.below(35) == 0) {
            noise();
        }
    }

    /** Lets one connection of the edge happen. */
    void connect(Edge edge) throws IOException {
        edge.connections++;
        Pod client = edge.client.anyPod(random);
        Workload workload = edge.server;
        if (workload == null) {
            String name = Outside.NAMES[edge.outside];
            String address = Pod.text(Outside.address(edge.outside));
            resolve(edge, client, name, address);
            outside(edge, client, name, address);
            return;
        }
        Pod server = workload.anyPod(random);
        if (random.percent(30)) {
            String name = workload.name + "." + workload.namespace + ".svc.cluster.local";
            resolve(edge, client, name, Pod.text(workload.clusterIp));
        }
        FlowEvents events = between(edge, client, server, workload.port);
        if (edge.udp()) {
            datagrams(edge, events, client, server);
        } else {
            conversation(edge, events, client, server);
        }
    }

    private FlowEvents between(Edge edge, Pod client, Pod server, int port) {
        return new FlowEvents(
                edge.ipv6 ? client.ipv6Text() : Pod.text(client.ip()),
                ephemeral(),
                edge.ipv6 ? server.ipv6Text() : Pod.text(server.ip()),
                port,
                edge.udp(),
                edge.ipv6,
                client.mac(),
                server.mac());
    }

    private void datagrams(Edge edge, FlowEvents events, Pod client, Pod server) throws IOException {
        int count = 1 + random.below(3);
        for (int i = 0; i < count; i++) {
            forward(edge, events, client, server, i == 0 ? TraceReason.NEW : TraceReason.ESTABLISHED, "");
        }
    }

    private void conversation(Edge edge, FlowEvents events, Pod client, Pod server) throws IOException {
        boolean isGuarded = (edge.client.clusterIp & 3) == 0;
        if (isGuarded) {
            Flow.Builder allowed = events.verdict(
                    endpoints.of(client, server.node()),
                    endpoints.of(server, server.node()),
                    server.node(),
                    IN,
                    Verdict.FORWARDED);
            send(edge, allowed.setPolicyMatchType(2).addIngressAllowedBy(policy(edge)));
        }
        int opening = random.percent(60) ? 0 : 2;
        if (opening == 0) {
            forward(edge, events, client, server, TraceReason.NEW, "SYN");
            reply(edge, events, client, server, "SYN, ACK");
        }
        forward(edge, events, client, server, TraceReason.ESTABLISHED, "ACK");
        int exchanges = 1 + random.below(3);
        for (int i = 0; i < exchanges; i++) {
            forward(edge, events, client, server, TraceReason.ESTABLISHED, "ACK, PSH");
            reply(edge, events, client, server, "ACK, PSH");
        }
        if (WEB_PORTS.contains(events.serverPort()) && random.percent(60)) {
            web(edge, events, client, server);
        }
        if (random.percent(50)) {
            forward(edge, events, client, server, TraceReason.ESTABLISHED, "ACK, FIN");
            reply(edge, events, client, server, random.percent(95) ? "ACK, FIN" : "RST");
        }
        if (random.percent(12)) {
            denied(edge, client, server);
        }
    }

    private void forward(Edge edge, FlowEvents events, Pod client, Pod server, TraceReason reason, String flags)
            throws IOException {
        if (client.node() != server.node() && random.percent(70)) {
            Endpoint from = endpoints.of(client, client.node());
            Endpoint to = endpoints.of(server, client.node());
            TraceObservationPoint point = TraceObservationPoint.TO_OVERLAY;
            send(edge, events.trace(from, to, false, client.node(), OUT, point, reason, flags));
        }
        Endpoint from = endpoints.of(client, server.node());
        Endpoint to = endpoints.of(server, server.node());
        TraceObservationPoint point = TraceObservationPoint.TO_ENDPOINT;
        send(edge, events.trace(from, to, false, server.node(), IN, point, reason, flags));
    }

    private void reply(Edge edge, FlowEvents events, Pod client, Pod server, String flags) throws IOException {
        TraceReason reason = TraceReason.REPLY;
        if (client.node() != server.node() && random.percent(50)) {
            Endpoint to = endpoints.of(client, server.node());
            Endpoint from = endpoints.of(server, server.node());
            TraceObservationPoint point = TraceObservationPoint.TO_OVERLAY;
            send(edge, events.trace(to, from, true, server.node(), IN, point, reason, flags));
        }
        Endpoint to = endpoints.of(client, client.node());
        Endpoint from = endpoints.of(server, client.node());
        TraceObservationPoint point = TraceObservationPoint.TO_ENDPOINT;
        send(edge, events.trace(to, from, true, client.node(), OUT, point, reason, flags));
    }

    private void web(Edge edge, FlowEvents events, Pod client, Pod server) throws IOException {
        Endpoint from = endpoints.of(client, server.node());
        Endpoint to = endpoints.of(server, server.node());
        String url = "http://" + edge.serverName().replaceFirst(".*/", "") + ":" + events.serverPort() + "/v1/items/"
                + random.below(1_000) + "?page=" + random.below(9) + "&size=20";
        HTTP.Builder http = HTTP.newBuilder()
                .setMethod(random.oneOf(METHODS))
                .setUrl(url)
                .setProtocol("HTTP/1.1")
                .addHeaders(HTTPHeader.newBuilder().setKey("User-Agent").setValue("generated/1.0"))
                .addHeaders(HTTPHeader.newBuilder().setKey("X-Request-Id").setValue(Long.toHexString(random.next())));
        String summary = "HTTP/1.1 " + http.getMethod() + " " + url;
        send(
                edge,
                events.request(from, to, false, server.node(), IN)
                        .setL7(Layer7.newBuilder()
                                .setType(L7FlowType.REQUEST)
                                .setHttp(http))
                        .setSummary(summary));
        http.setCode(random.percent(95) ? 200 : 404);
        send(
                edge,
                events.request(from, to, true, server.node(), IN)
                        .setL7(Layer7.newBuilder()
                                .setType(L7FlowType.RESPONSE)
                                .setLatencyNs(100_000L + random.below(50_000_000))
                                .setHttp(http))
                        .setSummary(summary + " -> " + http.getCode()));
    }

    private void resolve(Edge edge, Pod client, String name, String address) throws IOException {
        Edge asked = cluster.dns.get(edge.client);
        if (asked == null) {
            throw new IllegalStateException(edge.client.fullName() + " has no resolver");
        }
        asked.connections++;
        Pod server = cluster.resolver().anyPod(random);
        FlowEvents events = between(asked, client, server, 53);
        Endpoint from = endpoints.of(client, client.node());
        Endpoint to = endpoints.of(server, client.node());
        DNS.Builder question =
                DNS.newBuilder().setQuery(name + ".").setObservationSource("proxy").addQtypes("A");
        send(
                asked,
                events.request(from, to, false, client.node(), OUT)
                        .setL7(Layer7.newBuilder()
                                .setType(L7FlowType.REQUEST)
                                .setDns(question))
                        .setSummary("DNS Query " + name + ". A"));
        DNS.Builder answer = question.addIps(address).setTtl(30).addRrtypes("A");
        send(
                asked,
                events.request(from, to, true, client.node(), OUT)
                        .setL7(Layer7.newBuilder()
                                .setType(L7FlowType.RESPONSE)
                                .setDns(answer))
                        .setSummary("DNS Answer \"" + address + "\" TTL: 30 (Proxy " + name + ". A)"));
    }

    private void outside(Edge edge, Pod client, String name, String address) throws IOException {
        FlowEvents events = new FlowEvents(
                Pod.text(client.ip()), ephemeral(), address, 443, false, false, client.mac(), GATEWAY);
        Endpoint from = endpoints.of(client, client.node());
        Endpoint to = FlowEndpoints.WORLD;
        int exchanges = 1 + random.below(2);
        for (int i = 0; i < 1 + exchanges; i++) {
            TraceReason reason = i == 0 ? TraceReason.NEW : TraceReason.ESTABLISHED;
            TraceObservationPoint point = TraceObservationPoint.TO_STACK;
            send(
                    edge,
                    events.trace(from, to, false, client.node(), OUT, point, reason, i == 0 ? "SYN" : "ACK, PSH")
                            .addDestinationNames(name));
            send(
                    edge,
                    events.trace(
                                    from,
                                    to,
                                    true,
                                    client.node(),
                                    OUT,
                                    TraceObservationPoint.TO_ENDPOINT,
                                    TraceReason.REPLY,
                                    i == 0 ? "SYN, ACK" : "ACK, PSH")
                            .addSourceNames(name));
        }
    }

    private void denied(Edge edge, Pod client, Pod server) throws IOException {
        FlowEvents events = between(edge, client, server, UNWANTED_PORTS[random.below(UNWANTED_PORTS.length)]);
        Endpoint from = endpoints.of(client, server.node());
        Endpoint to = endpoints.of(server, server.node());
        Flow.Builder drop = events.verdict(from, to, server.node(), IN, Verdict.DROPPED)
                .setDropReason(DropReason.POLICY_DENIED_VALUE)
                .setDropReasonDesc(DropReason.POLICY_DENIED);
        out.accept(drop.clearIsReply(), null);
    }

    private void noise() throws IOException {
        Workload workload = cluster.workloads.get(1 + random.below(cluster.workloads.size() - 1));
        Pod pod = workload.anyPod(random);
        int node = pod.node();
        Endpoint local = endpoints.of(pod, node);
        String ip = Pod.text(pod.ip());
        TraceObservationPoint toEndpoint = TraceObservationPoint.TO_ENDPOINT;
        switch (random.below(3)) {
            case 0 -> {
                FlowEvents probe = new FlowEvents(
                        "10.244." + node + ".1", ephemeral(), ip, workload.port, false, false, GATEWAY, pod.mac());
                Endpoint host = FlowEndpoints.HOST;
                out.accept(probe.trace(host, local, false, node, IN, toEndpoint, TraceReason.NEW, "SYN"), null);
            }
            case 1 -> {
                FlowEvents call = new FlowEvents(
                        ip, ephemeral(), "172.18.0.11", 6443, false, false, pod.mac(), GATEWAY);
                TraceObservationPoint point = TraceObservationPoint.TO_NETWORK;
                Endpoint server = FlowEndpoints.API_SERVER;
                out.accept(call.trace(local, server, false, node, OUT, point, TraceReason.NEW, "SYN"), null);
            }
            default -> {
                FlowEvents ping = new FlowEvents(
                        "172.18.0.12", 0, ip, 0, true, false, GATEWAY, pod.mac());
                Flow.Builder flow = ping.trace(
                        FlowEndpoints.REMOTE_NODE, local, false, node, IN, toEndpoint, TraceReason.NEW, "");
                flow.getL4Builder().getICMPv4Builder().setType(8);
                out.accept(flow.setSummary("ICMPv4 EchoRequest"), null);
            }
        }
    }

    private void send(Edge edge, Flow.Builder flow) throws IOException {
        edge.packets++;
        out.accept(flow, edge);
    }

    private static Policy.Builder policy(Edge edge) {
        Workload server = edge.server == null ? edge.client : edge.server;
        return Policy.newBuilder()
                .setName(server.name)
                .setNamespace(server.namespace)
                .setKind("CiliumNetworkPolicy")
                .setRevision(4);
    }

    private int ephemeral() {
        return 32_768 + random.below(28_232);
    }
}
