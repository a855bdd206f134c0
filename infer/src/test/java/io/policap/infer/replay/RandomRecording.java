package io.policap.infer.replay;

import io.policap.infer.FlowFixture;
import io.policap.infer.LearnFixture;
import io.policap.infer.PodFixture;
import io.policap.infer.flow.FlowEndpoint;
import io.policap.infer.flow.Reply;
import io.policap.infer.inventory.PodRecord;
import io.policap.infer.label.Labels;
import io.policap.infer.label.VolatileLabels;
import io.policap.infer.net.Protocol;
import io.policap.infer.policy.cilium.CiliumLabelFilter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;

/** A small random cluster with random traffic, together with what was really served in it. */
final class RandomRecording {
    static final List<Integer> PORTS = List.of(53, 80, 8080, 9000, 31_000, 45_001, 45_050, 45_200);
    private static final List<String> NAMESPACES = List.of("shop", "pay", "kube-system");
    private static final List<String> OUTSIDE = List.of("203.0.113.4", "203.0.113.5", "198.51.100.9");
    private static final int LATEST_MINUTE = 60;

    /** A served connection between two sets of pods that look the same, in words. */
    private final TreeSet<String> served = new TreeSet<>();

    private final Random random;
    private final boolean hubble;
    private final LearnFixture fixture = new LearnFixture();
    private final List<PodRecord> pods = new ArrayList<>();
    private final List<String> freed = new ArrayList<>();
    private final Map<String, Integer> serviceTargets = new TreeMap<>();
    private final Map<String, String> serviceApps = new TreeMap<>();

    RandomRecording(long seed) {
        random = new Random(seed);
        hubble = random.nextBoolean();
        fixture.node("node-1", "192.168.0.1", "10.244.1.0/24", random.nextBoolean());
        fixture.node("node-2", "192.168.0.2", "10.244.2.0/24");
        if (random.nextBoolean()) {
            fixture.apiServer("192.168.0.1");
        }
        for (int i = 0, count = 2 + random.nextInt(6); i < count; i++) {
            workload(i);
        }
        for (int i = 0, count = random.nextInt(25); i < count; i++) {
            flow();
        }
    }

    LearnFixture fixture() {
        return fixture;
    }

    List<PodRecord> pods() {
        return pods;
    }

    boolean isServed(PodRecord client, PodRecord server, Protocol protocol, int port) {
        return served.contains(edge(looks(client), looks(server), protocol, port));
    }

    private void workload(int number) {
        String namespace = chance(8) ? "kube-system" : pick(NAMESPACES);
        boolean dns = namespace.equals("kube-system") && random.nextBoolean();
        String app = pick(List.of("web", "api", "db"));
        String[] labels = labels(dns, app);
        List<Integer> declared = new ArrayList<>();
        for (int port : PORTS) {
            if (chance(4)) {
                declared.add(port);
            }
        }
        boolean host = chance(12);
        for (int replica = 0, replicas = 1 + random.nextInt(2); replica < replicas; replica++) {
            int node = 1 + random.nextInt(2);
            String address = host ? "192.168.0." + node : "10.244." + node + "." + (10 + number * 4 + replica);
            String[] own = labels.length == 0 || chance(2) ? labels : with(labels, "pod-template-hash", "h" + replica);
            boolean inherits = !host && !freed.isEmpty() && chance(2);
            address = inherits ? freed.remove(0) : address;
            boolean dual = !host && chance(3);
            PodFixture pod = (dual
                            ? PodFixture.pod(
                                    name(namespace, number, replica), address, "fd00::" + number + ":" + replica)
                            : PodFixture.pod(name(namespace, number, replica), address))
                    .labels(own)
                    .on("node-" + node);
            if (host) {
                pod.hostNetwork();
            }
            if (chance(10)) {
                pod.phase("Succeeded");
            }
            if (inherits) {
                pod.lived(FlowFixture.START.plusSeconds(60 * 30), Instant.MAX);
            } else if (chance(6)) {
                pod.lived(FlowFixture.START.minusSeconds(60), FlowFixture.START.plusSeconds(60 * 30));
                if (!host) {
                    freed.add(address);
                }
            }
            declared.forEach(pod::port);
            if (!declared.isEmpty() && chance(3)) {
                pod.probe(declared.get(0));
            }
            fixture.with(pod);
            pods.add(pod.build());
        }
        if (!declared.isEmpty() && chance(2)) {
            String virtual = "10.96.0." + (10 + number);
            serviceTargets.put(virtual, declared.get(0));
            serviceApps.put(virtual, namespace + "/" + app);
            boolean exposed = chance(3);
            fixture.service(
                    namespace + "/svc" + number,
                    exposed ? "NodePort" : "ClusterIP",
                    virtual,
                    FlowFixture.labels("app", app),
                    80,
                    String.valueOf(declared.get(0)),
                    exposed ? 30_100 + number : 0);
        }
    }

    private static String name(String namespace, int number, int replica) {
        return namespace + "/w" + number + "-" + replica;
    }

    private String[] labels(boolean dns, String app) {
        if (dns) {
            return new String[] {"k8s-app", "kube-dns"};
        }
        if (chance(15)) {
            return new String[0];
        }
        String[] labels = {"app", app};
        if (chance(2)) {
            labels = with(labels, "tier", pick(List.of("front", "back", "")));
        }
        if (chance(3)) {
            labels = with(labels, "app.kubernetes.io/name", pick(List.of("shop", "pay")));
        }
        if (chance(4)) {
            labels = with(labels, "apps.kubernetes.io/shard", pick(List.of("a", "b")));
        }
        return labels;
    }

