package io.policap.infer.connection;

import static java.util.Objects.requireNonNull;

import io.policap.infer.flow.Flow;
import io.policap.infer.flow.FlowEndpoint;
import io.policap.infer.flow.NameLookup;
import io.policap.infer.flow.SocketEvent;
import io.policap.infer.inventory.Identity;
import io.policap.infer.inventory.Inventory;
import io.policap.infer.inventory.PodKey;
import io.policap.infer.inventory.PodRecord;
import io.policap.infer.inventory.WorkloadKey;
import io.policap.infer.label.Labels;
import io.policap.infer.label.VolatileLabels;
import io.policap.infer.net.Ip;
import java.time.Instant;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;

/**
 * Says who an end is, from what the source told and who owned the address at that time (R4, R5).
 *
 * <p>Remembers the pods of the inventory that it met, so not safe for several threads.
 */
final class PartyResolver {
    private final Inventory inventory;
    private final String cluster;
    // Bounded by the inventory, whose records are each one object.
    private final Map<PodRecord, Resolved> pods = new IdentityHashMap<>();
    private final Map<Party, Party> same = new HashMap<>();
    private final PodEnds ends;

    /** What a pod of the inventory is to every connection of it. */
    private record Resolved(Party party, PodSighting sighting) {}

    PartyResolver(Inventory inventory, String cluster) {
        this.inventory = requireNonNull(inventory, "inventory");
        this.cluster = requireNonNull(cluster, "cluster");
        this.ends = new PodEnds(cluster);
    }

    /** The party at one end of a flow; what it says of the pod there is added to {@code sightings}. */
    Party resolve(Flow flow, Ip address, FlowEndpoint end, FlowEndpoint other, List<PodSighting> sightings) {
        if (end.isPod()) {
            return pod(flow.time(), flow.node(), end, sightings);
        }
        if (end.reserved().contains("host")) {
            return new Party.Node(
                    address, other.local() || !other.isPod(), end.reserved().contains("kube-apiserver"));
        }
        if (end.reserved().contains("remote-node") || end.reserved().contains("kube-apiserver")) {
            return new Party.Node(address, false, end.reserved().contains("kube-apiserver"));
        }
        if (end.reserved().contains("ingress")) {
            return new Party.IngressProxy();
        }
        return byAddress(flow, address, end, other, sightings);
    }

    /** The party behind a translated socket call; what it says of the pod there is added to {@code sightings}. */
    Party resolve(SocketEvent event, List<PodSighting> sightings) {
        FlowEndpoint end = event.end();
        if (end.isPod()) {
            return pod(event.time(), event.node(), end, sightings);
        }
        SortedSet<String> reserved = end.reserved();
        boolean apiServer = reserved.contains("kube-apiserver");
        if (reserved.contains("host") || reserved.contains("remote-node") || apiServer) {
            return new Party.Node(event.address(), false, apiServer);
        }
        Identity identity = inventory.resolve(event.address(), event.time());
        return party(identity, event.address(), false, reserved.contains("world"), sightings);
    }

    /** The party that asked DNS; what the lookup says of the pod there is added to {@code sightings}. */
    Party resolve(NameLookup lookup, List<PodSighting> sightings) {
        if (lookup.endpoint().isPod()) {
            return pod(lookup.time(), "", lookup.endpoint(), sightings);
        }
        return resolve(lookup.client(), lookup.client(), lookup.time(), sightings);
    }

    private Party pod(Instant time, String node, FlowEndpoint end, List<PodSighting> sightings) {
        PodEnds.PodEnd pod = ends.of(end);
        Party party = pod.party();
        if (party == null) {
            Optional<PodRecord> known = inventory.pod(pod.key(), time);
            return known.isPresent() ? sighted(known.get(), sightings) : new Party.NamedPod(pod.key());
        }
        if (!end.pod().isEmpty()) {
            sightings.add(pod.sighting(node));
        }
        return party;
    }

    private Party byAddress(Flow flow, Ip address, FlowEndpoint end, FlowEndpoint other, List<PodSighting> sightings) {
        Identity identity = inventory.resolve(address, flow.time());
        boolean own = identity instanceof Identity.Node
                && isNode(
                        identity,
                        nodeOf(flow, other, address.equals(flow.source()) ? flow.destination() : flow.source()));
        return party(identity, address, own, end.reserved().contains("world"), sightings);
    }

    /**
     * The party that had an address at a time, where nothing but addresses is known.
     *
     * @param other the address of the other end, which says whether a node is that end's own
     */
    Party resolve(Ip address, Ip other, Instant time, List<PodSighting> sightings) {
        Identity identity = inventory.resolve(address, time);
        boolean own = identity instanceof Identity.Node && isNode(identity, nodeAt(other, time));
        return party(identity, address, own, false, sightings);
    }

    private static boolean isNode(Identity identity, String name) {
        return ((Identity.Node) identity).node().name().equals(name);
    }

    private Party party(Identity identity, Ip address, boolean own, boolean told, List<PodSighting> sightings) {
        if (identity instanceof Identity.Pod) {
            return sighted(((Identity.Pod) identity).pod(), sightings);
        }
        if (identity instanceof Identity.Node) {
            return new Party.Node(address, own, false);
        }
        // A private address that nothing owns is proven to be outside only where the cluster's ranges are known.
        boolean proven = !inventory.isEmpty()
                && (!address.isPrivate()
                        || (!inventory.podRanges().isEmpty()
                                && !inventory.services().isEmpty()));
        boolean outside = identity instanceof Identity.External
                ? told || proven
                : told && !(identity instanceof Identity.Service);
        return Party.Address.of(address, outside);
    }

    private String nodeOf(Flow flow, FlowEndpoint other, Ip otherAddress) {
        if (other.local()) {
            return flow.node();
        }
        if (other.isPod()) {
            PodKey key =
                    new PodKey(other.cluster().isEmpty() ? cluster : other.cluster(), other.namespace(), other.pod());
            return inventory.pod(key, flow.time()).map(PodRecord::node).orElse("?");
        }
        return nodeAt(otherAddress, flow.time());
    }

    /** The node of the pod that had an address at a time; a name that no node has where there was none. */
    private String nodeAt(Ip address, Instant time) {
        Identity identity = inventory.resolve(address, time);
        return identity instanceof Identity.Pod
                ? ((Identity.Pod) identity).pod().node()
                : "?";
    }

    private Party sighted(PodRecord pod, List<PodSighting> sightings) {
        Resolved resolved = pods.get(pod);
        if (resolved == null) {
            resolved = resolved(pod);
            pods.put(pod, resolved);
        }
        sightings.add(resolved.sighting);
        return resolved.party;
    }

    private Resolved resolved(PodRecord pod) {
        Labels labels = VolatileLabels.withoutPerReplica(pod.labels());
        WorkloadKey owner = pod.workload();
        Party party = labels.isEmpty()
                ? new Party.NamedPod(pod.key())
                : Party.Pods.of(pod.key().cluster(), pod.key().namespace(), labels);
        Party known = same.putIfAbsent(party, party);
        return new Resolved(
                known == null ? party : known,
                new PodSighting(pod.key(), labels, false, owner.kind(), owner.name(), pod.node()));
    }
}
