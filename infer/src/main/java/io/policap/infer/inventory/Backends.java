package io.policap.infer.inventory;

import io.policap.infer.net.Ip;
import io.policap.infer.net.Protocol;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;

/** Resolves a service's port to its backends and their target ports (R4). */
final class Backends {
    private final ServiceIndex services;
    private final Function<ServiceRecord, List<PodRecord>> podsNear;
    private final Function<Ip, Optional<PodRecord>> podAt;

    /**
     * @param services the services and their endpoints
     * @param podsNear pods among which those of a service are, sorted
     * @param podAt the pod that owns an address at the time in question
     */
    Backends(
            ServiceIndex services,
            Function<ServiceRecord, List<PodRecord>> podsNear,
            Function<Ip, Optional<PodRecord>> podAt) {
        this.services = services;
        this.podsNear = podsNear;
        this.podAt = podAt;
    }

    List<Backend> of(ServiceRecord service, Protocol protocol, int servicePort, Predicate<PodRecord> alive) {
        TreeSet<Backend> found = new TreeSet<>();
        for (ServicePort port : service.ports()) {
            if (port.protocol() == protocol && port.port() == servicePort) {
                Map<PodRecord, Backend> byPod = new TreeMap<>();
                addSelected(service, port, alive, byPod);
                addEndpoints(service, port, alive, byPod, found);
                found.addAll(byPod.values());
            }
        }
        return List.copyOf(found);
    }

    private void addSelected(
            ServiceRecord service, ServicePort port, Predicate<PodRecord> alive, Map<PodRecord, Backend> byPod) {
        for (PodRecord pod : podsNear.apply(service)) {
            if (ServiceIndex.selects(service, pod) && alive.test(pod)) {
                OptionalInt target = targetPort(port, pod);
                if (target.isPresent()) {
                    byPod.put(pod, new Backend(Optional.of(pod), pod.addresses(), target.getAsInt()));
                }
            }
        }
    }

    private void addEndpoints(
            ServiceRecord service,
            ServicePort port,
            Predicate<PodRecord> alive,
            Map<PodRecord, Backend> byPod,
            TreeSet<Backend> others) {
        for (EndpointSliceRecord slice : services.endpoints(service)) {
            for (ServicePort endpoint : slice.ports()) {
                boolean same = endpoint.protocol() == port.protocol()
                        && (endpoint.name().equals(port.name())
                                || slice.ports().size() == 1 && service.ports().size() == 1);
                if (!same || !isPort(endpoint.port())) {
                    continue;
                }
                for (Ip address : slice.addresses()) {
                    Optional<PodRecord> pod = podAt.apply(address);
                    if (pod.isEmpty()) {
                        others.add(new Backend(Optional.empty(), List.of(address), endpoint.port()));
                    } else if (alive.test(pod.get())) {
                        byPod.putIfAbsent(pod.get(), new Backend(pod, pod.get().addresses(), endpoint.port()));
                    }
                }
            }
        }
        dropKnown(byPod, others);
    }

    // The endpoint address of a hostNetwork pod is its node's: nobody owns it, but the pod is in the list already.
    private static void dropKnown(Map<PodRecord, Backend> byPod, TreeSet<Backend> others) {
        for (Backend known : byPod.values()) {
            others.removeIf(other -> other.pod().isEmpty()
                    && other.port() == known.port()
                    && known.addresses().containsAll(other.addresses()));
        }
    }

    /** The number that a service port's target has on a pod: as written, by the container port's name, or the same. */
    static OptionalInt targetPort(ServicePort port, PodRecord pod) {
        String target = port.targetPort();
        if (target.isEmpty() || target.equals("0")) {
            return isPort(port.port()) ? OptionalInt.of(port.port()) : OptionalInt.empty();
        }
        if (target.length() <= 5 && target.chars().allMatch(c -> c >= '0' && c <= '9')) {
            int number = Integer.parseInt(target);
            return isPort(number) ? OptionalInt.of(number) : OptionalInt.empty();
        }
        for (ContainerPort declared : pod.ports()) {
            if (declared.name().equals(target) && declared.protocol() == port.protocol()) {
                return isPort(declared.port()) ? OptionalInt.of(declared.port()) : OptionalInt.empty();
            }
        }
        return OptionalInt.empty();
    }

    /** The target ports that a service has on a pod, with the service ports that lead there. */
    static List<ServicePort> leadingTo(ServiceRecord service, PodRecord pod, Protocol protocol, int targetPort) {
        List<ServicePort> ports = new ArrayList<>();
        for (ServicePort port : service.ports()) {
            OptionalInt target = targetPort(port, pod);
            if (port.protocol() == protocol && target.isPresent() && target.getAsInt() == targetPort) {
                ports.add(port);
            }
        }
        return ports;
    }

    private static boolean isPort(int port) {
        return port >= 1 && port <= 65535;
    }
}
