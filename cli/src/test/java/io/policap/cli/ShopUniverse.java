package io.policap.cli;

import io.policap.capture.kubernetes.InventoryReader;
import io.policap.infer.evaluate.Endpoint;
import io.policap.infer.inventory.Inventory;
import io.policap.infer.inventory.InventoryBuilder;
import io.policap.infer.inventory.NodeRecord;
import io.policap.infer.inventory.PodRecord;
import io.policap.infer.inventory.WorkloadKey;
import io.policap.infer.issue.Issues;
import io.policap.infer.net.Ip;
import io.policap.infer.policy.cilium.CiliumEntity;
import io.policap.infer.replay.ReplayEndpoints;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Everyone in and around the shop who could open or take a connection. */
final class ShopUniverse {
    /** An end of a connection, and how it looks to a pod on some node. */
    sealed interface End {
        String name();

        Endpoint seenFrom(String node, boolean v6);
    }

    /** A workload, stood for by its newest pod; a second replica stands in where it talks to itself. */
    record Pods(String name, PodRecord pod, Endpoint.Pod v4, Endpoint.Pod v6) implements End {
        @Override
        public Endpoint.Pod seenFrom(String node, boolean wantsV6) {
            return wantsV6 ? v6 : v4;
        }

        Endpoint.Pod twin(boolean wantsV6) {
            Endpoint.Pod first = seenFrom("", wantsV6);
            return new Endpoint.Pod(
                    first.cluster(),
                    first.namespace(),
                    first.name() + "-twin",
                    first.labels(),
                    first.namespaceLabels(),
                    first.serviceAccount(),
                    first.addresses(),
                    first.ports(),
                    first.node(),
                    first.hostNetwork());
        }
    }

    /** A node by one of its addresses; to pods of its own it is the host. */
    record Node(String name, String nodeName, Ip address, boolean apiServer) implements End {
        @Override
        public Endpoint seenFrom(String node, boolean v6) {
            Set<CiliumEntity> entities =
                    EnumSet.of(node.equals(nodeName) ? CiliumEntity.HOST : CiliumEntity.REMOTE_NODE);
            if (apiServer) {
                entities.add(CiliumEntity.KUBE_APISERVER);
            }
            return new Endpoint.Reserved(entities, List.of(address));
        }
    }

    /** An address outside. */
    record Outside(String name, Endpoint.Address address) implements End {
        @Override
        public Endpoint seenFrom(String node, boolean v6) {
            return address;
        }
    }

    private static final Inventory INVENTORY = read();
    private static final List<Pods> PODS = pods();
    private static final List<End> OTHERS = others();

    private ShopUniverse() {}

    /** The whole inventory of the shop. */
    static Inventory inventory() {
        return INVENTORY;
    }

    static List<Pods> workloads() {
        return PODS;
    }

    /** Every pod over time that is not on its node's network. */
    static List<Pods> everyPod() {
        ReplayEndpoints endpoints = new ReplayEndpoints(INVENTORY);
        return INVENTORY.pods().stream()
                .filter(pod -> !pod.hostNetwork())
                .map(pod -> pods(pod.key().toString(), pod, endpoints))
                .toList();
    }

    private static Pods pods(String name, PodRecord pod, ReplayEndpoints endpoints) {
        return new Pods(name, pod, (Endpoint.Pod) endpoints.pod(pod, false), (Endpoint.Pod) endpoints.pod(pod, true));
    }

    /** Nodes by each address, and addresses outside, some of which nobody ever used. */
    static List<End> notPods() {
        return OTHERS;
    }

    /** Ports of the truth, of containers and of the flow log, some of clients, and some that nobody uses. */
    static Set<Integer> ports() {
        Set<Integer> ports = new TreeSet<>(ShopTruth.ports());
        INVENTORY.pods().forEach(pod -> pod.ports().forEach(port -> ports.add(port.port())));
        ports.addAll(ShopFlows.serverPorts());
        ports.addAll(ShopFlows.someEphemeralPorts(10));
        // The dynamic range as it was, as it is widened, and beyond.
        ports.addAll(List.of(46700, 46750, 46751, 46811, 46840, 46873, 46918, 46919, 46999));
        ports.addAll(List.of(1, 31337, 65535));
        return ports;
    }

    /** The ports of the truth as far as they were seen, and some others. */
    static Set<Integer> fewPorts() {
        Set<Integer> ports = new TreeSet<>(List.of(1, 31337, 46700, 46813, 46999));
        ShopTruth.edges().forEach(edge -> edge.keys().forEach(key -> ports.add(key.port())));
        return ports;
    }

    private static Inventory read() {
        InventoryBuilder builder = new InventoryBuilder();
        InventoryReader reader = new InventoryReader(builder, new Issues());
        for (String name : List.of("cluster.json", "workloads.json", "pods-watch.jsonl")) {
            try (InputStream in = Files.newInputStream(Shop.file(name))) {
                reader.read(name, in);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return builder.build();
    }

    private static List<Pods> pods() {
        ReplayEndpoints endpoints = new ReplayEndpoints(INVENTORY);
        List<Pods> all = new ArrayList<>();
        for (WorkloadKey workload : INVENTORY.workloads()) {
            Optional<PodRecord> newest = INVENTORY.podsOf(workload).stream()
                    .filter(pod -> !pod.hostNetwork())
                    .max(Comparator.comparing(PodRecord::isRunning)
                            .thenComparing(pod -> pod.lifetime().from())
                            .thenComparing(PodRecord::key));
            newest.ifPresent(pod -> all.add(pods(workload.toString(), pod, endpoints)));
        }
        return all;
    }

    private static List<End> others() {
        List<End> all = new ArrayList<>();
        for (NodeRecord node : INVENTORY.nodes()) {
            Ip own = node.addresses().get(0);
            boolean apiServer = INVENTORY.apiServerAddresses().contains(own);
            TreeSet<Ip> addresses = new TreeSet<>(node.addresses());
            addresses.addAll(node.cniAddresses());
            addresses.forEach(address -> all.add(new Node("node " + own, node.name(), address, apiServer)));
        }
        TreeSet<String> outside = new TreeSet<>(ShopTruth.outside());
        outside.addAll(List.of("8.8.8.8", "203.0.113.37", "10.230.3.8", "2001:db8::77"));
        outside.forEach(address ->
                all.add(new Outside(address, new Endpoint.Address(Ip.parse(address), ShopTruth.namesOf(address)))));
        return all;
    }
}
