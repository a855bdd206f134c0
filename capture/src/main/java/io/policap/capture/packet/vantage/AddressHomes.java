package io.policap.capture.packet.vantage;

import io.policap.infer.inventory.Identity;
import io.policap.infer.inventory.Inventory;
import io.policap.infer.inventory.Lifetime;
import io.policap.infer.inventory.NodeRecord;
import io.policap.infer.inventory.PodRecord;
import io.policap.infer.inventory.ServiceRecord;
import io.policap.infer.net.Cidr;
import io.policap.infer.net.Ip;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** On which node an address was while a capture ran, and which pod's it was. */
final class AddressHomes {
    private final Inventory inventory;
    private final Instant first;
    private final Instant last;
    private final Map<Ip, List<PodRecord>> podsByAddress = new HashMap<>();
    private final Map<Ip, Optional<NodeRecord>> known = new HashMap<>();

    AddressHomes(Inventory inventory, Instant first, Instant last) {
        this.inventory = inventory;
        this.first = first;
        this.last = last;
        for (PodRecord pod : inventory.pods()) {
            if (!pod.hostNetwork()) {
                for (Ip address : pod.addresses()) {
                    podsByAddress
                            .computeIfAbsent(address, key -> new ArrayList<>(1))
                            .add(pod);
                }
            }
        }
    }

    /**
     * The one pod that had the address during the capture. A pod whose address nobody else ever had may have started or
     * ended meanwhile.
     */
    Optional<PodRecord> pod(Ip address) {
        Identity before = inventory.resolve(address, first);
        if (before instanceof Identity.Pod && before.equals(inventory.resolve(address, last))) {
            return Optional.of(((Identity.Pod) before).pod());
        }
        Identity ever = inventory.resolve(address, Instant.MIN);
        if (ever instanceof Identity.Pod && overlaps(((Identity.Pod) ever).pod().lifetime())) {
            return Optional.of(((Identity.Pod) ever).pod());
        }
        return Optional.empty();
    }

    private boolean overlaps(Lifetime lifetime) {
        return !lifetime.from().isAfter(last) && lifetime.to().isAfter(first);
    }

    /** The node that a pod runs on. */
    Optional<NodeRecord> nodeOf(PodRecord pod) {
        for (NodeRecord node : inventory.nodes()) {
            if (node.name().equals(pod.node())
                    && node.cluster().equals(pod.key().cluster())) {
                return Optional.of(node);
            }
        }
        return Optional.empty();
    }

    /** The node whose own address, or whose network plugin's, this is. */
    Optional<NodeRecord> node(Ip address) {
        Identity identity = inventory.resolve(address, Instant.MIN);
        return identity instanceof Identity.Node ? Optional.of(((Identity.Node) identity).node()) : Optional.empty();
    }

    /** The node that an address is on: its own, a pod's, or one of its range for pods; none where several fit. */
    Optional<NodeRecord> home(Ip address) {
        Optional<NodeRecord> found = known.get(address);
        if (found == null) {
            found = find(address);
            known.put(address, found);
        }
        return found;
    }

    private Optional<NodeRecord> find(Ip address) {
        List<PodRecord> owners = podsByAddress.getOrDefault(address, List.of());
        if (owners.size() == 1) {
            Optional<NodeRecord> node = nodeOf(owners.get(0));
            return node.isPresent() ? node : findByNode(address);
        }
        List<PodRecord> alive =
                owners.stream().filter(pod -> overlaps(pod.lifetime())).toList();
        for (List<PodRecord> candidates : List.of(alive, owners)) {
            List<Optional<NodeRecord>> nodes =
                    candidates.stream().map(this::nodeOf).distinct().toList();
            if (nodes.size() > 1) {
                return Optional.empty();
            }
            if (nodes.size() == 1 && nodes.get(0).isPresent()) {
                return nodes.get(0);
            }
        }
        return findByNode(address);
    }

    private Optional<NodeRecord> findByNode(Ip address) {
        Optional<NodeRecord> node = node(address);
        if (node.isPresent()) {
            return node;
        }
        List<NodeRecord> ranges = inventory.nodes().stream()
                .filter(candidate -> contains(candidate.podCidrs(), address))
                .toList();
        return ranges.size() == 1 ? Optional.of(ranges.get(0)) : Optional.empty();
    }

    private static boolean contains(List<Cidr> ranges, Ip address) {
        return ranges.stream().anyMatch(range -> range.contains(address));
    }

    /** Whether this is a pod's address, or one of a node's range for pods that is not the node's own. */
    boolean isPods(Ip address) {
        return podsByAddress.containsKey(address)
                || (node(address).isEmpty() && home(address).isPresent());
    }

    /** Whether this is a service's address inside the cluster: packets to it are seen where a pod sends them only. */
    boolean isClusterAddress(Ip address) {
        return inventory
                .serviceAt(address)
                .map(ServiceRecord::clusterAddresses)
                .map(addresses -> addresses.contains(address))
                .orElse(false);
    }

    /** The pods on this node that were there from before the capture to after it. */
    List<PodRecord> residents(NodeRecord node) {
        return inventory.pods().stream()
                .filter(pod -> !pod.hostNetwork()
                        && pod.node().equals(node.name())
                        && pod.key().cluster().equals(node.cluster())
                        && pod.lifetime().contains(first)
                        && pod.lifetime().contains(last))
                .toList();
    }

    /** How many nodes are known of the cluster of this one. */
    long nodesAround(NodeRecord node) {
        return inventory.nodes().stream()
                .filter(other -> other.cluster().equals(node.cluster()))
                .count();
    }
}
