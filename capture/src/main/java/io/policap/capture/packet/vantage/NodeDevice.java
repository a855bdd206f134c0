package io.policap.capture.packet.vantage;

import io.policap.infer.flow.Vantage;
import io.policap.infer.inventory.NodeRecord;
import io.policap.infer.inventory.PodRecord;
import io.policap.infer.net.Ip;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Decides whether a capture is of one of a node's devices for several pods: its uplink, its tunnel device, its bridge.
 *
 * <p>At an uplink and a tunnel device every packet has exactly one end on the node; at a bridge at least one, and some
 * have both.
 */
final class NodeDevice {
    private final VantageFacts facts;
    private final AddressHomes homes;
    private final List<AddressPair> pairs;

    NodeDevice(VantageFacts facts, AddressHomes homes) {
        this.facts = facts;
        this.homes = homes;
        this.pairs = facts.pairs();
    }

    /**
     * The nodes that have exactly one end of every packet. Of a cluster of two nodes it may be both: then nothing but
     * the capture's other interfaces tells on which of them it was taken.
     */
    List<NodeRecord> nodesWithOneEnd() {
        List<NodeRecord> left = new ArrayList<>();
        boolean isFirst = true;
        for (AddressPair pair : pairs) {
            Optional<NodeRecord> source = homes.home(pair.source());
            Optional<NodeRecord> destination = homes.home(pair.destination());
            if (isSame(source, destination)) {
                return List.of();
            }
            if (isFirst) {
                source.ifPresent(left::add);
                destination.ifPresent(left::add);
                isFirst = false;
            } else {
                left.removeIf(node -> !source.equals(Optional.of(node)) && !destination.equals(Optional.of(node)));
            }
        }
        return left;
    }

    /**
     * Whether it is the uplink of this node, which has one end of every packet: it speaks itself there, with other nodes
     * or, where there are none, with the outside.
     */
    boolean isUplink(NodeRecord node) {
        if (!facts.hasCommonMac()) {
            return false;
        }
        boolean speaks = false;
        boolean withNodes = homes.nodesAround(node) == 1;
        for (AddressPair pair : pairs) {
            boolean isSource = homes.home(pair.source()).equals(Optional.of(node));
            Ip own = isSource ? pair.source() : pair.destination();
            Ip other = isSource ? pair.destination() : pair.source();
            if (homes.isClusterAddress(other)) {
                return false;
            }
            speaks |= node.addresses().contains(own);
            withNodes |= homes.node(other).isPresent();
        }
        return speaks && withNodes && (!facts.pairsAreMissing() || isInAllPackets(node));
    }

    private boolean isInAllPackets(NodeRecord node) {
        for (boolean v6 : new boolean[] {false, true}) {
            if (facts.hasFamily(v6) && facts.common(v6).stream().noneMatch(node.addresses()::contains)) {
                return false;
            }
        }
        return true;
    }

    /** Whether it is a tunnel device of this node, which has one end of every packet: no node speaks as itself there. */
    boolean isOverlay(NodeRecord node) {
        if (facts.tunnelled() || facts.pairsAreMissing()) {
            return false;
        }
        TreeSet<Ip> local = new TreeSet<>();
        for (AddressPair pair : pairs) {
            for (Ip end : new Ip[] {pair.source(), pair.destination()}) {
                Optional<NodeRecord> home = homes.home(end);
                if (home.isEmpty() || home.get().addresses().contains(end)) {
                    return false;
                }
                if (home.get().equals(node) && homes.isPods(end)) {
                    local.add(end);
                }
            }
        }
        return local.size() > 1;
    }

    /** The bridge that these packets are of: all its node's pods are there, with each other and with their node. */
    Optional<Vantage> bridge(DeviceName name) {
        if (facts.tunnelled() || facts.pairsAreMissing()) {
            return Optional.empty();
        }
        Optional<NodeRecord> node = Optional.empty();
        for (AddressPair pair : pairs) {
            Optional<NodeRecord> source = homes.home(pair.source());
            if (source.isPresent() && isSame(source, homes.home(pair.destination()))) {
                if (node.isPresent() && !isSame(node, source)) {
                    return Optional.empty();
                }
                node = source;
            }
        }
        if (node.isEmpty() || isOfOneAddress()) {
            return Optional.empty();
        }
        return node.filter(found -> pairs.stream().allMatch(pair -> hasPodOf(found, pair)))
                .filter(found -> name == DeviceName.BRIDGE || showsMostPods(found))
                .map(found -> new Vantage.Bridge(found.name()));
    }

    // Mostly their names tell nodes apart, before all that is known of them is compared.
    private static boolean isSame(Optional<NodeRecord> one, Optional<NodeRecord> other) {
        if (one.isEmpty() || other.isEmpty()) {
            return one.isEmpty() && other.isEmpty();
        }
        return one.get() == other.get()
                || (one.get().name().equals(other.get().name()) && one.get().equals(other.get()));
    }

    private boolean hasPodOf(NodeRecord node, AddressPair pair) {
        return isPodOf(node, pair.source()) || isPodOf(node, pair.destination());
    }

    private boolean isPodOf(NodeRecord node, Ip address) {
        return homes.isPods(address) && homes.home(address).equals(Optional.of(node));
    }

    // A capture of some pods' interfaces, merged into one, must not pass for the bridge that they are attached to.
    private boolean showsMostPods(NodeRecord node) {
        TreeSet<Ip> seen = new TreeSet<>();
        pairs.forEach(pair -> seen.addAll(List.of(pair.source(), pair.destination())));
        List<PodRecord> residents = homes.residents(node);
        long shown = residents.stream()
                .filter(pod -> pod.addresses().stream().anyMatch(seen::contains))
                .count();
        return shown > 1 && shown * 2 >= residents.size();
    }

    // A bridge floods what it has not learned, so a pod's interface may show a few packets of others.
    private boolean isOfOneAddress() {
        Map<Ip, Long> packets = new HashMap<>();
        for (AddressPair pair : pairs) {
            packets.merge(pair.source(), (long) pair.packets(), Long::sum);
            packets.merge(pair.destination(), (long) pair.packets(), Long::sum);
        }
        long most = packets.values().stream().mapToLong(Long::longValue).max().orElse(0);
        return most * 10 >= facts.packets() * 8;
    }
}
