package io.policap.capture.packet.join;

import io.policap.infer.inventory.ContainerPort;
import io.policap.infer.inventory.EndpointSliceRecord;
import io.policap.infer.inventory.Inventory;
import io.policap.infer.inventory.InventoryBuilder;
import io.policap.infer.inventory.Lifetime;
import io.policap.infer.inventory.NodeRecord;
import io.policap.infer.inventory.PodKey;
import io.policap.infer.inventory.PodRecord;
import io.policap.infer.inventory.ServicePort;
import io.policap.infer.inventory.ServiceRecord;
import io.policap.infer.inventory.WorkloadKey;
import io.policap.infer.label.Labels;
import io.policap.infer.net.Cidr;
import io.policap.infer.net.Ip;
import io.policap.infer.net.Protocol;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Two nodes, a few pods and their services, with the addresses of the recorded shop. */
final class SmallShop {
    static final String STOREFRONT = "10.244.0.5";
    static final String GATEWAY = "10.244.1.7";
    static final String GATEWAY_SERVICE = "10.96.191.116";
    static final String INGRESS = "10.244.1.6";
    static final String DNS = "10.244.1.4";
    static final String DNS_SERVICE = "10.96.0.10";
    static final String DATABASE = "10.244.0.12";
    static final String DATABASE_SERVICE = "10.96.40.3";
    static final String API_SERVICE = "10.96.0.1";
    static final String CONTROL_PLANE = "172.18.0.11";
    static final String CONTROL_PLANE_OVERLAY = "10.244.0.0";
    static final String CONTROL_PLANE_BRIDGE = "10.244.0.1";
    static final String WORKER = "172.18.0.12";
    static final String WORKER_BRIDGE = "10.244.1.1";
    static final String VISITOR = "192.0.2.77";

    private SmallShop() {}

    static Inventory inventory() {
        return new InventoryBuilder()
                .addNode(node("kind-control-plane", CONTROL_PLANE, CONTROL_PLANE_OVERLAY, CONTROL_PLANE_BRIDGE))
                .addNode(node("kind-worker", WORKER, "10.244.1.0", WORKER_BRIDGE))
                .addPod(pod("storefront", "kind-control-plane", STOREFRONT))
                .addPod(pod("gateway", "kind-worker", GATEWAY))
                .addPod(pod("ingress", "kind-worker", INGRESS))
                .addPod(pod("dns", "kind-worker", DNS))
                .addPod(pod("database", "kind-control-plane", DATABASE))
                .addService(service("gateway", GATEWAY_SERVICE, "ClusterIP", Protocol.TCP, 80, "8080", 0))
                .addService(service("ingress", "10.96.7.7", "NodePort", Protocol.TCP, 80, "80", 30080))
                .addService(service("dns", DNS_SERVICE, "ClusterIP", Protocol.UDP, 53, "53", 30053))
                .addService(service("database", DATABASE_SERVICE, "ClusterIP", Protocol.TCP, 5432, "5432", 0))
                .addService(new ServiceRecord(
                        "default",
                        "default",
                        "kubernetes",
                        "ClusterIP",
                        List.of(Ip.parse(API_SERVICE)),
                        List.of(),
                        Labels.of(Map.of()),
                        List.of(new ServicePort("https", 443, Protocol.TCP, "6443", 0)),
                        ""))
                .addEndpoints(
                        "kubernetes",
                        new EndpointSliceRecord(
                                "default",
                                "default",
                                "kubernetes",
                                List.of(Ip.parse(CONTROL_PLANE)),
                                List.of(new ServicePort("https", 6443, Protocol.TCP, "6443", 0))))
                .addPodRange(Cidr.parse("10.244.0.0/16"))
                .addServiceRange(Cidr.parse("10.96.0.0/16"))
                .build();
    }

    private static NodeRecord node(String name, String address, String... cni) {
        return new NodeRecord(
                "default",
                name,
                Labels.of(Map.of()),
                List.of(Ip.parse(address)),
                Stream.of(cni).map(Ip::parse).toList(),
                List.of(),
                false);
    }

    private static PodRecord pod(String name, String node, String address) {
        return new PodRecord(
                new PodKey("default", "shop", name),
                name,
                Labels.of(Map.of("app", name)),
                new WorkloadKey("default", "shop", "Deployment", name),
                node,
                List.of(Ip.parse(address)),
                false,
                "Running",
                Lifetime.ALWAYS,
                List.<ContainerPort>of(),
                List.of(),
                true,
                "",
                false);
    }

    private static ServiceRecord service(
            String name, String address, String type, Protocol protocol, int port, String target, int nodePort) {
        return new ServiceRecord(
                "default",
                "shop",
                name,
                type,
                List.of(Ip.parse(address)),
                List.of(),
                Labels.of(Map.of("app", name)),
                List.of(new ServicePort("main", port, protocol, target, nodePort)),
                "");
    }
}
