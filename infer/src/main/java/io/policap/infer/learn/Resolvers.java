package io.policap.infer.learn;

import io.policap.infer.intent.Mark;
import io.policap.infer.intent.Ports;
import io.policap.infer.inventory.Inventory;
import io.policap.infer.inventory.PodRecord;
import io.policap.infer.inventory.WorkloadKey;
import io.policap.infer.learn.edge.Edge;
import io.policap.infer.learn.edge.End;
import io.policap.infer.net.Cidr;
import io.policap.infer.net.Ip;
import io.policap.infer.net.PortRange;
import io.policap.infer.net.Protocol;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** The cluster's resolver: which workloads answer DNS, on which port, and whether a node-local cache is there (R10). */
final class Resolvers {
    /** The address of NodeLocal DNSCache (Kubernetes documentation). */
    static final Ip NODE_LOCAL = Ip.parse("169.254.20.10");

    static final int DNS = 53;
    private static final int OPENSHIFT_DNS = 5353;
    static final Set<Mark> MARK = Set.of(Mark.DNS);

    private final SortedMap<WorkloadKey, SortedSet<Integer>> workloads = new TreeMap<>();
    private final boolean nodeLocal;

    Resolvers(Inventory inventory, DeclaredPorts declared, List<Edge> served) {
        for (PodRecord pod : inventory.dnsPods()) {
            if (!pod.hostNetwork()) {
                boolean shifted = declared.declares(pod.workload(), Protocol.UDP, OPENSHIFT_DNS)
                        && !declared.declares(pod.workload(), Protocol.UDP, DNS);
                add(pod.workload(), shifted ? OPENSHIFT_DNS : DNS);
            }
        }
        if (workloads.isEmpty()) {
            fromTraffic(served);
        }
        boolean seen = served.stream()
                .anyMatch(edge -> edge.port() == DNS
                        && edge.server() instanceof End.Outside
                        && ((End.Outside) edge.server()).block().equals(Cidr.of(NODE_LOCAL)));
        nodeLocal = seen || inventory.hasNodeLocalDns();
    }

    private void add(WorkloadKey workload, int port) {
        workloads.computeIfAbsent(workload, key -> new TreeSet<>()).add(port);
    }

    /** Without an inventory: the workloads of kube-system or openshift-dns that answer DNS for several clients. */
    private void fromTraffic(List<Edge> served) {
        Map<WorkloadKey, TreeMap<Integer, TreeSet<String>>> clients = new TreeMap<>();
        for (Edge edge : served) {
            boolean dns = edge.protocol() == Protocol.UDP && (edge.port() == DNS || edge.port() == OPENSHIFT_DNS);
            if (dns && edge.server() instanceof End.Workloads) {
                for (WorkloadKey server : ((End.Workloads) edge.server()).keys()) {
                    clients.computeIfAbsent(server, key -> new TreeMap<>())
                            .computeIfAbsent(edge.port(), key -> new TreeSet<>())
                            .add(Edge.text(edge.client()));
                }
            }
        }
        clients.forEach((server, ports) -> ports.forEach((port, askers) -> {
            boolean system = server.namespace().equals("kube-system")
                    || server.namespace().equals("openshift-dns");
            if (system) {
                add(server, port);
            }
        }));
    }

    boolean isKnown() {
        return !workloads.isEmpty() || nodeLocal;
    }

    boolean isNodeLocal() {
        return nodeLocal;
    }

    /** The resolver's workloads with the ports on which they answer. */
    SortedMap<WorkloadKey, SortedSet<Integer>> workloads() {
        return Collections.unmodifiableSortedMap(workloads);
    }

    /** UDP and TCP of a resolver port. */
    static List<Ports> ports(int port) {
        return List.of(
                new Ports.Transport(Protocol.TCP, PortRange.of(port)),
                new Ports.Transport(Protocol.UDP, PortRange.of(port)));
    }
}
