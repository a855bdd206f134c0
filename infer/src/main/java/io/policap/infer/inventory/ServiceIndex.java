package io.policap.infer.inventory;

import io.policap.infer.net.Ip;
import io.policap.infer.net.Protocol;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/** The services with their endpoints, by address, by node port and by namespace. */
final class ServiceIndex {
    private final List<ServiceRecord> services;
    private final Map<Ip, List<ServiceRecord>> byAddress = new HashMap<>();
    private final Map<String, List<ServiceRecord>> byNamespace = new TreeMap<>();
    private final Map<String, List<EndpointSliceRecord>> slices = new TreeMap<>();
    private final List<IngressBackend> ingresses;

    ServiceIndex(List<ServiceRecord> services, List<EndpointSliceRecord> slices, List<IngressBackend> ingresses) {
        this.services = List.copyOf(services);
        this.ingresses = SortedCopies.of(ingresses);
        for (ServiceRecord service : services) {
            byNamespace
                    .computeIfAbsent(service.cluster() + "/" + service.namespace(), key -> new ArrayList<>())
                    .add(service);
            for (Ip address : SortedCopies.of(service.clusterAddresses(), service.externalAddresses())) {
                byAddress.computeIfAbsent(address, key -> new ArrayList<>(1)).add(service);
            }
        }
        for (EndpointSliceRecord slice : slices) {
            this.slices
                    .computeIfAbsent(
                            slice.cluster() + "/" + slice.namespace() + "/" + slice.service(),
                            key -> new ArrayList<>(1))
                    .add(slice);
        }
    }

    static boolean isApiServer(EndpointSliceRecord slice) {
        return slice.namespace().equals("default") && slice.service().equals("kubernetes");
    }

    List<ServiceRecord> services() {
        return services;
    }

    boolean hasEndpoints() {
        return !slices.isEmpty();
    }

    List<EndpointSliceRecord> endpoints(ServiceRecord service) {
        return List.copyOf(
                slices.getOrDefault(service.cluster() + "/" + service.namespace() + "/" + service.name(), List.of()));
    }

    List<Ip> apiServerAddresses() {
        TreeSet<Ip> addresses = new TreeSet<>();
        for (List<EndpointSliceRecord> same : slices.values()) {
            same.stream().filter(ServiceIndex::isApiServer).forEach(slice -> addresses.addAll(slice.addresses()));
        }
        return List.copyOf(addresses);
    }

    List<ServiceRecord> at(Ip address) {
        return byAddress.getOrDefault(address, List.of());
    }

    /** The service port at an address; services that share a load balancer's address differ in their ports. */
    Optional<ServiceTarget> at(Ip address, Protocol protocol, int port) {
        return target(at(address), candidate -> candidate.protocol() == protocol && candidate.port() == port);
    }

    Optional<ServiceTarget> nodePort(Protocol protocol, int port) {
        return port == 0
                ? Optional.empty()
                : target(services, candidate -> candidate.protocol() == protocol && candidate.nodePort() == port);
    }

    private static Optional<ServiceTarget> target(List<ServiceRecord> candidates, Predicate<ServicePort> wanted) {
        for (ServiceRecord service : candidates) {
            for (ServicePort port : service.ports()) {
                if (wanted.test(port)) {
                    return Optional.of(new ServiceTarget(service, port));
                }
            }
        }
        return Optional.empty();
    }

    List<ServiceRecord> selecting(PodRecord pod) {
        String key = pod.key().cluster() + "/" + pod.key().namespace();
        return byNamespace.getOrDefault(key, List.of()).stream()
                .filter(service -> selects(service, pod))
                .toList();
    }

    static boolean selects(ServiceRecord service, PodRecord pod) {
        return !service.selector().isEmpty()
                && pod.key().cluster().equals(service.cluster())
                && pod.key().namespace().equals(service.namespace())
                && pod.labels().containsAll(service.selector());
    }

    /** Whether the service can be reached from outside the cluster on that port, by itself or through an Ingress. */
    boolean isExposed(ServiceRecord service, ServicePort port) {
        return port.nodePort() != 0
                || service.isExposed()
                || ingresses.stream().anyMatch(ingress -> ingress.leadsTo(service, port));
    }
}
