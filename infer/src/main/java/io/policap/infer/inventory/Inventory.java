package io.policap.infer.inventory;

import static java.util.Objects.requireNonNull;

import io.policap.infer.net.Cidr;
import io.policap.infer.net.Ip;
import io.policap.infer.net.Protocol;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * What is known of a cluster's objects over time: who owned which address when, what stands behind a service.
 *
 * <p>Immutable; every list is sorted and depends only on the set of objects it was built from. Built by
 * {@link InventoryBuilder}.
 */
public final class Inventory {
    private final PodIndex pods;
    private final OwnerIndex owners;
    private final ServiceIndex services;
    private final Map<String, NamespaceRecord> namespaces = new TreeMap<>();
    private final List<NamespaceRecord> namespaceList;
    private final List<NodeRecord> nodes;
    private final Map<Ip, NodeRecord> nodeByAddress = new HashMap<>();
    private final List<RawObject> policies;
    private final List<Cidr> podRanges;
    private final List<Cidr> serviceRanges;
    private final List<Cidr> spans;
    private final Map<String, List<PodRecord>> podsByNamespace = new TreeMap<>();
    private final Resolvers resolvers;

    Inventory(
            PodIndex pods,
            OwnerIndex owners,
            ServiceIndex services,
            List<NamespaceRecord> namespaces,
            List<NodeRecord> nodes,
            List<RawObject> policies,
            List<Cidr> podRanges,
            List<Cidr> serviceRanges) {
        this.pods = pods;
        this.owners = owners;
        this.services = services;
        this.namespaceList = List.copyOf(namespaces);
        this.nodes = List.copyOf(nodes);
        this.policies = List.copyOf(policies);
        this.podRanges = List.copyOf(podRanges);
        this.serviceRanges = List.copyOf(serviceRanges);
        this.spans = ServiceSpans.of(services.services());
        for (NamespaceRecord namespace : namespaces) {
            this.namespaces.put(namespace.cluster() + "/" + namespace.name(), namespace);
        }
        for (NodeRecord node : nodes) {
            for (Ip address : node.cniAddresses()) {
                nodeByAddress.putIfAbsent(address, node);
            }
        }
        for (NodeRecord node : nodes) {
            for (Ip address : node.addresses()) {
                nodeByAddress.put(address, node);
            }
        }
        for (PodRecord pod : pods.pods()) {
            podsByNamespace
                    .computeIfAbsent(pod.key().cluster() + "/" + pod.key().namespace(), key -> new ArrayList<>())
                    .add(pod);
        }
        this.resolvers = new Resolvers(pods.pods(), services);
    }

    /** An inventory that knows nothing. */
    public static Inventory empty() {
        return new InventoryBuilder().build();
    }

    /**
     * Who an address belonged to at a time (R4).
     *
     * <p>A pod comes before a node's CNI address, and a node before a service: a load balancer may use a node's address
     * (see {@link #serviceAt(Ip, Protocol, int)}).
     *
     * @param time when, {@link Instant#MIN} where that is not known: then only an address that never had a second owner
     *     is resolved to a pod
     */
    public Identity resolve(Ip address, Instant time) {
        requireNonNull(time, "time");
        Optional<PodRecord> pod = pods.owner(requireNonNull(address, "address"), time);
        if (pod.isPresent()) {
            return new Identity.Pod(pod.get());
        }
        NodeRecord node = nodeByAddress.get(address);
        if (node != null) {
            return new Identity.Node(node);
        }
        List<ServiceRecord> served = services.at(address);
        if (!served.isEmpty()) {
            return new Identity.Service(served.get(0));
        }
        List<PodRecord> candidates = pods.everyoneAt(address);
        boolean inside = !candidates.isEmpty() || isInClusterRange(address);
        return inside ? new Identity.Unknown(candidates) : new Identity.External();
    }

    /** The time around a point in it, within which {@link #resolve} gives the same for an address. */
    public Lifetime same(Ip address, Instant time) {
        return pods.same(address, time);
    }

