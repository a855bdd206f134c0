package io.policap.infer.policy.kubernetes;

import java.util.List;
import java.util.Optional;

/**
 * An ingress or egress rule of a NetworkPolicy: what it allows has to match one of the peers and one of the ports.
 *
 * @param peers {@code from} or {@code to}; absent or empty stands for every peer
 * @param ports absent or empty stands for every port of every protocol
 */
public record NetworkPolicyRule(Optional<List<NetworkPolicyPeer>> peers, Optional<List<NetworkPolicyPort>> ports) {
    public NetworkPolicyRule {
        peers = peers.map(List::copyOf);
        ports = ports.map(List::copyOf);
    }

    /** A rule with both lists present. */
    public static NetworkPolicyRule of(List<NetworkPolicyPeer> peers, List<NetworkPolicyPort> ports) {
        return new NetworkPolicyRule(Optional.of(peers), Optional.of(ports));
    }
}
