package io.policap.capture.packet.vantage;

import io.policap.infer.flow.Vantage;
import io.policap.infer.inventory.NodeRecord;
import io.policap.infer.net.Ip;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Decides whether a cooked capture is of all of a node's devices, and of which node.
 *
 * <p>A node's own addresses are never the source of what reaches it nor the destination of what leaves it; those of
 * every other node whose packets pass are both.
 */
final class WholeNode {
    private final VantageFacts facts;
    private final AddressHomes homes;

    WholeNode(VantageFacts facts, AddressHomes homes) {
        this.facts = facts;
        this.homes = homes;
    }

    Optional<Vantage> find(LinkKind link) {
        Set<NodeRecord> owns = new HashSet<>();
        Set<NodeRecord> foreign = new HashSet<>();
        boolean forwards = false;
        for (AddressPair pair : facts.pairs()) {
            Optional<NodeRecord> source = homes.node(pair.source());
            Optional<NodeRecord> destination = homes.node(pair.destination());
            if (pair.source().equals(pair.destination()) || (source.isPresent() && source.equals(destination))) {
                continue; // the node with itself, which is both sent and received
            }
            forwards |= pair.toUs() && pair.fromUs();
            if (source.isPresent()) {
                note(source.get(), pair.fromUs(), pair.toUs(), owns, foreign);
            }
            if (destination.isPresent()) {
                note(destination.get(), pair.toUs(), pair.fromUs(), owns, foreign);
            }
        }
        owns.removeAll(foreign);
        boolean several = link == LinkKind.COOKED_2 ? facts.severalInterfaces() : forwards;
        if (!several || owns.size() != 1) {
            return Optional.empty();
        }
        NodeRecord node = owns.iterator().next();
        // Version 1 has no device: one that sends packets back where they came from would look like several.
        int leastPods = link == LinkKind.COOKED_2 ? 1 : 2;
        return podsSeen(node) >= leastPods ? Optional.of(new Vantage.Node(node.name())) : Optional.empty();
    }

    private static void note(
            NodeRecord node, boolean own, boolean other, Set<NodeRecord> owns, Set<NodeRecord> foreign) {
        if (own) {
            owns.add(node);
        }
        if (other) {
            foreign.add(node);
        }
    }

    private int podsSeen(NodeRecord node) {
        Set<Ip> pods = new HashSet<>();
        for (AddressPair pair : facts.pairs()) {
            for (Ip end : new Ip[] {pair.source(), pair.destination()}) {
                if (homes.isPods(end) && homes.home(end).equals(Optional.of(node))) {
                    pods.add(end);
                }
            }
        }
        return pods.size();
    }
}
