package io.policap.bench.generator;

import org.jspecify.annotations.Nullable;

/** Two ends that talk, with what the capture got to see of it. */
final class Edge {
    final Workload client;
    /** Null where the server is outside the cluster. */
    final @Nullable Workload server;

    final int outside;
    final boolean ipv6;
    long connections;
    long packets;

    private Edge(Workload client, @Nullable Workload server, int outside, boolean ipv6) {
        this.client = client;
        this.server = server;
        this.outside = outside;
        this.ipv6 = ipv6;
    }

    static Edge within(Workload client, Workload server, boolean ipv6) {
        return new Edge(client, server, -1, ipv6);
    }

    static Edge toOutside(Workload client, int outside) {
        return new Edge(client, null, outside, false);
    }

    boolean udp() {
        return server != null && server.udp;
    }

    int port() {
        return server == null ? 443 : server.port;
    }

    String serverName() {
        return server == null ? "fqdn:" + Outside.NAMES[outside] : server.fullName();
    }
}
