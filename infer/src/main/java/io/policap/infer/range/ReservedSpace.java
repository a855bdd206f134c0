package io.policap.infer.range;

import io.policap.infer.inventory.Inventory;
import io.policap.infer.inventory.NodeRecord;
import io.policap.infer.inventory.PodRecord;
import io.policap.infer.inventory.ServiceRecord;
import io.policap.infer.net.Cidr;
import io.policap.infer.net.Ip;
import io.policap.infer.net.PrefixSet;
import io.policap.infer.net.SpecialRanges;
import java.util.Collection;
import java.util.TreeSet;

/** The addresses that no rule for the outside may admit unless they were seen themselves (R4, R9). */
public final class ReservedSpace {
    private ReservedSpace() {}

    /**
     * What is known to be the cluster's own: its ranges, and the address of every pod, node, service and API server.
     *
     * @param serviceAddresses the addresses that were seen to be services'
     */
    public static PrefixSet ofCluster(Inventory inventory, Collection<Ip> serviceAddresses) {
        return PrefixSet.of(cluster(inventory, serviceAddresses));
    }

    /** The same and {@link SpecialRanges}. */
    public static PrefixSet of(Inventory inventory, Collection<Ip> serviceAddresses) {
        TreeSet<Cidr> all = cluster(inventory, serviceAddresses);
        all.addAll(SpecialRanges.all());
        return PrefixSet.of(all);
    }

    private static TreeSet<Cidr> cluster(Inventory inventory, Collection<Ip> serviceAddresses) {
        TreeSet<Cidr> own = new TreeSet<>(inventory.podRanges());
        own.addAll(inventory.serviceRanges());
        if (inventory.serviceRanges().isEmpty()) {
            own.addAll(inventory.serviceSpans());
        }
        add(own, serviceAddresses);
        for (NodeRecord node : inventory.nodes()) {
            add(own, node.addresses());
            add(own, node.cniAddresses());
        }
        for (PodRecord pod : inventory.pods()) {
            add(own, pod.addresses());
        }
        for (ServiceRecord service : inventory.services()) {
            add(own, service.clusterAddresses());
            add(own, service.externalAddresses());
        }
        add(own, inventory.apiServerAddresses());
        return own;
    }

    private static void add(TreeSet<Cidr> own, Collection<Ip> addresses) {
        addresses.forEach(address -> own.add(Cidr.of(address)));
    }
}
