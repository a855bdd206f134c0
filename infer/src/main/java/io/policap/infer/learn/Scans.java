package io.policap.infer.learn;

import io.policap.infer.learn.edge.Edge;
import io.policap.infer.learn.edge.End;
import io.policap.infer.net.Protocol;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.TreeSet;

/** Where each client failed and where it talked, and so which clients scan (R2). */
final class Scans {
    /** Failed destinations that make a client a scanner, when they also outnumber the good ones this many times. */
    private static final int DESTINATIONS = 10;

    private static final int RATIO = 3;
    private static final int EXAMPLES = 3;

    private record Port(Protocol protocol, int number) implements Comparable<Port> {
        @Override
        public int compareTo(Port other) {
            int byProtocol = protocol.compareTo(other.protocol);
            return byProtocol != 0 ? byProtocol : Integer.compare(number, other.number);
        }
    }

    private static final class Destinations {
        private final Map<String, TreeSet<Port>> servers = new TreeMap<>();
        private long count;

        private void add(Edge edge) {
            Port port = new Port(edge.protocol(), edge.port());
            if (servers.computeIfAbsent(Edge.text(edge.server()), key -> new TreeSet<>())
                    .add(port)) {
                count++;
            }
        }
    }

    private final Map<End, Destinations> failed = new HashMap<>();
    private final Map<End, Destinations> good = new HashMap<>();

    /** Notes a destination at which the edge's client failed. */
    void failed(Edge edge) {
        failed.computeIfAbsent(edge.client(), client -> new Destinations()).add(edge);
    }

    /** Notes a destination with which the edge's client talked. */
    void talked(Edge edge) {
        good.computeIfAbsent(edge.client(), client -> new Destinations()).add(edge);
    }

    /** Whether a client failed at many destinations and hardly talked to any. */
    boolean isScanner(End client) {
        Destinations bad = failed.get(client);
        Destinations well = good.get(client);
        return bad != null && bad.count >= DESTINATIONS && (well == null || bad.count >= RATIO * well.count);
    }

    /** What a client scanned: how many ports of how many servers, with the first of them. */
    String describe(End client) {
        Destinations bad = failed.getOrDefault(client, new Destinations());
        StringJoiner examples = new StringJoiner("; ");
        bad.servers.entrySet().stream()
                .limit(EXAMPLES)
                .forEach(server -> examples.add(server.getKey() + " " + ports(server.getValue())));
        int more = bad.servers.size() - EXAMPLES;
        return bad.count + " ports of " + bad.servers.size() + (bad.servers.size() == 1 ? " server (" : " servers (")
                + examples
                + (more > 0 ? "; and " + more + " more" : "")
                + ")";
    }

    private static String ports(Set<Port> ports) {
        StringJoiner examples = new StringJoiner(", ");
        ports.stream().limit(EXAMPLES).forEach(port -> examples.add(port.protocol() + " " + port.number()));
        int more = ports.size() - EXAMPLES;
        return examples + (more > 0 ? " and " + more + " more" : "");
    }
}
