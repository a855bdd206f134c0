package io.policap.infer.evaluate;

import io.policap.infer.net.Cidr;
import io.policap.infer.net.Protocol;
import io.policap.infer.policy.PolicyType;
import io.policap.infer.policy.PortRef;
import io.policap.infer.policy.kubernetes.NetworkPolicy;
import io.policap.infer.policy.kubernetes.NetworkPolicyPeer;
import io.policap.infer.policy.kubernetes.NetworkPolicyPort;
import io.policap.infer.policy.kubernetes.NetworkPolicyRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Random NetworkPolicies for a random cluster. */
final class RandomNetworkPolicies {
    private static final List<String> POD_KEYS = List.of("app", "tier", "app.kubernetes.io/name", "pod-template-hash");
    private static final List<String> NAMESPACE_KEYS = List.of("kubernetes.io/metadata.name", "env", "team");

    private final RandomCluster cluster;

    RandomNetworkPolicies(RandomCluster cluster) {
        this.cluster = cluster;
    }

    NetworkPolicy policy(int number) {
        return new NetworkPolicy(
                cluster.pick(RandomCluster.NAMESPACES),
                "policy-" + number,
                new TreeMap<>(),
                new TreeMap<>(),
                cluster.selector(POD_KEYS),
                rules(),
                rules(),
                policyTypes());
    }

    private Optional<SortedSet<PolicyType>> policyTypes() {
        if (cluster.chance(3)) {
            return Optional.empty();
        }
        SortedSet<PolicyType> types = new TreeSet<>();
        for (PolicyType type : PolicyType.values()) {
            if (cluster.chance(2)) {
                types.add(type);
            }
        }
        return Optional.of(types);
    }

    private Optional<List<NetworkPolicyRule>> rules() {
        if (cluster.chance(4)) {
            return Optional.empty();
        }
        List<NetworkPolicyRule> rules = new ArrayList<>();
        for (int i = cluster.upTo(3); i > 0; i--) {
            rules.add(new NetworkPolicyRule(peers(), ports()));
        }
        return Optional.of(rules);
    }

    private Optional<List<NetworkPolicyPeer>> peers() {
        if (cluster.chance(5)) {
            return Optional.empty();
        }
        List<NetworkPolicyPeer> peers = new ArrayList<>();
        for (int i = cluster.upTo(4); i > 0; i--) {
            switch (cluster.upTo(4)) {
                case 0:
                    peers.add(NetworkPolicyPeer.Selected.pods(cluster.selector(POD_KEYS)));
                    break;
                case 1:
                    peers.add(new NetworkPolicyPeer.Selected(
                            Optional.empty(), Optional.of(cluster.selector(NAMESPACE_KEYS))));
                    break;
                case 2:
                    peers.add(NetworkPolicyPeer.Selected.pods(
                            cluster.selector(POD_KEYS), cluster.selector(NAMESPACE_KEYS)));
                    break;
                default:
                    peers.add(block());
            }
        }
        return Optional.of(peers);
    }

    private NetworkPolicyPeer block() {
        while (true) {
            Cidr cidr = Cidr.parse(cluster.pick(RandomCluster.CIDRS));
            Cidr hole = Cidr.parse(cluster.pick(RandomCluster.CIDRS));
            if (cluster.chance(2)) {
                return new NetworkPolicyPeer.IpBlock(cidr, List.of());
            }
            if (cidr.contains(hole) && !cidr.equals(hole)) {
                return new NetworkPolicyPeer.IpBlock(cidr, List.of(hole));
            }
        }
    }

    private Optional<List<NetworkPolicyPort>> ports() {
        if (cluster.chance(4)) {
            return Optional.empty();
        }
        List<NetworkPolicyPort> ports = new ArrayList<>();
        for (int i = cluster.upTo(4); i > 0; i--) {
            Optional<Protocol> protocol = cluster.chance(4)
                    ? Optional.empty()
                    : Optional.of(cluster.pick(List.of(Protocol.TCP, Protocol.UDP, Protocol.SCTP)));
            int number = cluster.pick(RandomCluster.PORTS);
            switch (cluster.upTo(4)) {
                case 0:
                    ports.add(new NetworkPolicyPort(protocol, Optional.empty(), OptionalInt.empty()));
                    break;
                case 1:
                    PortRef name = PortRef.of(cluster.pick(RandomCluster.PORT_NAMES));
                    ports.add(new NetworkPolicyPort(protocol, Optional.of(name), OptionalInt.empty()));
                    break;
                case 2:
                    OptionalInt last = OptionalInt.of(number + cluster.upTo(500));
                    ports.add(new NetworkPolicyPort(protocol, Optional.of(PortRef.of(number)), last));
                    break;
                default:
                    ports.add(new NetworkPolicyPort(protocol, Optional.of(PortRef.of(number)), OptionalInt.empty()));
            }
        }
        return Optional.of(ports);
    }
}
