package io.policap.bench.generator;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/** How many connections and flows each pair of workloads really had, on which port. */
public final class EdgeTruth {
    private final SortedMap<Key, Count> edges = new TreeMap<>();

    /**
     * A pair of workloads and a port.
     *
     * @param from "namespace/name" of the client
     * @param to "namespace/name" of the server, "fqdn:NAME" outside the cluster
     */
    public record Key(String from, String to, String protocol, int port, int family) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            return toString().compareTo(other.toString());
        }

        @Override
        public String toString() {
            return from + " -> " + to + " " + protocol + "/" + port + " IPv" + family;
        }
    }

    /** What happened between them. */
    public record Count(long connections, long flows) {
        Count plus(Count other) {
            return new Count(connections + other.connections, flows + other.flows);
        }
    }

    /** What the edges have counted, those of the same pair and port as one. */
    static EdgeTruth of(Collection<Edge> edges) {
        EdgeTruth truth = new EdgeTruth();
        for (Edge edge : edges) {
            if (edge.packets > 0) {
                truth.edges.merge(key(edge), new Count(edge.connections, edge.packets), Count::plus);
            }
        }
        return truth;
    }

    static Key key(Edge edge) {
        return new Key(
                edge.client.fullName(),
                edge.serverName(),
                edge.udp() ? "UDP" : "TCP",
                edge.port(),
                edge.ipv6 ? 6 : 4);
    }

    public SortedMap<Key, Count> edges() {
        return Collections.unmodifiableSortedMap(edges);
    }

    /** One edge a line. */
    void write(Path file) throws IOException {
        String separator = "";
        try (Writer out = Files.newBufferedWriter(file)) {
            out.write("{\"edges\":[\n");
            for (var edge : edges.entrySet()) {
                Key key = edge.getKey();
                out.write(String.format(
                        "%s{\"from\":\"%s\",\"to\":\"%s\",\"proto\":\"%s\",\"port\":%d,\"family\":%d,\"conns\":%d,\"flows\":%d}",
                        separator,
                        key.from,
                        key.to,
                        key.protocol,
                        key.port,
                        key.family,
                        edge.getValue().connections,
                        edge.getValue().flows));
                separator = ",\n";
            }
            out.write("\n]}\n");
        }
    }
}
