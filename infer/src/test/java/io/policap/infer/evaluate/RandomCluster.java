package io.policap.infer.evaluate;

import io.policap.infer.inventory.ContainerPort;
import io.policap.infer.inventory.EndpointSliceRecord;
import io.policap.infer.inventory.ServicePort;
import io.policap.infer.inventory.ServiceRecord;
import io.policap.infer.label.LabelSelector;
import io.policap.infer.label.Labels;
import io.policap.infer.label.Requirement;
import io.policap.infer.net.Cidr;
import io.policap.infer.net.Ip;
import io.policap.infer.net.Protocol;
import io.policap.infer.policy.cilium.CiliumCidrGroup;
import io.policap.infer.policy.cilium.CiliumEntity;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;

/** A small random cluster with so few names and values that policies and connections often meet. */
final class RandomCluster {
    static final List<String> NAMESPACES = List.of("shop", "ops", "pay");
    static final List<String> PORT_NAMES = List.of("http", "metrics", "dns");
    static final List<Integer> PORTS = List.of(53, 80, 443, 8080, 8081, 9090);
    static final List<String> NAMES =
            List.of("api.example.com", "www.example.com", "a.b.example.com", "example.com", "vendor.io");
    static final List<String> ADDRESSES =
            List.of("203.0.113.10", "203.0.113.200", "198.51.100.7", "10.99.5.5", "2001:db8::5", "2001:db8:1::9");
    static final List<String> CIDRS = List.of(
            "0.0.0.0/0",
            "10.0.0.0/8",
            "10.244.0.0/16",
            "10.244.1.0/24",
            "203.0.113.0/24",
            "203.0.113.0/25",
            "203.0.113.10/32",
            "198.51.100.0/24",
            "::/0",
            "2001:db8::/32",
            "2001:db8::/48",
            "2001:db8::5/128");

    private final Random random;
    private final Map<String, Labels> namespaceLabels = new TreeMap<>();
    private final List<Endpoint> pods = new ArrayList<>();

    RandomCluster(Random random) {
        this.random = random;
        for (String namespace : NAMESPACES) {
            Map<String, String> labels = new TreeMap<>();
            labels.put("kubernetes.io/metadata.name", namespace);
            if (chance(2)) {
                labels.put("env", pick(List.of("prod", "dev")));
            }
            if (chance(2)) {
                labels.put("team", pick(List.of("red", "blue")));
            }
            namespaceLabels.put(namespace, Labels.of(labels));
        }
        for (int i = 0; i < 7; i++) {
            pods.add(pod(i));
        }
    }

    private Endpoint pod(int number) {
        String namespace = pick(NAMESPACES);
        Map<String, String> labels = new TreeMap<>();
        labels.put("app", pick(List.of("web", "api", "db")));
        if (chance(2)) {
            labels.put("tier", pick(List.of("front", "back", "")));
        }
        if (chance(3)) {
            labels.put("pod-template-hash", "abc");
        }
        if (chance(3)) {
            labels.put("app.kubernetes.io/name", pick(List.of("web", "api")));
        }
        List<ContainerPort> ports = new ArrayList<>();
        for (String name : PORT_NAMES) {
            if (chance(2)) {
                Protocol protocol = name.equals("dns") ? Protocol.UDP : Protocol.TCP;
                ports.add(new ContainerPort(name, pick(PORTS), protocol, 0));
            }
        }
        return new Endpoint.Pod(
                chance(10) ? "east" : "default",
                namespace,
                "pod-" + number,
                Labels.of(labels),
                labelsOf(namespace),
                chance(3) ? "" : "sa-" + pick(List.of("a", "b")),
                List.of(Ip.parse("10.244." + random.nextInt(3) + "." + (number + 1))),
                ports,
                "node-" + random.nextInt(2),
                chance(12));
    }

    private Labels labelsOf(String namespace) {
        return namespaceLabels.getOrDefault(namespace, Labels.NONE);
    }

    /** Services, groups of prefixes, and the cluster's name. */
    ClusterView view() {
        ServiceRecord selecting = service("front", Map.of("app", "web"));
        ServiceRecord selectorless = service("legacy", Map.of());
        EndpointSliceRecord slice = new EndpointSliceRecord(
                "default", "shop", "legacy", List.of(Ip.parse("198.51.100.7")), List.<ServicePort>of());
        return new ClusterView(
                "default",
                List.of(selecting, selectorless),
                List.of(slice),
                List.of(
                        new CiliumCidrGroup("office", Labels.of(Map.of("kind", "office")), cidrs("203.0.113.0/25")),
                        new CiliumCidrGroup("vpn", Labels.of(Map.of("kind", "vpn")), cidrs("198.51.100.0/24"))));
    }

