package io.policap.infer.learn;

import io.policap.infer.inventory.WorkloadKey;
import io.policap.infer.issue.IssueCode;
import io.policap.infer.issue.Issues;
import io.policap.infer.net.PortRange;
import io.policap.infer.net.Protocol;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

    DynamicPorts(List<Edge> served, DeclaredPorts declared, double risk, Issues issues) {
        Map<Server, TreeSet<Integer>> undeclared = new TreeMap<>();
        Map<Server, List<End>> declaredClients = new TreeMap<>();
        for (Edge edge : served) {
            for (WorkloadKey workload : servers(edge)) {
                if (declared.declares(workload, edge.protocol(), edge.port())) {
                    declaredClients
                            .computeIfAbsent(new Server(workload, edge.protocol()), key -> new ArrayList<>())
                            .add(edge.client());
                }
            }
        }
        for (Edge edge : served) {
            for (WorkloadKey workload : servers(edge)) {
                Server server = new Server(workload, edge.protocol());
                boolean candidate = declared.hasDeclared(workload)
                        && !declared.declares(workload, edge.protocol(), edge.port())
                        && declaredClients.getOrDefault(server, List.of()).contains(edge.client());
                if (candidate) {
                    undeclared.computeIfAbsent(server, key -> new TreeSet<>()).add(edge.port());
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

    /** The range to allow for a port of this server, where it opens ports dynamically. */
    Optional<PortRange> rangeFor(WorkloadKey workload, Protocol protocol, int port) {
        PortRange range = ranges.get(new Server(workload, protocol));
        return range == null || !range.contains(port) ? Optional.empty() : Optional.of(range);
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
