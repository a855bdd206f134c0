package io.policap.capture.packet.vantage;

import io.policap.infer.flow.Vantage;
import io.policap.infer.inventory.NodeRecord;
import io.policap.infer.inventory.PodRecord;
import io.policap.infer.net.Ip;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Decides whether a capture is of one pod's interface: everything in it is to or from that pod.
 *
 * <p>So is everything on a node's uplink while one pod alone talks to others. Where the device's name does not say that
 * it is a pod's, there has to be a packet that an uplink or a tunnel never shows: to an address on the same node, or to
 * a service's own address.
 */
final class PodEnd {
    private final VantageFacts facts;
    private final AddressHomes homes;

    PodEnd(VantageFacts facts, AddressHomes homes) {
        this.facts = facts;
        this.homes = homes;
    }

    Optional<Vantage> find(LinkKind link, DeviceName name) {
        if (link == LinkKind.ETHERNET && !facts.hasCommonMac()) {
            return Optional.empty();
        }
        return pod().filter(pod -> isItsInterface(pod, name)).map(pod -> new Vantage.Pod(pod.key()));
    }

    private boolean isItsInterface(PodRecord pod, DeviceName name) {
        Set<Ip> others = new TreeSet<>();
        boolean sent = false;
        boolean received = false;
        for (AddressPair pair : facts.pairs()) {
            boolean from = pod.addresses().contains(pair.source());
            boolean to = pod.addresses().contains(pair.destination());
            if (!from) {
                others.add(pair.source());
            }
            if (!to) {
                others.add(pair.destination());
            }
            if (from != to) {
                sent |= from ? pair.fromUs() : pair.toUs();
                received |= from ? pair.toUs() : pair.fromUs();
            }
        }
        // Both ways at once is a node that forwards, so this is what a filter left of it.
        boolean forwarded = sent && received;
        return (others.size() > 1 || isBehindCommonMac(pod))
                && !forwarded
                && (name == DeviceName.POD_END || isNear(pod, others));
    }

    // With one other end, addresses alone do not tell whose interface it is.
    private boolean isBehindCommonMac(PodRecord pod) {
        return Stream.of(false, true)
                .flatMap(v6 -> facts.behindCommonMac(v6).stream())
                .anyMatch(pod.addresses()::contains);
    }

    private boolean isNear(PodRecord pod, Set<Ip> others) {
        Optional<NodeRecord> node = homes.nodeOf(pod);
        return others.stream()
                .anyMatch(other -> homes.isClusterAddress(other)
                        || (node.isPresent() && homes.home(other).equals(node)));
    }

    /** The pod whose addresses all packets have in common, in each family that was seen. */
    private Optional<PodRecord> pod() {
        List<PodRecord> left = new ArrayList<>();
        boolean isFirst = true;
        for (boolean v6 : new boolean[] {false, true}) {
            if (facts.hasFamily(v6)) {
                Optional<Ip> decided = facts.behindCommonMac(v6);
                List<PodRecord> here = decided.map(List::of).orElse(facts.common(v6)).stream()
                        .map(homes::pod)
                        .flatMap(Optional::stream)
                        .toList();
                if (isFirst) {
                    left.addAll(here);
                } else {
                    left.retainAll(here);
                }
                isFirst = false;
            }
        }
        return left.size() == 1 ? Optional.of(left.get(0)) : Optional.empty();
    }
}
