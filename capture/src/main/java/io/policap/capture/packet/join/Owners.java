package io.policap.capture.packet.join;

import io.policap.infer.inventory.Backend;
import io.policap.infer.inventory.ContainerPort;
import io.policap.infer.inventory.Identity;
import io.policap.infer.inventory.Inventory;
import io.policap.infer.inventory.PodRecord;
import io.policap.infer.inventory.ServicePort;
import io.policap.infer.inventory.ServiceRecord;
import io.policap.infer.inventory.ServiceTarget;
import io.policap.infer.net.Ip;
import io.policap.infer.net.Protocol;
import java.time.Instant;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the inventory says about the ends of legs: who is there, and whether it only stands for somebody else (R4). */
final class Owners {
    /** Who is at an end; in order of how likely it is a connection's real end. */
    enum Owner {
        POD,
        NODE,
        OUTSIDE,
        /** Inside the cluster's ranges, and nobody known. */
        UNKNOWN,
        /** A service's address, a node port or a host port: somebody else answers. */
        SERVICE
    }

    private final Inventory inventory;
    private final Map<Integer, Optional<ServiceTarget>> nodePorts = new HashMap<>();
    private final Set<Integer> hostPorts = new HashSet<>();
    private final Set<Integer> portsOfNodes = new HashSet<>();
    private final Map<ProtocolEnd, Optional<ServiceTarget>> byAddress = new HashMap<>();
    private final Map<ServiceTarget, Set<End>> backends = new IdentityHashMap<>();
    private final EndIndex asked = new EndIndex();
    private final BitSet leading = new BitSet();

    Owners(Inventory inventory) {
        this.inventory = inventory;
        for (PodRecord pod : inventory.pods()) {
            for (ContainerPort port : pod.ports()) {
                if (port.hostPort() != 0) {
                    hostPorts.add(number(port.protocol(), port.hostPort()));
                }
            }
        }
        for (ServiceRecord service : inventory.services()) {
            for (ServicePort port : service.ports()) {
                if (port.nodePort() != 0) {
                    portsOfNodes.add(number(port.protocol(), port.nodePort()));
                }
            }
        }
    }

    /** Whether nothing is known, so that every address looks as if it were outside. */
    boolean isEmpty() {
        return inventory.isEmpty();
    }

    /** Who speaks from there. */
    Owner client(End end, Instant time) {
        Identity identity = inventory.resolve(end.address(), time);
        if (identity instanceof Identity.Pod pod) {
            return pod.pod().hostNetwork() ? Owner.NODE : Owner.POD;
        }
        return identity instanceof Identity.Node
                ? Owner.NODE
                : identity instanceof Identity.Service
                        ? Owner.SERVICE
                        : identity instanceof Identity.External ? Owner.OUTSIDE : Owner.UNKNOWN;
    }

    /** Who answers there. */
    Owner server(End end, Protocol protocol, Instant time) {
        Owner owner = client(end, time);
        return owner == Owner.NODE && leadsOn(end, protocol, time) ? Owner.SERVICE : owner;
    }

    /** Whether connections to there are led somewhere else at any time; answered quickly where it was asked before. */
    boolean mayLeadOn(End end, Protocol protocol) {
        int before = asked.size();
        int number = asked.add(protocol, end);
        if (number == before) {
            leading.set(
                    number,
                    inventory.serviceAt(end.address(), protocol, end.port()).isPresent()
                            || portsOfNodes.contains(number(protocol, end.port()))
                            || hostPorts.contains(number(protocol, end.port())));
        }
        return leading.get(number);
    }

    /** Whether connections to there are led somewhere else. */
    boolean leadsOn(End end, Protocol protocol, Instant time) {
        return target(end, protocol, time).isPresent()
                || hostPort(end, protocol, time).isPresent();
    }

    /** Whether both addresses were of one pod. */
    boolean samePod(Ip one, Ip other, Instant time) {
        if (one.equals(other)) {
            return true;
        }
        return inventory.resolve(one, time) instanceof Identity.Pod left
                && inventory.resolve(other, time) instanceof Identity.Pod right
                && left.pod().equals(right.pod());
    }

    /** Whether there is a service at this address and port, at which nobody ever opens a connection. */
    boolean isServiceAddress(End end, Protocol protocol, Instant time) {
        return inventory.serviceAt(end.address(), protocol, end.port()).isPresent()
                && inventory.resolve(end.address(), time) instanceof Identity.Service;
    }

    /** Whether connections to {@code front} are led to {@code back}, by what the inventory says. */
    boolean leads(End front, End back, Protocol protocol, Instant time) {
        if (front.equals(back)) {
            return false;
        }
        Optional<ServiceTarget> target = target(front, protocol, time);
        if (target.isPresent()) {
            return backends(target.get(), protocol).contains(back)
                    || ends(inventory.backends(
                                    target.get().service(),
                                    protocol,
                                    target.get().port().port(),
                                    time))
                            .contains(back);
        }
        Optional<Backend> host = hostPort(front, protocol, time);
        return host.isPresent()
                && host.get().port() == back.port()
                && host.get().addresses().contains(back.address());
    }

    /** Where connections to {@code front} are led to now. */
    Set<End> backends(End front, Protocol protocol, Instant time) {
        return target(front, protocol, time)
                .map(target -> backends(target, protocol))
                .orElseGet(() -> hostPort(front, protocol, time)
                        .map(b -> ends(List.of(b)))
                        .orElse(Set.of()));
    }

    private Set<End> backends(ServiceTarget target, Protocol protocol) {
        return backends.computeIfAbsent(
                target,
                key -> ends(
                        inventory.backends(key.service(), protocol, key.port().port())));
    }

    private static Set<End> ends(List<Backend> backends) {
        Set<End> ends = new HashSet<>();
        for (Backend backend : backends) {
            backend.addresses().forEach(address -> ends.add(new End(address, backend.port())));
        }
        return ends;
    }

    private Optional<ServiceTarget> target(End end, Protocol protocol, Instant time) {
        Optional<ServiceTarget> atAddress = byAddress.computeIfAbsent(
                new ProtocolEnd(protocol, end), key -> inventory.serviceAt(end.address(), protocol, end.port()));
        if (atAddress.isPresent()) {
            return atAddress;
        }
        if (!portsOfNodes.contains(number(protocol, end.port()))) {
            return Optional.empty();
        }
        Optional<ServiceTarget> byNodePort = nodePorts.computeIfAbsent(
                number(protocol, end.port()), key -> inventory.nodePort(protocol, end.port()));
        return byNodePort.isPresent() && inventory.resolve(end.address(), time) instanceof Identity.Node
                ? byNodePort
                : Optional.empty();
    }

    /** A port of a protocol as one number. */
    private static int number(Protocol protocol, int port) {
        return protocol.ordinal() << 16 | port;
    }

    private Optional<Backend> hostPort(End end, Protocol protocol, Instant time) {
        return hostPorts.contains(number(protocol, end.port()))
                        && inventory.resolve(end.address(), time) instanceof Identity.Node node
                ? inventory.hostPort(node.node(), protocol, end.port())
                : Optional.empty();
    }
}
