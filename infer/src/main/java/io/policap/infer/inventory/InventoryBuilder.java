package io.policap.infer.inventory;

import static java.util.Objects.requireNonNull;

import io.policap.infer.net.Cidr;
import io.policap.infer.net.Ip;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Collects what is known of a cluster, in any order and any number of versions, into an {@link Inventory}.
 *
 * <p>Versions of one pod (same UID) are merged: the newest resourceVersion's labels, everything known of its lifetime.
 * Of other objects the newest version counts. Not safe for several threads.
 */
public final class InventoryBuilder {
    private final Map<String, PodHistory> pods = new TreeMap<>();
    private final Newest<WorkloadKey, OwnerObject> owners = new Newest<>();
    private final Newest<String, ServiceRecord> services = new Newest<>();
    private final Newest<String, EndpointSliceRecord> slices = new Newest<>();
    private final Newest<String, NamespaceRecord> namespaces = new Newest<>();
    private final Newest<String, NodeRecord> nodes = new Newest<>();
    private final Newest<String, List<IngressBackend>> ingresses = new Newest<>();
    private final Newest<String, RawObject> policies = new Newest<>();
    private final TreeSet<Cidr> podRanges = new TreeSet<>();
    private final TreeSet<Cidr> serviceRanges = new TreeSet<>();

    /** Adds a pod that is complete as it is, its workload included. */
    public InventoryBuilder addPod(PodRecord pod) {
        return addPod(new PodSighting(pod, Optional.empty(), ""));
    }

    /** Adds one version of a pod. */
    public InventoryBuilder addPod(PodSighting sighting) {
        PodRecord pod = sighting.pod();
        String id = pod.uid().isEmpty()
                ? name(
                        pod.key().cluster(),
                        pod.key().namespace(),
                        pod.key().name(),
                        pod.lifetime().from().toString())
                : name(pod.key().cluster(), pod.uid());
        PodHistory history = pods.get(id);
        if (history == null) {
            pods.put(id, new PodHistory(sighting));
        } else {
            history.add(sighting);
        }
        return this;
    }

    /** Adds a topmost owner. */
    public InventoryBuilder addOwner(OwnerRecord owner) {
        return addOwner(new OwnerObject(owner, "", Optional.empty()), "");
    }

    /** Adds an owner at any height of the chain, as of a resourceVersion (empty where not known). */
    public InventoryBuilder addOwner(OwnerObject owner, String version) {
        owners.add(owner.record().key(), owner, version);
        return this;
    }

    public InventoryBuilder addService(ServiceRecord service) {
        return addService(service, "");
    }

    public InventoryBuilder addService(ServiceRecord service, String version) {
        services.add(name(service.cluster(), service.namespace(), service.name()), service, version);
        return this;
    }

    public InventoryBuilder addEndpoints(String name, EndpointSliceRecord slice) {
        return addEndpoints(name, slice, "");
    }

    /** Adds an EndpointSlice, or a subset of an Endpoints object, under a name that is its own. */
    public InventoryBuilder addEndpoints(String name, EndpointSliceRecord slice, String version) {
        slices.add(name(slice.cluster(), slice.namespace(), name), slice, version);
        return this;
    }

    public InventoryBuilder addNamespace(NamespaceRecord namespace) {
        return addNamespace(namespace, "");
    }

    public InventoryBuilder addNamespace(NamespaceRecord namespace, String version) {
        namespaces.add(name(namespace.cluster(), namespace.name()), namespace, version);
        return this;
    }

    public InventoryBuilder addNode(NodeRecord node) {
        return addNode(node, "");
    }

    /** Adds a node, or what another object tells of it; addresses and ranges of all versions count. */
    public InventoryBuilder addNode(NodeRecord node, String version) {
        nodes.add(name(node.cluster(), node.name()), node, version, InventoryBuilder::joined);
        return this;
    }

    /** Adds the service ports that an Ingress leads to. */
    public InventoryBuilder addIngress(String cluster, String namespace, String name, List<IngressBackend> backends) {
        return addIngress(cluster, namespace, name, backends, "");
    }

    public InventoryBuilder addIngress(
            String cluster, String namespace, String name, List<IngressBackend> backends, String version) {
        ingresses.add(name(cluster, namespace, name), List.copyOf(backends), version);
        return this;
    }

    /**
     * Adds an existing policy; one with an empty tree is gone as of its version.
     *
     * @param identity what makes it one object: kind, namespace and name
     */
    public InventoryBuilder addPolicy(String identity, RawObject policy, String version) {
        policies.add(identity, policy, version);
        return this;
    }

    /** Adds a range that pods get their addresses from. */
    public InventoryBuilder addPodRange(Cidr range) {
        podRanges.add(requireNonNull(range, "range"));
        return this;
    }

    /** Adds a range that services get their virtual addresses from. */
    public InventoryBuilder addServiceRange(Cidr range) {
        serviceRanges.add(requireNonNull(range, "range"));
        return this;
    }

    /** The inventory of everything added so far. */
    public Inventory build() {
        Ownership ownership = new Ownership(owners.values());
        List<NodeRecord> allNodes = withControlPlane(nodes.values());
        TreeSet<Cidr> ranges = new TreeSet<>(podRanges);
        allNodes.forEach(node -> ranges.addAll(node.podCidrs()));
        List<PodRecord> folded =
                pods.values().stream().map(history -> history.fold(ownership)).toList();
        return new Inventory(
                new PodIndex(PodSuccession.of(PodSuccession.onNodes(folded, allNodes))),
                new OwnerIndex(owners.values(), ownership),
                new ServiceIndex(services.values(), slices.values(), flat(ingresses.values())),
                namespaces.values(),
                allNodes,
                policies.values().stream()
                        .filter(policy -> !policy.tree().isEmpty())
                        .toList(),
                List.copyOf(ranges),
                List.copyOf(serviceRanges));
    }

    private List<NodeRecord> withControlPlane(List<NodeRecord> given) {
        TreeSet<Ip> servers = new TreeSet<>();
        for (EndpointSliceRecord slice : slices.values()) {
            if (ServiceIndex.isApiServer(slice)) {
                servers.addAll(slice.addresses());
            }
        }
        List<NodeRecord> result = new ArrayList<>();
        for (NodeRecord node : given) {
            boolean controlPlane =
                    node.controlPlane() || node.addresses().stream().anyMatch(servers::contains);
            result.add(new NodeRecord(
                    node.cluster(),
                    node.name(),
                    node.labels(),
                    node.addresses(),
                    node.cniAddresses(),
                    node.podCidrs(),
                    controlPlane));
        }
        return result;
    }

    private static NodeRecord joined(NodeRecord newer, NodeRecord older) {
        return new NodeRecord(
                newer.cluster(),
                newer.name(),
                newer.labels().isEmpty() ? older.labels() : newer.labels(),
                both(newer.addresses(), older.addresses()),
                both(newer.cniAddresses(), older.cniAddresses()),
                both(newer.podCidrs(), older.podCidrs()),
                newer.controlPlane() || older.controlPlane());
    }

    private static <T> List<T> both(List<T> left, List<T> right) {
        List<T> all = new ArrayList<>(left);
        all.addAll(right);
        return all;
    }

    private static <T> List<T> flat(Collection<List<T>> lists) {
        List<T> all = new ArrayList<>();
        lists.forEach(all::addAll);
        return all;
    }

    private static String name(String... parts) {
        return String.join("/", parts);
    }
}
