package io.policap.infer.learn;

import io.policap.infer.inventory.ContainerPort;
import io.policap.infer.inventory.Inventory;
import io.policap.infer.inventory.PodRecord;
import io.policap.infer.inventory.WorkloadKey;
import io.policap.infer.learn.edge.End;
import io.policap.infer.net.Protocol;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** The ports that workloads declare, by their containers and by the services that lead to them. */
final class DeclaredPorts {
    private record Declared(Protocol protocol, int port) implements Comparable<Declared> {
        @Override
        public int compareTo(Declared other) {
            int byProtocol = protocol.compareTo(other.protocol);
            return byProtocol != 0 ? byProtocol : Integer.compare(port, other.port);
        }
    }

    private final SortedMap<WorkloadKey, SortedSet<Declared>> ports = new TreeMap<>();
    private final SortedMap<WorkloadKey, SortedSet<Integer>> probes = new TreeMap<>();
    private final SortedSet<WorkloadKey> specKnown = new TreeSet<>();

    DeclaredPorts(Inventory inventory) {
        for (PodRecord pod : inventory.pods()) {
            SortedSet<Declared> own = ports.computeIfAbsent(pod.workload(), key -> new TreeSet<>());
            for (ContainerPort port : pod.ports()) {
                own.add(new Declared(port.protocol(), port.port()));
            }
            if (pod.specKnown()) {
                specKnown.add(pod.workload());
            }
            probes.computeIfAbsent(pod.workload(), key -> new TreeSet<>()).addAll(pod.probePorts());
        }
        inventory
                .services()
                .forEach(service -> service.ports()
                        .forEach(port -> inventory
                                .backends(service, port.protocol(), port.port())
                                .forEach(backend -> backend.pod()
                                        .ifPresent(pod -> ports.computeIfAbsent(pod.workload(), key -> new TreeSet<>())
                                                .add(new Declared(port.protocol(), backend.port()))))));
    }

    boolean declares(End server, Protocol protocol, int port) {
        return server instanceof End.Workloads
                && ((End.Workloads) server).keys().stream().anyMatch(key -> declares(key, protocol, port));
    }

    boolean declares(WorkloadKey workload, Protocol protocol, int port) {
        return ports.getOrDefault(workload, new TreeSet<>()).contains(new Declared(protocol, port));
    }

    /** Whether the workload's ports are known, and this is none of them. */
    boolean isKnownUndeclared(End server, Protocol protocol, int port) {
        if (!(server instanceof End.Workloads)) {
            return false;
        }
        for (WorkloadKey key : ((End.Workloads) server).keys()) {
            if (!hasDeclared(key) || declares(key, protocol, port)) {
                return false;
            }
        }
        return true;
    }

    /** Whether anything at all is declared for the workload. */
    boolean hasDeclared(WorkloadKey workload) {
        return !ports.getOrDefault(workload, new TreeSet<>()).isEmpty();
    }

    /** Whether the pods' specs were seen, so that a port that is no probe port is known not to be one. */
    boolean isSpecKnown(WorkloadKey workload) {
        return specKnown.contains(workload);
    }

    boolean isProbePort(WorkloadKey workload, int port) {
        return probes.getOrDefault(workload, new TreeSet<>()).contains(port);
    }

    /** The declared ports of a protocol, ascending. */
    SortedSet<Integer> declared(WorkloadKey workload, Protocol protocol) {
        SortedSet<Integer> numbers = new TreeSet<>();
        for (Declared port : ports.getOrDefault(workload, new TreeSet<>())) {
            if (port.protocol() == protocol) {
                numbers.add(port.port());
            }
        }
        return numbers;
    }
}
