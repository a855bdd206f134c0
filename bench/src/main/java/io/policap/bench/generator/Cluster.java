package io.policap.bench.generator;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The nodes, workloads, pods and edges of a generated cluster; the first workload is its DNS. */
final class Cluster {
    static final String[] NAMESPACES = {"shop", "billing", "platform", "data", "search", "media", "accounts", "ops"};
    private static final String[] ROLES = {"api", "worker", "web", "db", "cache", "queue", "gateway", "sync"};
    private static final Integer[] PORTS = {8080, 3000, 5432, 6379, 9090, 50051, 8443, 9092, 80, 27017, 5672, 8000};
    private static final String SUFFIX = "bcdfghjklmnpqrstvwxz2456789";
    private static final int PODS_PER_NODE = 50;
    private static final int OUTSIDE_PERCENT = 6;

    final int nodes;
    final List<Workload> workloads = new ArrayList<>();
    final List<Edge> edges = new ArrayList<>();
    /** What each workload asks the DNS for. */
    final Map<Workload, Edge> dns = new LinkedHashMap<>();

    private final SeededRandom random;
    private final int[] onNode;

    Cluster(CaptureOptions options, SeededRandom random) {
        this(options.pods(), options.edges(), options.ipv6Percent(), random);
    }

    Cluster(int podCount, int edgeCount, int ipv6Percent, SeededRandom random) {
        this.random = random;
        nodes = (podCount + PODS_PER_NODE - 1) / PODS_PER_NODE;
        onNode = new int[nodes];
        for (int pods = 0; pods < podCount; ) {
            Workload workload = workload(workloads.size());
            int count = workloads.isEmpty() ? 2 : 1 + random.below(7);
            for (int i = 0; i < count && pods < podCount; i++, pods++) {
                workload.pods.add(pod(workload, i));
            }
            workloads.add(workload);
            dns.put(workload, Edge.within(workload, resolver(), false));
        }
        while (edges.size() < edgeCount) {
            edges.add(edge(ipv6Percent));
        }
    }

    Workload resolver() {
        return workloads.get(0);
    }

    static int nodeAddress(int node) {
        return 0xAC12_000B + node;
    }

    private Workload workload(int number) {
        if (number == 0) {
            return new Workload("kube-system", "kube-dns", false, true, 53, 53, 0x0A60_000A);
        }
        String name = random.oneOf(ROLES) + "-" + number;
        int clusterIp = 0x0A60_0100 + number;
        String namespace = random.oneOf(NAMESPACES);
        if (random.percent(10)) {
            int port = random.percent(50) ? 8125 : 514;
            return new Workload(namespace, name, false, true, port, port, clusterIp);
        }
        int port = random.oneOf(PORTS);
        return new Workload(
                namespace, name, random.percent(20), false, port, random.percent(50) ? 80 : port, clusterIp);
    }

    private Pod pod(Workload workload, int ordinal) {
        int node = random.below(nodes);
        while (onNode[node] >= 250) {
            node = (node + 1) % nodes;
        }
        int host = 2 + onNode[node]++;
        StringBuilder name = new StringBuilder(workload.name).append('-');
        if (workload.stateful) {
            name.append(ordinal);
        } else {
            name.append(InventoryFile.templateHash(workload)).append('-');
            for (int i = 0; i < 5; i++) {
                name.append(SUFFIX.charAt(random.below(SUFFIX.length())));
            }
        }
        return new Pod(name.toString(), node, 0x0AF4_0000 + (node << 8) + host, host);
    }

    private Edge edge(int ipv6Percent) {
        Workload client = workloads.get(1 + random.below(workloads.size() - 1));
        if (random.percent(OUTSIDE_PERCENT)) {
            return Edge.toOutside(client, random.below(Outside.NAMES.length));
        }
        Workload server;
        do {
            server = workloads.get(1 + random.below(workloads.size() - 1));
        } while (server == client);
        return Edge.within(client, server, !server.udp && random.percent(ipv6Percent));
    }
}
