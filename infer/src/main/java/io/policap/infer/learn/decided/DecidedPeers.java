package io.policap.infer.learn.decided;

import io.policap.infer.decision.EndName;
import io.policap.infer.intent.Peer;
import io.policap.infer.inventory.Inventory;
import io.policap.infer.net.Cidr;
import io.policap.infer.net.CidrMerge;
import io.policap.infer.net.Ip;
import io.policap.infer.policy.cilium.FqdnSelector;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Peers outside the cluster's workloads that decisions name, as rules have them. */
public final class DecidedPeers {
    private final Inventory inventory;
    private final Peer nodes;
    private final Peer apiServer;

    /**
     * Peers of one cluster.
     *
     * @param nodes all nodes
     * @param apiServer the API server
     */
    public DecidedPeers(Inventory inventory, Peer nodes, Peer apiServer) {
        this.inventory = inventory;
        this.nodes = nodes;
        this.apiServer = apiServer;
    }

    /** The peer that a name stands for; empty for workloads, and where nothing is left of it outside the cluster. */
    public Optional<Peer> of(EndName name) {
        if (name instanceof EndName.Block block) {
            return addresses(List.of(block.cidr()));
        }
        if (name instanceof EndName.Entity entity) {
            return Optional.of(entity(entity));
        }
        if (name instanceof EndName.DnsName dns) {
            TreeSet<String> text = new TreeSet<>(Set.of(dns.text()));
            boolean pattern = dns.selector() instanceof FqdnSelector.MatchPattern;
            return Optional.of(
                    new Peer.Names(pattern ? new TreeSet<>() : text, pattern ? text : new TreeSet<>(), List.of()));
        }
        return Optional.empty();
    }

    /** Why a name that is no workload's stands for no peer. */
    public static String why(EndName name) {
        return name instanceof EndName.Block
                ? name.text()
                        + " lies within the cluster's pod ranges, where addresses change owners; name the workload"
                : "rules cannot name " + name.text();
    }

    /** Addresses without the cluster's pods, which prefixes never mean (Cilium) and must not (NetworkPolicy). */
    public Optional<Peer> addresses(List<Cidr> cidrs) {
        List<Cidr> left = new ArrayList<>();
        for (Cidr cidr : cidrs) {
            without(cidr, inventory.podRanges(), left);
        }
        return left.isEmpty() ? Optional.empty() : Optional.of(new Peer.Addresses(CidrMerge.merge(left)));
    }

    /** The parts of a prefix that lie in none of the others. */
    private static void without(Cidr cidr, List<Cidr> others, List<Cidr> into) {
        if (others.stream().anyMatch(other -> other.contains(cidr))) {
            return;
        }
        if (others.stream().noneMatch(cidr::contains)) {
            into.add(cidr);
            return;
        }
        Cidr lower = new Cidr(cidr.network(), cidr.length() + 1);
        without(lower, others, into);
        without(new Cidr(cidr.last(), cidr.length() + 1), others, into);
    }

    private Peer entity(EndName.Entity name) {
        switch (name.entity()) {
            case KUBE_APISERVER:
                return apiServer;
            case INGRESS:
                return new Peer.IngressProxy();
            default:
                List<Ip> addresses = nodes instanceof Peer.Nodes all ? all.addresses() : List.of();
                return new Peer.Entity(name.entity(), inventory.podRanges(), addresses);
        }
    }
}
