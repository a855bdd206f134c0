package io.policap.infer.evaluate;

import io.policap.infer.label.LabelSelector;
import io.policap.infer.net.Cidr;
import io.policap.infer.net.Protocol;
import io.policap.infer.policy.PortRef;
import io.policap.infer.policy.cilium.CidrSet;
import io.policap.infer.policy.cilium.CiliumEntity;
import io.policap.infer.policy.cilium.CiliumPeers;
import io.policap.infer.policy.cilium.CiliumPeers.ServiceSelector;
import io.policap.infer.policy.cilium.CiliumPolicy;
import io.policap.infer.policy.cilium.CiliumPort;
import io.policap.infer.policy.cilium.CiliumPortRule;
import io.policap.infer.policy.cilium.CiliumProtocol;
import io.policap.infer.policy.cilium.CiliumRule;
import io.policap.infer.policy.cilium.CiliumSpec;
import io.policap.infer.policy.cilium.CiliumSubject;
import io.policap.infer.policy.cilium.DefaultDeny;
import io.policap.infer.policy.cilium.FqdnSelector;
import io.policap.infer.policy.cilium.HttpRule;
import io.policap.infer.policy.cilium.IcmpRule;
import io.policap.infer.policy.cilium.L7Rules;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Random Cilium policies of both kinds for a random cluster. */
final class RandomCiliumPolicies {
    private static final List<String> SUBJECT_KEYS = List.of(
            "app",
            "k8s:app",
            "any:tier",
            "pod-template-hash",
            "app.kubernetes.io/name",
            "k8s:io.cilium.k8s.policy.serviceaccount",
            "k8s:io.kubernetes.pod.namespace");
    private static final List<String> PEER_KEYS = List.of(
            "app",
            "k8s:tier",
            "app",
            "any:app",
            "pod-template-hash",
            "k8s:io.kubernetes.pod.namespace",
            "io.kubernetes.pod.namespace",
            "k8s:io.cilium.k8s.namespace.labels.env",
            "io.cilium.k8s.namespace.labels.kubernetes.io/metadata.name",
            "io.cilium.k8s.policy.cluster",
            "io.cilium.k8s.policy.serviceaccount",
            "reserved:host",
            "reserved:world",
            "reserved:kube-apiserver");

    private final RandomCluster cluster;

    RandomCiliumPolicies(RandomCluster cluster) {
        this.cluster = cluster;
    }

    CiliumPolicy policy(int number) {
        boolean clusterwide = cluster.chance(4);
        List<CiliumSpec> specs = cluster.chance(5) ? List.of(spec(), spec()) : List.of();
        return new CiliumPolicy(
                clusterwide,
                clusterwide ? "" : cluster.pick(RandomCluster.NAMESPACES),
                "policy-" + number,
                new TreeMap<>(),
                new TreeMap<>(),
                specs.isEmpty() || cluster.chance(2) ? Optional.of(spec()) : Optional.empty(),
                specs);
    }

    private CiliumSpec spec() {
        return new CiliumSpec(
                CiliumSubject.endpoints(cluster.selector(SUBJECT_KEYS)),
                rules(2, false, false),
                rules(2, true, false),
                rules(6, false, true),
                rules(6, true, true),
                new DefaultDeny(flag(), flag()),
                "",
                List.of(),
                Optional.empty());
    }

    private Optional<Boolean> flag() {
        return cluster.chance(2) ? Optional.empty() : Optional.of(!cluster.chance(4));
    }

    private Optional<List<CiliumRule>> rules(int rarity, boolean egress, boolean deny) {
        return cluster.chance(rarity) ? Optional.of(list(4, () -> rule(egress, deny))) : Optional.empty();
    }

    private <T> List<T> list(int bound, Supplier<T> item) {
        List<T> items = new ArrayList<>();
        for (int i = cluster.upTo(bound); i > 0; i--) {
            items.add(item.get());
        }
        return items;
    }