    private static List<Cidr> cidrs(String text) {
        return List.of(Cidr.parse(text));
    }

    private static ServiceRecord service(String name, Map<String, String> selector) {
        return new ServiceRecord(
                "default", "shop", name, "ClusterIP", List.of(), List.of(), Labels.of(selector), List.of(), "");
    }

    /** A connection of which one end at least is a pod. */
    ConnectionQuery query() {
        Endpoint pod = pick(pods);
        Endpoint other = other();
        if (other.equals(pod) && !chance(10)) {
            other = pick(pods);
        }
        boolean outwards = random.nextBoolean();
        Protocol protocol = pick(List.of(
                Protocol.TCP, Protocol.TCP, Protocol.TCP, Protocol.UDP, Protocol.SCTP, Protocol.ICMP, Protocol.ICMPV6));
        int port = protocol.hasPorts()
                ? chance(4) ? pick(PORTS) + random.nextInt(20) - 10 : pick(PORTS)
                : pick(List.of(0, 8, 128));
        return new ConnectionQuery(outwards ? pod : other, outwards ? other : pod, protocol, port);
    }

    private Endpoint other() {
        switch (random.nextInt(5)) {
            case 0:
                TreeSet<String> names = new TreeSet<>();
                for (int i = random.nextInt(3); i > 0; i--) {
                    names.add(pick(NAMES));
                }
                return new Endpoint.Address(Ip.parse(pick(ADDRESSES)), names);
            case 1:
                return reserved();
            default:
                return pick(pods);
        }
    }

    private Endpoint reserved() {
        List<Ip> addresses = chance(2) ? List.of() : List.of(Ip.parse("10.99.5.5"));
        if (chance(8)) {
            return new Endpoint.Reserved(EnumSet.of(CiliumEntity.WORLD, CiliumEntity.KUBE_APISERVER), addresses);
        }
        CiliumEntity entity = pick(List.of(
                CiliumEntity.HOST,
                CiliumEntity.REMOTE_NODE,
                CiliumEntity.KUBE_APISERVER,
                CiliumEntity.INGRESS,
                CiliumEntity.HEALTH,
                CiliumEntity.WORLD));
        return Endpoint.Reserved.of(entity, addresses);
    }

    /** A selector over the keys, all of whose conditions some pod may meet. */
    LabelSelector selector(List<String> keys) {
        TreeMap<String, String> labels = new TreeMap<>();
        List<Requirement> expressions = new ArrayList<>();
        for (int i = random.nextInt(5) / 2; i > 0; i--) {
            String key = pick(keys);
            String value = value(key);
            switch (random.nextInt(6)) {
                case 0:
                    expressions.add(Requirement.in(key, new TreeSet<>(List.of(value, value(key)))));
                    break;
                case 1:
                    expressions.add(Requirement.notIn(key, new TreeSet<>(List.of(value))));
                    break;
                case 2:
                    expressions.add(Requirement.exists(key));
                    break;
                case 3:
                    expressions.add(Requirement.doesNotExist(key));
                    break;
                default:
                    labels.put(key, value);
            }
        }
        return new LabelSelector(labels, expressions);
    }

    private String value(String key) {
        String plain = key.substring(key.indexOf(':') + 1);
        if (key.startsWith("reserved:")) {
            return "";
        }
        if (plain.endsWith("namespace") || plain.endsWith("metadata.name")) {
            return pick(NAMESPACES);
        }
        if (plain.endsWith("policy.cluster")) {
            return pick(List.of("default", "east"));
        }
        if (plain.endsWith("serviceaccount")) {
            return pick(List.of("sa-a", "sa-b"));
        }
        if (plain.endsWith("env")) {
            return pick(List.of("prod", "dev"));
        }
        if (plain.equals("team")) {
            return pick(List.of("red", "blue"));
        }
        if (plain.endsWith("tier")) {
            return pick(List.of("front", "back", ""));
        }
        if (plain.equals("pod-template-hash")) {
            return "abc";
        }
        return pick(List.of("web", "api", "db"));
    }

    boolean chance(int oneIn) {
        return random.nextInt(oneIn) == 0;
    }

    int upTo(int bound) {
        return random.nextInt(bound);
    }

    <T> T pick(List<T> items) {
        return items.get(random.nextInt(items.size()));
    }
}
