package io.policap.infer.learn;

import io.policap.infer.inventory.WorkloadKey;
import io.policap.infer.issue.IssueCode;
import io.policap.infer.issue.Issues;
import io.policap.infer.learn.edge.Edge;
import io.policap.infer.learn.edge.End;
import io.policap.infer.net.PortRange;
import io.policap.infer.net.Protocol;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Finds servers that open a new port for every transfer, as passive FTP and RPC do, and the range to allow (R8).
 *
 * <p>The range is the span seen, widened on both sides by the two-sided German-tank estimate: with {@code k} ports drawn
 * uniformly from a range, the probability that it reaches further than {@code span * (risk/2)^(-1/(k-1))} beyond either
 * end of the span is at most the risk.
 */
final class DynamicPorts {
    private static final int FEWEST_PORTS = 3;
    private static final int FIRST_UNPRIVILEGED = 1024;

    private record Server(WorkloadKey workload, Protocol protocol) implements Comparable<Server> {
        @Override
        public int compareTo(Server other) {
            int byWorkload = workload.compareTo(other.workload);
            return byWorkload != 0 ? byWorkload : protocol.compareTo(other.protocol);
        }
    }

    private final Map<Server, PortRange> ranges = new TreeMap<>();
    private final Map<Server, Set<End>> declaredClients = new TreeMap<>();
    private final DeclaredPorts declared;

    DynamicPorts(List<Edge> served, DeclaredPorts declared, double risk, Issues issues) {
        this.declared = declared;
        Map<Server, TreeSet<Integer>> undeclared = new TreeMap<>();
        for (Edge edge : served) {
            for (WorkloadKey workload : servers(edge)) {
                if (declared.declares(workload, edge.protocol(), edge.port())) {
                    declaredClients
                            .computeIfAbsent(new Server(workload, edge.protocol()), key -> new HashSet<>())
                            .add(edge.client());
                }
            }
        }
        for (Edge edge : served) {
            for (WorkloadKey workload : servers(edge)) {
                if (isDynamic(workload, edge)) {
                    undeclared
                            .computeIfAbsent(new Server(workload, edge.protocol()), key -> new TreeSet<>())
                            .add(edge.port());
                }
            }
        }
        undeclared.forEach((server, ports) -> {
            if (ports.size() >= FEWEST_PORTS) {
                PortRange range = widen(ports, declared.declared(server.workload(), server.protocol()), risk);
                ranges.put(server, range);
                issues.add(
                        IssueCode.DYNAMIC_PORTS,
                        server.workload().toString(),
                        ports.size() + " undeclared " + server.protocol() + " ports seen from " + ports.first() + " to "
                                + ports.last() + "; the rule allows " + range
                                + "; decide on the range the server is configured for");
            }
        });
    }

    private static SortedSet<WorkloadKey> servers(Edge edge) {
        boolean fits = edge.server() instanceof End.Workloads
                && edge.client() instanceof End.Workloads
                && edge.protocol().hasPorts();
        return fits ? ((End.Workloads) edge.server()).keys() : new TreeSet<>();
    }

    /** Whether a server opened a port that it does not declare to a client that it also served on one it declares. */
    private boolean isDynamic(WorkloadKey workload, Edge edge) {
        return declared.hasDeclared(workload)
                && !declared.declares(workload, edge.protocol(), edge.port())
                && declaredClients
                        .getOrDefault(new Server(workload, edge.protocol()), Set.of())
                        .contains(edge.client());
    }

    /** The range to allow instead of the edge's port, where this server opened it dynamically. */
    Optional<PortRange> rangeFor(WorkloadKey workload, Edge edge) {
        PortRange range = ranges.get(new Server(workload, edge.protocol()));
        return range == null || !isDynamic(workload, edge) ? Optional.empty() : Optional.of(range);
    }

    static PortRange widen(SortedSet<Integer> seen, SortedSet<Integer> declared, double risk) {
        int low = seen.first();
        int high = seen.last();
        double factor = Math.pow(risk / 2, -1.0 / (seen.size() - 1)) - 1;
        int more = (int) Math.min(65535, Math.ceil((high - low) * factor));
        int floor = low >= FIRST_UNPRIVILEGED ? FIRST_UNPRIVILEGED : 1;
        int from = Math.max(floor, low - more);
        int to = Math.min(65535, high + more);
        for (int port : declared) {
            if (port < low) {
                from = Math.max(from, port + 1);
            } else if (port > high) {
                to = Math.min(to, port - 1);
            }
        }
        return new PortRange(from, to);
    }
}
