package io.policap.bench.generator;

import java.util.ArrayList;
import java.util.List;

/** A workload with its service and its pods. */
final class Workload {
    final String namespace;
    final String name;
    final boolean stateful;
    final boolean udp;
    /** What its pods listen on, and the port of its service. */
    final int port;

    final int servicePort;
    final int clusterIp;
    final List<Pod> pods = new ArrayList<>();

    Workload(String namespace, String name, boolean stateful, boolean udp, int port, int servicePort, int clusterIp) {
        this.namespace = namespace;
        this.name = name;
        this.stateful = stateful;
        this.udp = udp;
        this.port = port;
        this.servicePort = servicePort;
        this.clusterIp = clusterIp;
    }

    Pod anyPod(SeededRandom random) {
        return pods.get(random.below(pods.size()));
    }

    String protocol() {
        return udp ? "UDP" : "TCP";
    }

    String fullName() {
        return namespace + "/" + name;
    }
}
