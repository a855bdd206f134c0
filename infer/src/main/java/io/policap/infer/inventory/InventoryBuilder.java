package io.policap.infer.inventory;

import static java.util.Objects.requireNonNull;

import io.policap.infer.net.Cidr;
import io.policap.infer.net.Ip;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Collects what is known of a cluster, in any order and any number of versions, into an {@link Inventory}.
 *
 * <p>Versions of one pod (same UID) are merged: the newest resourceVersion's labels, everything known of its lifetime.
 * Of other objects the newest version counts. Not safe for several threads.
 */
public final class InventoryBuilder {
    private static final int MAX_NAMES_GONE = 10_000;
    /** The text of {@link Instant#MIN}: whoever formats a time loads the formatters of all languages first. */
    private static final String UNKNOWN_START = "-1000000000-01-01T00:00:00Z";

    /** In no order: whoever goes through them sorts what comes of it. */
    private final Map<String, PodHistory> pods = new HashMap<>();

    private final Newest<WorkloadKey, OwnerObject> owners = new Newest<>();
    private final Newest<String, ServiceRecord> services = new Newest<>();
    private final Newest<String, EndpointSliceRecord> slices = new Newest<>();
    private final Newest<String, NamespaceRecord> namespaces = new Newest<>();
    private final Newest<String, NodeRecord> nodes = new Newest<>();
    private final Newest<String, List<IngressBackend>> ingresses = new Newest<>();
    private final Newest<String, RawObject> policies = new Newest<>();
    private final TreeSet<Cidr> podRanges = new TreeSet<>();
    private final TreeSet<Cidr> serviceRanges = new TreeSet<>();
    private final TreeSet<WorkloadKey> ownersGone = new TreeSet<>();
    private long changes;

    /** Adds a pod that is complete as it is, its workload included. */
    public InventoryBuilder addPod(PodRecord pod) {
        return addPod(new PodSighting(pod, Optional.empty(), ""));
    }

    /** Adds one version of a pod. */
    public InventoryBuilder addPod(PodSighting sighting) {
        PodRecord pod = sighting.pod();
        String id = pod.uid().isEmpty()
                ? name(pod.key().cluster(), pod.key().namespace(), pod.key().name()) + "/" + startText(pod)
                : name(pod.key().cluster(), pod.uid());
        PodHistory history = pods.get(id);
        if (history == null) {
            pods.put(id, new PodHistory(sighting));
            changes++;
        } else {
            count(history.add(sighting));
        }
        return this;
    }

    static String startText(PodRecord pod) {
        Instant start = pod.lifetime().from();
        return start.equals(Instant.MIN) ? UNKNOWN_START : start.toString();
    }

    /** Adds a topmost owner. */
    public InventoryBuilder addOwner(OwnerRecord owner) {
        return addOwner(new OwnerObject(owner, "", Optional.empty()), "");
    }

    /** Adds an owner at any height of the chain, as of a resourceVersion (empty where not known). */
    public InventoryBuilder addOwner(OwnerObject owner, String version) {
        ownersGone.remove(owner.record().key());
        count(owners.add(owner.record().key(), owner, version));
        return this;
    }

    public InventoryBuilder addService(ServiceRecord service) {
        return addService(service, "");
    }

    public InventoryBuilder addService(ServiceRecord service, String version) {
        count(services.add(name(service.cluster(), service.namespace(), service.name()), service, version));
        return this;
    }

    public InventoryBuilder addEndpoints(String name, EndpointSliceRecord slice) {
        return addEndpoints(name, slice, "");
    }

    /** Adds an EndpointSlice, or a subset of an Endpoints object, under a name that is its own. */
    public InventoryBuilder addEndpoints(String name, EndpointSliceRecord slice, String version) {
        count(slices.add(name(slice.cluster(), slice.namespace(), name), slice, version));
        return this;
    }

    public InventoryBuilder addNamespace(NamespaceRecord namespace) {
        return addNamespace(namespace, "");
    }

    public InventoryBuilder addNamespace(NamespaceRecord namespace, String version) {
        count(namespaces.add(name(namespace.cluster(), namespace.name()), namespace, version));
        return this;
    }

    public InventoryBuilder addNode(NodeRecord node) {
        return addNode(node, "");
    }

    /** Adds a node, or what another object tells of it; addresses and ranges of all versions count. */
    public InventoryBuilder addNode(NodeRecord node, String version) {
        String key = name(node.cluster(), node.name());
        // Every pod tells its node's address once more, without a version.
        if (!version.isEmpty() || !isCovered(key, node)) {
            count(nodes.add(key, node, version, InventoryBuilder::joined));
        }
        return this;
    }

    private boolean isCovered(String key, NodeRecord node) {
        List<NodeRecord> known = nodes.get(key);
        return !known.isEmpty() && known.get(0).covers(node);
    }

    /** Adds the service ports that an Ingress leads to. */
    public InventoryBuilder addIngress(String cluster, String namespace, String name, List<IngressBackend> backends) {
        return addIngress(cluster, namespace, name, backends, "");
    }

    public InventoryBuilder addIngress(
            String cluster, String namespace, String name, List<IngressBackend> backends, String version) {
        count(ingresses.add(name(cluster, namespace, name), List.copyOf(backends), version));
        return this;
    }

    /**
     * Adds an existing policy; one with an empty tree is gone as of its version.
     *
     * @param identity what makes it one object: kind, namespace and name
     */
    public InventoryBuilder addPolicy(String identity, RawObject policy, String version) {
        count(policies.add(identity, policy, version));
        return this;
    }