    private static String[] with(String[] labels, String key, String value) {
        String[] more = Arrays.copyOf(labels, labels.length + 2);
        more[labels.length] = key;
        more[labels.length + 1] = value;
        return more;
    }

    private void flow() {
        int minute = random.nextInt(LATEST_MINUTE);
        PodRecord pod = alive(minute);
        if (pod == null) {
            return;
        }
        switch (random.nextInt(8)) {
            case 0:
                seen(null, pod, pick(OUTSIDE), address(pod), minute);
                break;
            case 1:
                seen(pod, null, address(pod), pick(OUTSIDE), minute);
                break;
            case 2:
                seen(null, pod, "192.168.0." + (1 + random.nextInt(2)), address(pod), minute);
                break;
            case 3:
                seen(pod, null, address(pod), "192.168.0." + (1 + random.nextInt(2)), minute);
                break;
            case 4:
                service(pod, minute);
                break;
            default:
                PodRecord other = alive(minute);
                boolean six = pod.addresses().size() == 2 && other.addresses().size() == 2 && chance(2);
                seen(
                        pod,
                        other,
                        pod.addresses().get(six ? 1 : 0).toString(),
                        other.addresses().get(six ? 1 : 0).toString(),
                        minute);
        }
    }

    private void service(PodRecord client, int minute) {
        if (serviceTargets.isEmpty()) {
            return;
        }
        String virtual = pick(List.copyOf(serviceTargets.keySet()));
        FlowFixture request = FlowFixture.tcp(address(client), virtual, 80)
                .ends(end(client, true), FlowEndpoint.UNKNOWN)
                .node(client.node())
                .minute(minute);
        fixture.served(request);
        String app = serviceApps.getOrDefault(virtual, "");
        for (PodRecord server : pods) {
            String theirs =
                    server.key().namespace() + "/" + server.labels().map().get("app");
            if (theirs.equals(app)) {
                served.add(edge(looks(client), looks(server), Protocol.TCP, serviceTargets.getOrDefault(virtual, 0)));
            }
        }
    }

    private void seen(PodRecord client, PodRecord server, String from, String to, int minute) {
        boolean mixed = from.indexOf(':') < 0 != to.indexOf(':') < 0;
        if (mixed || from.equals(to)) {
            return;
        }
        Protocol protocol = pick(List.of(Protocol.TCP, Protocol.TCP, Protocol.UDP, Protocol.SCTP, Protocol.ICMP));
        int port = pick(PORTS);
        FlowFixture request = protocol == Protocol.ICMP
                ? FlowFixture.icmp(from, to, from.indexOf(':') < 0 ? 8 : 128)
                : FlowFixture.of(protocol, from, to, port).clientPort(40_000 + random.nextInt(9_000));
        request.minute(minute).node(client != null ? client.node() : server.node());
        if (hubble) {
            request.ends(end(client, client != null), end(server, client == null));
        }
        int fate = random.nextInt(10);
        if (fate < 6) {
            fixture.served(request);
            if (client != null && server != null) {
                served.add(edge(looks(client), looks(server), protocol, protocol == Protocol.ICMP ? 8 : port));
            }
        } else if (fate < 7) {
            fixture.seen(request, request.reset());
        } else if (fate < 8) {
            fixture.seen(request.dropped(133));
        } else if (fate < 9 && protocol != Protocol.ICMP) {
            // Where the port is known to listen this may have been served, and is marked so.
            fixture.seen(request.reply(Reply.UNKNOWN));
            if (client != null && server != null) {
                served.add(edge(looks(client), looks(server), protocol, port));
            }
        } else {
            fixture.seen(request.dropped(181));
        }
    }

    private FlowEndpoint end(PodRecord pod, boolean local) {
        if (!hubble || pod == null) {
            return FlowEndpoint.UNKNOWN;
        }
        if (pod.hostNetwork()) {
            return FlowFixture.reserved(local ? "host" : "remote-node");
        }
        Labels identity = CiliumLabelFilter.byDefault().filter(pod.labels());
        return new FlowEndpoint(
                local,
                "",
                pod.key().namespace(),
                pod.key().name(),
                identity,
                new TreeSet<>(),
                "",
                "",
                List.<String>of());
    }

    private PodRecord alive(int minute) {
        List<PodRecord> living = pods.stream()
                .filter(pod -> pod.lifetime().contains(FlowFixture.START.plusSeconds(60L * minute)))
                .toList();
        return living.isEmpty() ? null : pick(living);
    }

    private static String address(PodRecord pod) {
        return pod.addresses().get(0).toString();
    }

    /** Pods with the same labels are one party to whoever sees labels only. */
    private static String looks(PodRecord pod) {
        Labels labels = VolatileLabels.withoutPerReplica(pod.labels());
        return pod.key().namespace() + (labels.isEmpty() ? pod.workload().name() : labels.toString());
    }

    private static String edge(String client, String server, Protocol protocol, int port) {
        return client + " " + server + " " + protocol + " " + port;
    }

    private boolean chance(int oneIn) {
        return random.nextInt(oneIn) == 0;
    }

    private <T> T pick(List<T> items) {
        return items.get(random.nextInt(items.size()));
    }
}