    /**
     * Whether an address lies in a known range of pods or services; without a range of services given, between the
     * virtual addresses that were.
     */
    public boolean isInClusterRange(Ip address) {
        return contains(podRanges, address)
                || contains(serviceRanges, address)
                || (serviceRanges.isEmpty() && contains(spans, address));
    }

    private static boolean contains(List<Cidr> ranges, Ip address) {
        for (Cidr range : ranges) {
            if (range.contains(address)) {
                return true;
            }
        }
        return false;
    }

    /**
     * The pod of that name at that time; pods of a StatefulSet share their names over time.
     *
     * <p>Outside every lifetime it is the last that had started by then, else the first; with an unknown time
     * ({@link Instant#MIN}) the newest, if all of that name are of one workload.
     */
    public Optional<PodRecord> pod(PodKey key, Instant time) {
        return pods.named(key, time);
    }

    /** All pods over time, those that are gone included, sorted. */
    public List<PodRecord> pods() {
        return pods.pods();
    }

    /** The pods of a workload over time, sorted. */
    public List<PodRecord> podsOf(WorkloadKey workload) {
        return pods.podsOf(workload);
    }

    /** A topmost owner whose object, or whose ReplicaSet, was given. */
    public Optional<OwnerRecord> owner(WorkloadKey key) {
        return owners.owner(key);
    }

    /** Every workload that has pods or an owner object, sorted. */
    public List<WorkloadKey> workloads() {
        TreeSet<WorkloadKey> all = new TreeSet<>(owners.keys());
        pods.workloads().forEach(all::add);
        return List.copyOf(all);
    }

    public Optional<NamespaceRecord> namespace(String cluster, String name) {
        return Optional.ofNullable(namespaces.get(cluster + "/" + name));
    }

    public List<NamespaceRecord> namespaces() {
        return namespaceList;
    }

    public List<NodeRecord> nodes() {
        return nodes;
    }

    /** The node of that name; where several clusters have one, the first. */
    public Optional<NodeRecord> node(String name) {
        return nodes.stream().filter(node -> node.name().equals(name)).findFirst();
    }

    public List<ServiceRecord> services() {
        return services.services();
    }

    /** The service that has this cluster, load-balancer or external address; the first where several share it. */
    public Optional<ServiceRecord> serviceAt(Ip address) {
        return services.at(address).stream().findFirst();
    }

    /** The service port at this address; tells services apart that share an address. */
    public Optional<ServiceTarget> serviceAt(Ip address, Protocol protocol, int port) {
        return services.at(address, protocol, port);
    }

    /** The service port that a port of every node leads to. */
    public Optional<ServiceTarget> nodePort(Protocol protocol, int port) {
        return services.nodePort(protocol, port);
    }

    /** The pod that a hostPort of this node leads to. */
    public Optional<Backend> hostPort(NodeRecord node, Protocol protocol, int port) {
        for (PodRecord pod : pods.pods()) {
            if (pod.isRunning() && pod.node().equals(node.name()) && !pod.hostNetwork()) {
                for (ContainerPort declared : pod.ports()) {
                    if (declared.hostPort() == port && port != 0 && declared.protocol() == protocol) {
                        return Optional.of(new Backend(Optional.of(pod), pod.addresses(), declared.port()));
                    }
                }
            }
        }
        return Optional.empty();
    }

    /**
     * The backends of a service's port that run now, with their target port; where none does, those that are gone.
     *
     * @param servicePort the service's own port, not the target
     */
    public List<Backend> backends(ServiceRecord service, Protocol protocol, int servicePort) {
        List<Backend> running = backendsOf(service, protocol, servicePort, Instant.MAX);
        return running.isEmpty() ? backendsOf(service, protocol, servicePort, Instant.MIN) : running;
    }

    /** The backends of a service's port at a time, with their target port; {@link Instant#MIN} and {@link Instant#MAX} mean now. */
    public List<Backend> backends(ServiceRecord service, Protocol protocol, int servicePort, Instant time) {
        return time.equals(Instant.MIN)
                ? backends(service, protocol, servicePort)
                : backendsOf(service, protocol, servicePort, time);
    }