    private CiliumRule rule(boolean egress, boolean deny) {
        List<CiliumPeers> peers = cluster.chance(4) ? List.of() : List.of(peers(egress, deny));
        if (cluster.chance(8)) {
            IcmpRule icmp = new IcmpRule(list(
                    3,
                    () -> new IcmpRule.IcmpField(
                            cluster.pick(List.of(Protocol.ICMP, Protocol.ICMPV6)), cluster.pick(List.of(0, 8, 128)))));
            return new CiliumRule(peers, Optional.empty(), Optional.of(List.of(icmp)), Optional.empty());
        }
        Optional<List<CiliumPortRule>> ports =
                cluster.chance(3) ? Optional.empty() : Optional.of(list(3, () -> portRule(deny)));
        return new CiliumRule(peers, ports, Optional.empty(), Optional.empty());
    }

    private CiliumPeers peers(boolean egress, boolean deny) {
        switch (cluster.upTo(egress ? 8 : 5)) {
            case 0:
                return new CiliumPeers.Cidrs(list(3, this::cidr));
            case 1:
                return new CiliumPeers.CidrSets(list(3, this::cidrSet));
            case 2:
                return new CiliumPeers.Entities(list(3, () -> cluster.pick(List.of(CiliumEntity.values()))));
            case 5:
                return deny ? new CiliumPeers.Cidrs(list(3, this::cidr)) : new CiliumPeers.Fqdns(list(3, this::fqdn));
            case 6:
                return new CiliumPeers.Services(list(
                        3,
                        () -> new ServiceSelector.Named(
                                cluster.pick(List.of("", "shop", "ops")),
                                cluster.pick(List.of("front", "legacy", "missing")))));
            default:
                return new CiliumPeers.Endpoints(list(3, () -> cluster.selector(PEER_KEYS)));
        }
    }

    private Cidr cidr() {
        return Cidr.parse(cluster.pick(RandomCluster.CIDRS));
    }

    private CidrSet cidrSet() {
        if (cluster.chance(5)) {
            return new CidrSet.GroupRef(cluster.pick(List.of("office", "vpn", "missing")));
        }
        if (cluster.chance(6)) {
            return new CidrSet.GroupSelector(LabelSelector.of(Map.of("kind", "vpn")));
        }
        Cidr cidr = cidr();
        Cidr hole = cidr();
        return new CidrSet.Literal(cidr, cidr.contains(hole) ? List.of(hole) : List.of());
    }

    private FqdnSelector fqdn() {
        return cluster.chance(2)
                ? new FqdnSelector.MatchName(cluster.pick(RandomCluster.NAMES) + (cluster.chance(3) ? "." : ""))
                : new FqdnSelector.MatchPattern(cluster.pick(List.of(
                        "*.example.com", "**.example.com", "*", "a*.example.com", "*.*.example.com", "*e*.io", "**")));
    }

    private CiliumPortRule portRule(boolean deny) {
        List<CiliumPort> ports = list(6, this::port);
        if (!deny && cluster.chance(2)) {
            return CiliumPortRule.of(ports, L7Rules.http(list(5, () -> HttpRule.of("GET", "/"))));
        }
        return CiliumPortRule.of(ports);
    }

    private CiliumPort port() {
        Optional<CiliumProtocol> protocol = cluster.chance(3)
                ? Optional.empty()
                : Optional.of(cluster.pick(
                        List.of(CiliumProtocol.ANY, CiliumProtocol.TCP, CiliumProtocol.UDP, CiliumProtocol.SCTP)));
        PortRef port = cluster.chance(4)
                ? PortRef.of(cluster.pick(RandomCluster.PORT_NAMES))
                : PortRef.of(cluster.chance(8) ? 0 : cluster.pick(RandomCluster.PORTS));
        OptionalInt end = cluster.chance(3) ? OptionalInt.of(cluster.upTo(9000)) : OptionalInt.empty();
        return new CiliumPort(Optional.of(port), end, protocol);
    }
}