    /** Adds a range that pods get their addresses from. */
    public InventoryBuilder addPodRange(Cidr range) {
        count(podRanges.add(requireNonNull(range, "range")));
        return this;
    }

    /** Adds a range that services get their virtual addresses from. */
    public InventoryBuilder addServiceRange(Cidr range) {
        count(serviceRanges.add(requireNonNull(range, "range")));
        return this;
    }

    /**
     * A pod is gone, at the latest by then.
     *
     * @param uid its UID; a pod of that name with another UID is not touched
     */
    public InventoryBuilder endPod(String cluster, String uid, Instant by) {
        PodHistory history = pods.get(name(cluster, uid));
        if (history != null) {
            count(history.end(requireNonNull(by, "by")));
        }
        return this;
    }

    /** A service is gone as of that version. */
    public InventoryBuilder removeService(String cluster, String namespace, String name, String version) {
        return count(services.remove(name(cluster, namespace, name), version));
    }

    /** Endpoints are gone as of that version, under the name that they were added with. */
    public InventoryBuilder removeEndpoints(String cluster, String namespace, String name, String version) {
        return count(slices.remove(name(cluster, namespace, name), version));
    }

    public InventoryBuilder removeNamespace(String cluster, String name, String version) {
        return count(namespaces.remove(name(cluster, name), version));
    }

    /** A node is gone as of that version; the ranges that its pods had their addresses from stay known. */
    public InventoryBuilder removeNode(String cluster, String name, String version) {
        String key = name(cluster, name);
        nodes.get(key).forEach(node -> podRanges.addAll(node.podCidrs()));
        return count(nodes.remove(key, version));
    }

    public InventoryBuilder removeIngress(String cluster, String namespace, String name, String version) {
        return count(ingresses.remove(name(cluster, namespace, name), version));
    }

    /** A policy is gone as of that version, under the identity that it was added with. */
    public InventoryBuilder removePolicy(String identity, String version) {
        return count(policies.remove(identity, version));
    }

    /** An owner is gone; it stays known as long as a pod of its own is. */
    public InventoryBuilder removeOwner(WorkloadKey owner) {
        ownersGone.add(requireNonNull(owner, "owner"));
        return this;
    }

    /**
     * Forgets the pods that went first, and owners that are gone together with their pods. The last pod of a workload is
     * forgotten after all others.
     *
     * @param kept how many pods that are gone stay known
     * @return how many were forgotten
     */
    public int forgetEnded(int kept) {
        for (Newest<?, ?> named : List.of(services, slices, namespaces, nodes, ingresses, policies)) {
            named.forgetGone(MAX_NAMES_GONE);
        }
        Ownership ownership = new Ownership(owners.values());
        List<String> surplus = EndedPods.surplus(pods, kept, ownership);
        surplus.forEach(pods::remove);
        if (!ownersGone.isEmpty()) {
            Set<WorkloadKey> needed = new TreeSet<>();
            pods.values().forEach(pod -> needed.addAll(ownership.chainOf(pod.owned())));
            for (WorkloadKey owner : List.copyOf(ownersGone)) {
                if (!needed.contains(owner)) {
                    count(owners.drop(owner));
                    ownersGone.remove(owner);
                }
            }
        }
        changes += surplus.isEmpty() ? 0 : 1;
        return surplus.size();
    }

    /** Pods that are known to be gone. */
    public int endedPods() {
        int ended = 0;
        for (PodHistory pod : pods.values()) {
            ended += pod.isDeleted() ? 1 : 0;
        }
        return ended;
    }

    /** Grows with everything added that an inventory would show. */
    public long changes() {
        return changes;
    }

    private InventoryBuilder count(boolean changed) {
        changes += changed ? 1 : 0;
        return this;
    }

    /** The inventory of everything added so far. */
    public Inventory build() {
        Ownership ownership = new Ownership(owners.values());
        List<NodeRecord> allNodes = withControlPlane(nodes.values());
        TreeSet<Cidr> ranges = new TreeSet<>(podRanges);
        for (NodeRecord node : allNodes) {
            ranges.addAll(node.podCidrs());
        }
        List<PodRecord> folded = new ArrayList<>(pods.size());
        for (PodHistory history : pods.values()) {
            folded.add(history.fold(ownership));
        }
        return new Inventory(
                new PodIndex(PodSuccession.of(PodSuccession.onNodes(folded, allNodes))),
                new OwnerIndex(owners.values(), ownership),
                new ServiceIndex(services.values(), slices.values(), flat(ingresses.values())),
                namespaces.values(),
                allNodes,
                existing(policies.values()),
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
            result.add(
                    node.controlPlane() || Collections.disjoint(node.addresses(), servers) ? node : controlling(node));
        }
        return result;
    }

    private static NodeRecord controlling(NodeRecord node) {
        return new NodeRecord(
                node.cluster(),
                node.name(),
                node.labels(),
                node.addresses(),
                node.cniAddresses(),
                node.podCidrs(),
                true);
    }

    private static List<RawObject> existing(List<RawObject> policies) {
        List<RawObject> existing = new ArrayList<>();
        for (RawObject policy : policies) {
            if (!policy.tree().isEmpty()) {
                existing.add(policy);
            }
        }
        return existing;
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
        for (List<T> list : lists) {
            all.addAll(list);
        }
        return all;
    }

    private static String name(String cluster, String name) {
        return cluster + "/" + name;
    }

    private static String name(String cluster, String namespace, String name) {
        return cluster + "/" + namespace + "/" + name;
    }
}
