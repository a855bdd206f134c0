package io.policap.infer.learn;

import io.policap.infer.intent.Peer;
import io.policap.infer.inventory.Inventory;
import io.policap.infer.inventory.NodeRecord;
import io.policap.infer.inventory.ServiceRecord;
import io.policap.infer.learn.edge.Edge;
import io.policap.infer.learn.edge.End;
import io.policap.infer.net.Ip;
import java.util.List;
import java.util.TreeSet;

/** The addresses of nodes and of the API server, from the inventory and as far as they were seen (R4, R5, R11). */
final class NodeBook {
    /** Ports of the API server where the inventory does not tell. */
    private static final List<Integer> USUAL_API_PORTS = List.of(6443, 443);

    private final TreeSet<Ip> all = new TreeSet<>();
    private final TreeSet<Ip> controlPlane = new TreeSet<>();
    private final TreeSet<Ip> apiServer = new TreeSet<>();
    private final TreeSet<Integer> apiPorts = new TreeSet<>();
    private boolean complete;
    private final Inventory inventory;

    NodeBook(Inventory inventory, List<Edge> edges) {
        this.inventory = inventory;
        this.complete = !inventory.nodes().isEmpty();
        for (NodeRecord node : inventory.nodes()) {
            all.addAll(node.addresses());
            all.addAll(node.cniAddresses());
            if (node.controlPlane()) {
                controlPlane.addAll(node.addresses());
                controlPlane.addAll(node.cniAddresses());
            }
        }
        apiServer.addAll(inventory.apiServerAddresses());
        for (ServiceRecord service : inventory.services()) {
            if (service.namespace().equals("default") && service.name().equals("kubernetes")) {
                service.ports()
                        .forEach(port -> inventory
                                .backends(service, port.protocol(), port.port())
                                .forEach(backend -> apiPorts.add(backend.port())));
            }
        }
        if (apiPorts.isEmpty()) {
            apiPorts.addAll(USUAL_API_PORTS);
        }
        for (Edge edge : edges) {
            seen(edge.client());
            seen(edge.server());
        }
    }

    private void seen(End end) {
        if (!(end instanceof End.Node)) {
            return;
        }
        End.Node node = (End.Node) end;
        // Pods tell of nodes as well, but not of their CNI addresses.
        // NodeLocal DNSCache listens on an address of its own on every node.
        if (all.add(node.address()) && !node.address().equals(Resolvers.NODE_LOCAL)) {
            complete = false;
        }
        if (node.controlPlane()) {
            controlPlane.add(node.address());
        }
        if (inventory.apiServerAddresses().isEmpty() && node.apiServer()) {
            apiServer.add(node.address());
        }
    }

    /** Whether the inventory has nodes, and knows every node address that was seen. */
    boolean isComplete() {
        return complete;
    }

    /** Whether a node was reached as the API server: told so or at its address, and on its port. */
    boolean isApiServer(End.Node node, int port) {
        return (node.apiServer() || apiServer.contains(node.address())) && apiPorts.contains(port);
    }

    Peer nodes() {
        return new Peer.Nodes(false, List.copyOf(all));
    }

    Peer controlPlane() {
        return new Peer.Nodes(true, List.copyOf(controlPlane));
    }

    Peer apiServer() {
        return new Peer.ApiServer(List.copyOf(apiServer));
    }

    Peer anyone() {
        return new Peer.Anyone(inventory.podRanges(), List.copyOf(all));
    }
}
