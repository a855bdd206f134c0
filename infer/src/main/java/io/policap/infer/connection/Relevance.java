package io.policap.infer.connection;

import io.policap.infer.flow.FlowEndpoint;
import io.policap.infer.flow.SkipReason;
import io.policap.infer.inventory.Inventory;
import io.policap.infer.net.Ip;
import io.policap.infer.net.Protocol;
import java.util.Optional;

/** Whether traffic between two ends is a matter of policies at all (R5, R11). */
final class Relevance {
    private Relevance() {}

    /**
     * Whether no policy concerns the address: multicast, loopback, IPv6 link-local. Link-local IPv4 addresses stay:
     * metadata services and node-local resolvers are real servers there.
     */
    static boolean isLocalOrGroup(Ip address) {
        return address.isMulticast() || address.isLoopback() || (address.v6() && address.isLinkLocal());
    }

    /** Why traffic between these two is no matter of policies, absent where it is one. */
    static Optional<SkipReason> notPolicyMatter(Party source, Party destination) {
        boolean sourceNode = source instanceof Party.Node;
        boolean destinationNode = destination instanceof Party.Node;
        if (sourceNode && destinationNode) {
            return Optional.of(SkipReason.NODE_TO_NODE);
        }
        boolean sourceOutside = source instanceof Party.Address && ((Party.Address) source).outside();
        boolean destinationOutside = destination instanceof Party.Address && ((Party.Address) destination).outside();
        if (sourceOutside && destinationOutside) {
            return Optional.of(SkipReason.OUTSIDE);
        }
        if ((sourceNode && destinationOutside) || (sourceOutside && destinationNode)) {
            return Optional.of(SkipReason.NODE_OR_MASQUERADED);
        }
        boolean sourceProxy = source instanceof Party.IngressProxy;
        boolean destinationProxy = destination instanceof Party.IngressProxy;
        boolean nobodysPolicy = (sourceProxy && (destinationNode || destinationOutside || destinationProxy))
                || (destinationProxy && (sourceNode || sourceOutside));
        return nobodysPolicy ? Optional.of(SkipReason.RESERVED_ENDPOINT) : Optional.empty();
    }

    /**
     * Whether an endpoint has no labels that a policy could select, as it is not Cilium's (unmanaged) or has none yet
     * (init), and nothing else tells whose address it has.
     */
    static boolean isNobody(FlowEndpoint end, Party party) {
        return party instanceof Party.Address
                && (end.reserved().contains("init") || end.reserved().contains("unmanaged"));
    }

    /** Whether a server is a node's port that leads to pods, whoever calls (R4). */
    static boolean isNodePort(Inventory inventory, Party server, Protocol protocol, int port) {
        return server instanceof Party.Node
                && inventory.nodePort(protocol, port).isPresent();
    }
}
