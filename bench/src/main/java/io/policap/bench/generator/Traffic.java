package io.policap.bench.generator;

import java.io.IOException;

/** What the cluster's pods say to each other, mixed as on a node; some edges are much busier than others. */
final class Traffic {
    private static final int OPEN_AT_START_PERCENT = 60;
    private static final int MAX_BURST = 3;

    private final CaptureOptions options;
    private final Cluster cluster;
    private final SeededRandom random;
    private final FrameWriter out;
    private final Conversation resolving;

    Traffic(CaptureOptions options, Cluster cluster, SeededRandom random, FrameWriter out) {
        this.options = options;
        this.cluster = cluster;
        this.random = random;
        this.out = out;
        this.resolving = idle();
    }

    void write() throws IOException {
        Conversation[] open = new Conversation[options.connections()];
        for (int i = 0; i < open.length && hasRoom(); i++) {
            open[i] = idle();
            start(open[i], false);
        }
        while (hasRoom()) {
            Conversation conversation = open[random.below(open.length)];
            for (int burst = 1 + random.below(MAX_BURST); burst > 0 && hasRoom(); burst--) {
                if (!conversation.step()) {
                    start(conversation, true);
                    break;
                }
            }
        }
    }

    private boolean hasRoom() {
        return out.bytes() < options.bytes() && out.packets() < options.packets();
    }

    private Conversation idle() {
        Edge any = cluster.edges.get(0);
        return new Conversation(out, random, options.packetSize(), any, any.client.pods.get(0));
    }

    private void start(Conversation next, boolean fresh) throws IOException {
        double chosen = random.below(1 << 16) / (double) (1 << 16);
        Edge edge = cluster.edges.get((int) (chosen * chosen * cluster.edges.size()));
        next.begin(edge);
        next.client = edge.client.anyPod(random);
        Workload server = edge.server;
        if (server == null) {
            outside(next);
        } else {
            inside(next, server);
        }
        if (edge.udp()) {
            next.left = 10 + random.below(150);
            next.oneWay = random.percent(50);
            return;
        }
        next.requests = 1 + random.below(random.below(10) == 0 ? 40 : 5);
        int fate = random.below(1_000);
        if (!fresh) {
            next.state = random.percent(OPEN_AT_START_PERCENT) ? Conversation.State.REQUEST : next.state;
        } else if (fate < 10) {
            next.refused = true;
        } else if (fate < 15) {
            next.dead = true;
        }
    }

    private void outside(Conversation next) throws IOException {
        String name = Outside.NAMES[next.edge.outside];
        next.server = null;
        next.serverAddress = Outside.address(next.edge.outside);
        next.serverPort = 443;
        if (random.below(3) > 0) {
            resolve(next, name + "." + next.edge.client.namespace + ".svc.cluster.local", 0);
        }
        resolve(next, name, next.serverAddress);
    }

    private void inside(Conversation next, Workload workload) throws IOException {
        Pod server = workload.anyPod(random);
        next.server = server;
        next.serverAddress = server.ip();
        next.serverPort = workload.port;
        if (next.client.node() != server.node()) {
            next.overlay = random.percent(options.vxlanPercent());
        } else if (!next.edge.ipv6 && random.below(3) == 0) {
            next.serverAddress = workload.clusterIp;
            next.serverPort = workload.servicePort;
        }
        if (random.percent(75)) {
            String name = workload.name + "." + workload.namespace;
            if (random.percent(40)) {
                resolve(next, name + "." + next.edge.client.namespace + ".svc.cluster.local", 0);
            }
            resolve(next, name + ".svc.cluster.local", workload.clusterIp);
        }
    }

    private void resolve(Conversation next, String name, int address) throws IOException {
        if (!hasRoom()) {
            return;
        }
        Workload resolver = cluster.resolver();
        resolving.begin(cluster.dns.get(next.edge.client));
        resolving.client = next.client;
        resolving.server = resolver.anyPod(random);
        resolving.serverAddress = random.percent(50) ? resolver.clusterIp : resolving.server.ip();
        resolving.serverPort = resolver.port;
        int id = random.below(1 << 16);
        resolving.datagram(true, DnsMessage.question(id, name));
        if (hasRoom()) {
            resolving.datagram(false, DnsMessage.answer(id, name, address));
        }
    }
}
