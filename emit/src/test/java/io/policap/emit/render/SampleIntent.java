package io.policap.emit.render;

import io.policap.infer.intent.Confidence;
import io.policap.infer.intent.Coverage;
import io.policap.infer.intent.Evidence;
import io.policap.infer.intent.Intent;
import io.policap.infer.intent.Mark;
import io.policap.infer.intent.NamespaceIntent;
import io.policap.infer.intent.Peer;
import io.policap.infer.intent.Permission;
import io.policap.infer.intent.Ports;
import io.policap.infer.intent.Rule;
import io.policap.infer.intent.Selection;
import io.policap.infer.intent.WorkloadIntent;
import io.policap.infer.inventory.WorkloadKey;
import io.policap.infer.label.LabelSelector;
import io.policap.infer.label.Requirement;
import io.policap.infer.net.Cidr;
import io.policap.infer.net.Ip;
import io.policap.infer.net.PortRange;
import io.policap.infer.net.Protocol;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** An intent with every kind of peer and every mark. */
final class SampleIntent {
    private static final WorkloadKey CART = key("default", "shop", "Deployment", "cart");
    private static final WorkloadKey GATEWAY = key("default", "shop", "Deployment", "gateway");
    private static final WorkloadKey DNS = key("default", "kube-system", "Deployment", "coredns");
    private static final WorkloadKey PROMETHEUS = key("default", "monitoring", "StatefulSet", "prometheus");

    private SampleIntent() {}

    static Intent of() {
        return new Intent("default", List.of(cart(), gateway(), remoteClient()), List.of(shop()), List.of());
    }

    static NamespaceIntent shop() {
        return new NamespaceIntent("default", "shop", List.of(resolver()), List.of());
    }

    private static WorkloadIntent cart() {
        List<Rule> ingress = List.of(
                new Rule(workload(GATEWAY, "app", "gateway"), List.of(tcp(5000, 12, "node-a", "node-b"))),
                new Rule(
                        workload(PROMETHEUS, "app.kubernetes.io/name", "prometheus"),
                        List.of(marked(transport(Protocol.TCP, 9090), Mark.HANDSHAKE_ONLY, Mark.VERDICT_ONLY))),
                new Rule(
                        new Peer.Nodes(false, List.of(Ip.parse("10.0.0.1"), Ip.parse("fd00::1"))),
                        List.of(marked(transport(Protocol.TCP, 8080), Mark.NODES), icmp(Protocol.ICMP, 8))),
                new Rule(
                        new Peer.Nodes(true, List.of(Ip.parse("10.0.0.1"))),
                        List.of(marked(transport(Protocol.TCP, 9443), Mark.NODES))),
                new Rule(
                        new Peer.Anyone(
                                List.of(Cidr.parse("10.244.0.0/16"), Cidr.parse("fd00:10::/56")),
                                List.of(Ip.parse("10.0.0.1"))),
                        List.of(marked(transport(Protocol.TCP, 443), Mark.PUBLIC_ENDPOINT))),
                new Rule(new Peer.EveryPod(), List.of(marked(transport(Protocol.UDP, 8125), Mark.ONE_WAY))));
        List<Rule> egress = List.of(
                resolver(),
                new Rule(new Peer.ApiServer(List.of(Ip.parse("10.0.0.1"))), List.of(tcp(6443, 3, "node-a"))),
                new Rule(
                        new Peer.Addresses(List.of(Cidr.parse("203.0.113.36/32"), Cidr.parse("2001:db8::/127"))),
                        List.of(
                                named(443, "api.stripe.com"),
                                new Permission(
                                        new Ports.Transport(Protocol.TCP, new PortRange(30000, 30100)),
                                        Evidence.NONE,
                                        new TreeSet<>(Set.of(Mark.RANGE, Mark.PREFIX, Mark.DENIED)),
                                        new TreeSet<>()),
                                icmp(Protocol.ICMPV6, 128))));
        return intent(CART, selection("app", "cart"), ingress, egress);
    }

    /** Two workloads share this name; the other has more ports than one list of Cilium holds. */
    private static WorkloadIntent gateway() {
        List<Permission> many = new ArrayList<>();
        for (int port = 7000; port < 7090; port += 2) {
            many.add(tcp(port, 1, "node-a"));
        }
        many.add(Permission.of(transport(Protocol.SCTP, 3868), seen(2, "node-b"), Set.of()));
        LabelSelector selector = new LabelSelector(
                new TreeMap<>(Map.of("app", "gateway", "tier", "true")),
                List.of(Requirement.notIn("track", Set.of("canary", "1e3")), Requirement.doesNotExist("legacy")));
        return intent(
                GATEWAY,
                new Selection(selector, Optional.of(selector)),
                List.of(),
                List.of(new Rule(workload(CART, "app", "cart"), many)));
    }

    private static WorkloadIntent remoteClient() {
        Peer elsewhere = workload(key("west", "shop", "Deployment", "ledger"), "app", "ledger");
        return intent(
                key("default", "shop", "StatefulSet", "gateway"),
                new Selection(LabelSelector.of(Map.of("kubernetes.io/os", "x")), Optional.empty()),
                List.of(new Rule(workload(CART, "app", "cart"), List.of(tcp(80, 1, "node-a")))),
                List.of(new Rule(elsewhere, List.of(tcp(5432, 1, "node-a")))));
    }

    private static Rule resolver() {
        return new Rule(
                workload(DNS, "k8s-app", "kube-dns"),
                List.of(
                        marked(transport(Protocol.UDP, 53), Mark.DNS),
                        Permission.of(transport(Protocol.TCP, 53), Evidence.NONE, Set.of(Mark.DNS))));
    }

    static WorkloadIntent intent(WorkloadKey key, Selection selection, List<Rule> ingress, List<Rule> egress) {
        return new WorkloadIntent(
                key,
                selection,
                ingress,
                egress,
                Coverage.FULL,
                Coverage.FULL,
                new Confidence(1, Instant.EPOCH, Instant.EPOCH, 1, 1, 1, 0, 0),
                List.of());
    }

    static Peer.Workload workload(WorkloadKey key, String label, String value) {
        return new Peer.Workload(key, selection(label, value));
    }

    static Selection selection(String label, String value) {
        LabelSelector selector = LabelSelector.of(Map.of(label, value));
        return new Selection(selector, Optional.of(selector));
    }

    static WorkloadKey key(String cluster, String namespace, String kind, String name) {
        return new WorkloadKey(cluster, namespace, kind, name);
    }

    static Permission tcp(int port, long count, String... nodes) {
        return Permission.of(transport(Protocol.TCP, port), seen(count, nodes), Set.of());
    }

    private static Permission marked(Ports ports, Mark... marks) {
        return Permission.of(ports, seen(7, "node-a"), Set.of(marks));
    }

    private static Permission named(int port, String... names) {
        return new Permission(
                transport(Protocol.TCP, port),
                seen(9, "node-a", "node-b"),
                new TreeSet<>(Set.of(Mark.VOLATILE_ADDRESS)),
                new TreeSet<>(List.of(names)));
    }

    private static Permission icmp(Protocol protocol, int type) {
        return Permission.of(new Ports.Icmp(protocol, type), seen(4, "node-a"), Set.of());
    }

    private static Ports transport(Protocol protocol, int port) {
        return new Ports.Transport(protocol, PortRange.of(port));
    }

    private static Evidence seen(long count, String... nodes) {
        return new Evidence(count, Instant.EPOCH, Instant.EPOCH, List.of(nodes));
    }
}
