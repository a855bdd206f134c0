package io.policap.infer.learn.decided;

import io.policap.infer.decision.EndName;
import io.policap.infer.intent.Peer;
import io.policap.infer.inventory.WorkloadKey;
import io.policap.infer.net.Cidr;
import io.policap.infer.policy.cilium.CiliumEntity;
import java.util.Collection;

/** Which learned peers lie within one that a decision names. */
public final class PeersWithin {
    private PeersWithin() {}

    /**
     * Whether a peer of a rule does.
     *
     * @param subject the workload whose rule it is
     */
    public static boolean peer(EndName name, Peer peer, WorkloadKey subject) {
        if (peer instanceof Peer.Addresses addresses) {
            return addresses.prefixes().stream().allMatch(prefix -> isWithin(name, prefix));
        }
        if (!(name instanceof EndName.Entity entity) || entity.entity() != CiliumEntity.CLUSTER) {
            return false;
        }
        return peer instanceof Peer.Workload workload
                ? workload.key().cluster().equals(subject.cluster())
                : peer instanceof Peer.Nodes;
    }

    /** Whether addresses outside the cluster, known by these names, do. */
    public static boolean outside(EndName name, Cidr block, Collection<String> names) {
        return name instanceof EndName.DnsName dns
                ? !names.isEmpty() && names.stream().allMatch(known -> DnsNames.matches(dns, known))
                : isWithin(name, block);
    }

    private static boolean isWithin(EndName name, Cidr block) {
        if (name instanceof EndName.Block wider) {
            return wider.cidr().contains(block);
        }
        if (!(name instanceof EndName.Entity entity)) {
            return false;
        }
        switch (entity.entity()) {
            case WORLD:
                return true;
            case WORLD_IPV4:
                return !block.v6();
            case WORLD_IPV6:
                return block.v6();
            default:
                return false;
        }
    }
}
