package io.policap.infer.learn;

import io.policap.infer.inventory.WorkloadKey;
import io.policap.infer.learn.edge.Edge;
import io.policap.infer.learn.edge.End;
import io.policap.infer.net.Protocol;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Tells the kubelet's probes and the control plane's calls from other traffic of nodes (R5). */
final class NodeCallers {
    private record Port(WorkloadKey server, Protocol protocol, int port) implements Comparable<Port> {
        @Override
        public int compareTo(Port other) {
            int byServer = server.compareTo(other.server);
            int byProtocol = byServer != 0 ? byServer : protocol.compareTo(other.protocol);
            return byProtocol != 0 ? byProtocol : Integer.compare(port, other.port);
        }
    }

    private static final class Clients {
        private boolean others;
        private boolean controlPlane;
        private boolean workers;
    }

    private final DeclaredPorts declared;
    private final Map<Port, Clients> clients = new TreeMap<>();

    NodeCallers(List<Edge> served, DeclaredPorts declared) {
        this.declared = declared;
        for (Edge edge : served) {
            if (edge.server() instanceof End.Workloads) {
                for (WorkloadKey server : ((End.Workloads) edge.server()).keys()) {
                    note(clients.computeIfAbsent(port(server, edge), key -> new Clients()), edge.client());
                }
            }
        }
        for (Edge edge : served) {
            boolean node = edge.client() instanceof End.Node && edge.server() instanceof End.Workloads;
            if (node && !isProbe(edge)) {
                boolean control = ((End.Node) edge.client()).controlPlane();
                for (WorkloadKey server : ((End.Workloads) edge.server()).keys()) {
                    Clients seen = clients.computeIfAbsent(port(server, edge), key -> new Clients());
                    seen.controlPlane |= control;
                    seen.workers |= !control;
                }
            }
        }
    }

    private static Port port(WorkloadKey server, Edge edge) {
        return new Port(server, edge.protocol(), edge.port());
    }

    private static void note(Clients seen, End client) {
        boolean ownNode = client instanceof End.Node && ((End.Node) client).own();
        seen.others |= !ownNode;
    }

    /**
     * Whether the edge is a probe of the kubelet of the pod's own node: its port is a probe port, or, where the pod's
     * spec is not known, a port that nobody else uses.
     */
    boolean isProbe(Edge edge) {
        boolean ownNode = edge.client() instanceof End.Node && ((End.Node) edge.client()).own();
        if (!ownNode || edge.protocol() != Protocol.TCP || !(edge.server() instanceof End.Workloads)) {
            return false;
        }
        for (WorkloadKey server : ((End.Workloads) edge.server()).keys()) {
            boolean probe = declared.isSpecKnown(server)
                    ? declared.isProbePort(server, edge.port())
                    : !clients.getOrDefault(port(server, edge), new Clients()).others;
            if (!probe) {
                return false;
            }
        }
        return true;
    }

    /** Whether of all nodes only those of the control plane called this port, as for an admission webhook. */
    boolean onlyControlPlane(WorkloadKey server, Edge edge) {
        Clients seen = clients.getOrDefault(port(server, edge), new Clients());
        return seen.controlPlane && !seen.workers;
    }
}