    private List<Backend> backendsOf(ServiceRecord service, Protocol protocol, int servicePort, Instant time) {
        return new Backends(services, this::podsNear, address -> ownerAt(address, time))
                .of(service, protocol, servicePort, new Alive(time));
    }

    /** Whether a pod was there at a time; {@link Instant#MAX} means now, and {@link Instant#MIN} ever. */
    private record Alive(Instant time) implements Predicate<PodRecord> {
        @Override
        public boolean test(PodRecord pod) {
            return time.equals(Instant.MAX)
                    ? pod.isRunning()
                    : time.equals(Instant.MIN) || pod.lifetime().contains(time);
        }
    }

    private Optional<PodRecord> ownerAt(Ip address, Instant time) {
        if (!time.equals(Instant.MAX)) {
            return pods.owner(address, time);
        }
        List<PodRecord> running =
                pods.everyoneAt(address).stream().filter(PodRecord::isRunning).toList();
        return running.isEmpty() ? Optional.empty() : Optional.of(running.get(running.size() - 1));
    }

    private List<PodRecord> podsNear(ServiceRecord service) {
        return podsByNamespace.getOrDefault(service.cluster() + "/" + service.namespace(), List.of());
    }

    /** The services whose selector matches the pod's newest labels, sorted. */
    public List<ServiceRecord> servicesSelecting(PodRecord pod) {
        return services.selecting(pod);
    }

    /**
     * Whether a pod's port can be reached from outside the cluster: by NodePort, load balancer, external address,
     * hostPort, or as the backend of an Ingress (R9).
     *
     * @param targetPort the pod's own port
     */
    public boolean isExposed(PodRecord pod, Protocol protocol, int targetPort) {
        for (ContainerPort declared : pod.ports()) {
            if (declared.hostPort() != 0 && declared.port() == targetPort && declared.protocol() == protocol) {
                return true;
            }
        }
        for (ServiceRecord service : services.selecting(pod)) {
            for (ServicePort port : Backends.leadingTo(service, pod, protocol, targetPort)) {
                if (services.isExposed(service, port)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Whether a port of any pod of the workload is exposed. */
    public boolean isExposed(WorkloadKey workload, Protocol protocol, int targetPort) {
        return podsOf(workload).stream().anyMatch(pod -> isExposed(pod, protocol, targetPort));
    }

    /** The addresses of the API servers: the endpoints of {@code default/kubernetes}, sorted. */
    public List<Ip> apiServerAddresses() {
        return services.apiServerAddresses();
    }

    /** The ranges that pods get their addresses from, as far as they are known, sorted. */
    public List<Cidr> podRanges() {
        return podRanges;
    }

    /** The ranges of virtual service addresses, only where an object names them, sorted. */
    public List<Cidr> serviceRanges() {
        return serviceRanges;
    }

    /** What the virtual addresses of services prove of the ranges that they come from, sorted. */
    public List<Cidr> serviceSpans() {
        return spans;
    }

    /** The policies that the cluster holds already, with the CIDR groups that they refer to. */
    public List<RawObject> policies() {
        return policies;
    }

    /** The pods of the cluster's resolver, gone ones included, sorted (R10). */
    public List<PodRecord> dnsPods() {
        return resolvers.pods();
    }

    /** The services of the cluster's resolver, sorted; their virtual addresses are what pods ask. */
    public List<ServiceRecord> dnsServices() {
        return resolvers.services();
    }

    /** The addresses that pods ask for names: of the resolver's services, and 169.254.20.10 with NodeLocal DNS. */
    public List<Ip> dnsAddresses() {
        return resolvers.addresses();
    }

    /** Whether NodeLocal DNS runs, which answers pods from their own node. */
    public boolean hasNodeLocalDns() {
        return resolvers.hasNodeLocal();
    }

    /** Whether nothing was added that attributes an address. */
    public boolean isEmpty() {
        return pods.pods().isEmpty()
                && services.services().isEmpty()
                && nodes.isEmpty()
                && owners.keys().isEmpty()
                && namespaceList.isEmpty()
                && !services.hasEndpoints();
    }
}
