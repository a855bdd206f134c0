package io.policap.infer.inventory;

import static io.policap.infer.inventory.Pods.at;
import static io.policap.infer.inventory.Pods.pod;
import static org.assertj.core.api.Assertions.assertThat;

import io.policap.infer.label.Labels;
import io.policap.infer.net.Ip;
import io.policap.infer.net.Protocol;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class InventoryServicesTest {
    private static final Labels WEB = Labels.of(Map.of("app", "web"));

    static ServiceRecord service(String name, String address, int port, String target) {
        return service(name, "ClusterIP", address, WEB, new ServicePort("http", port, Protocol.TCP, target, 0));
    }

    private static ServiceRecord service(
            String name, String type, String address, Labels selector, ServicePort... ports) {
        return new ServiceRecord(
                "default", "shop", name, type, List.of(Ip.parse(address)), List.of(), selector, List.of(ports), "");
    }

    private static EndpointSliceRecord slice(String namespace, String service, int port, String... addresses) {
        return new EndpointSliceRecord(
                "default",
                namespace,
                service,
                List.of(addresses).stream().map(Ip::parse).toList(),
                List.of(new ServicePort("http", port, Protocol.TCP, String.valueOf(port), 0)));
    }

    @Test
    void aNamedTargetPortIsResolvedPodByPod() {
        ServiceRecord service = service("web", "10.96.0.9", 80, "http");
        Inventory inventory = new InventoryBuilder()
                .addService(service)
                .addPod(pod("old")
                        .labels("app", "web")
                        .ips("10.244.0.2")
                        .port("http", 8080)
                        .record())
                .addPod(pod("new")
                        .labels("app", "web")
                        .ips("10.244.0.3")
                        .port("http", 9090)
                        .record())
                .addPod(pod("other")
                        .labels("app", "api")
                        .ips("10.244.0.4")
                        .port("http", 1)
                        .record())
                .build();

        assertThat(inventory.backends(service, Protocol.TCP, 80))
                .extracting(backend -> backend.pod().orElseThrow().key().name() + ":" + backend.port())
                .containsExactly("new:9090", "old:8080");
        assertThat(inventory.backends(service, Protocol.UDP, 80)).isEmpty();
        assertThat(inventory.backends(service, Protocol.TCP, 8080))
                .as("the target port is no service port")
                .isEmpty();
    }

    @Test
    void endpointSlicesTellTheTargetWhereTheSpecDoesNot() {
        ServiceRecord service = service("web", "10.96.0.9", 80, "http");
        Inventory inventory = new InventoryBuilder()
                .addService(service)
                .addPod(pod("web").labels("app", "web").ips("10.244.0.2").record())
                .addEndpoints("web-1", slice("shop", "web", 8080, "10.244.0.2"))
                .build();

        List<Backend> backends = inventory.backends(service, Protocol.TCP, 80);
        assertThat(backends).hasSize(1);
        assertThat(backends.get(0).pod().orElseThrow().key().name()).isEqualTo("web");
        assertThat(backends.get(0).port()).isEqualTo(8080);
    }

    @Test
    void aServiceWithoutSelectorHasTheAddressesOfItsEndpoints() {
        ServiceRecord service = service(
                "kubernetes",
                "ClusterIP",
                "10.96.0.1",
                Labels.NONE,
                new ServicePort("https", 443, Protocol.TCP, "6443", 0));
        Inventory inventory = new InventoryBuilder()
                .addService(service)
                .addEndpoints("k-1", slice("shop", "kubernetes", 6443, "172.18.0.11"))
                .addPod(pod("unrelated").ips("10.244.0.2").record())
                .build();

        List<Backend> backends = inventory.backends(service, Protocol.TCP, 443);
        assertThat(backends).containsExactly(new Backend(Optional.empty(), List.of(Ip.parse("172.18.0.11")), 6443));
    }

    @Test
    void aPodOfThePastIsABackendOnlyInItsTime() {
        ServiceRecord service = service("web", "10.96.0.9", 80, "8080");
        Inventory inventory = new InventoryBuilder()
                .addService(service)
                .addPod(pod("gone")
                        .uid("a")
                        .labels("app", "web")
                        .ips("10.244.0.2")
                        .from("10:00:00")
                        .to("11:00:00")
                        .gone()
                        .record())
                .addPod(pod("here")
                        .uid("b")
                        .labels("app", "web")
                        .ips("10.244.0.3")
                        .from("11:30:00")
                        .record())
                .build();

        assertThat(inventory.backends(service, Protocol.TCP, 80))
                .extracting(backend -> backend.pod().orElseThrow().key().name())
                .containsExactly("here");
        assertThat(inventory.backends(service, Protocol.TCP, 80, at("10:30:00")))
                .extracting(backend -> backend.pod().orElseThrow().key().name())
                .containsExactly("gone");
    }

    @Test
    void whatLeadsInFromOutsideExposesTheTargetPortOnly() {
        ServiceRecord byNode =
                service("node", "NodePort", "10.96.0.8", WEB, new ServicePort("http", 80, Protocol.TCP, "http", 30080));
        ServiceRecord inner = service("inner", "10.96.0.9", 81, "9000");
        Inventory inventory = new InventoryBuilder()
                .addService(byNode)
                .addService(inner)
                .addPod(pod("web")
                        .labels("app", "web")
                        .ips("10.244.0.2")
                        .port("http", 8080)
                        .hostPort(7000, 17000)
                        .record())
                .addIngress("default", "shop", "i", List.of(new IngressBackend("default", "shop", "inner", "http", 0)))
                .build();
        PodRecord web = inventory.pods().get(0);

        assertThat(inventory.isExposed(web, Protocol.TCP, 8080)).as("node port").isTrue();
        assertThat(inventory.isExposed(web, Protocol.TCP, 80))
                .as("service port")
                .isFalse();
        assertThat(inventory.isExposed(web, Protocol.UDP, 8080))
                .as("other protocol")
                .isFalse();
        assertThat(inventory.isExposed(web, Protocol.TCP, 7000)).as("host port").isTrue();
        assertThat(inventory.isExposed(web, Protocol.TCP, 9000)).as("ingress").isTrue();
        assertThat(inventory.isExposed(web.workload(), Protocol.TCP, 9000)).isTrue();
        assertThat(inventory.servicesSelecting(web)).containsExactly(inner, byNode);
    }

    @Test
    void aPlainClusterServiceExposesNothing() {
        Inventory inventory = new InventoryBuilder()
                .addService(service("web", "10.96.0.9", 80, "8080"))
                .addPod(pod("web")
                        .labels("app", "web")
                        .ips("10.244.0.2")
                        .port("http", 8080)
                        .record())
                .build();

        assertThat(inventory.isExposed(inventory.pods().get(0), Protocol.TCP, 8080))
                .isFalse();
    }

    @Test
    void theNodeThatServesTheApiIsOfTheControlPlane() {
        NodeRecord node = new NodeRecord(
                "default", "n1", Labels.NONE, List.of(Ip.parse("172.18.0.11")), List.of(), List.of(), false);
        NodeRecord worker = new NodeRecord(
                "default", "n2", Labels.NONE, List.of(Ip.parse("172.18.0.12")), List.of(), List.of(), false);
        Inventory inventory = new InventoryBuilder()
                .addNode(node)
                .addNode(worker)
                .addEndpoints("kubernetes", slice("default", "kubernetes", 6443, "172.18.0.11"))
                .addEndpoints("other", slice("shop", "kubernetes", 6443, "172.18.0.12"))
                .build();

        assertThat(inventory.apiServerAddresses()).containsExactly(Ip.parse("172.18.0.11"));
        assertThat(inventory.node("n1").orElseThrow().controlPlane()).isTrue();
        assertThat(inventory.node("n2").orElseThrow().controlPlane()).isFalse();
    }

    @Test
    void theResolverIsKnownByItsLabelsAndItsService() {
        ServiceRecord dns = new ServiceRecord(
                "default",
                "kube-system",
                "kube-dns",
                "ClusterIP",
                List.of(Ip.parse("10.96.0.10")),
                List.of(),
                Labels.of(Map.of("k8s-app", "kube-dns")),
                List.of(new ServicePort("dns", 53, Protocol.UDP, "53", 0)),
                "");
        Inventory inventory = new InventoryBuilder()
                .addService(dns)
                .addPod(pod("coredns")
                        .in("kube-system")
                        .labels("k8s-app", "kube-dns")
                        .ips("10.244.0.3")
                        .record())
                .addPod(pod("local")
                        .in("kube-system")
                        .labels("k8s-app", "node-local-dns")
                        .onHost()
                        .record())
                .addPod(pod("web").labels("app", "web").record())
                .build();

        assertThat(inventory.dnsPods()).extracting(pod -> pod.key().name()).containsExactly("coredns");
        assertThat(inventory.dnsServices()).containsExactly(dns);
        assertThat(inventory.dnsAddresses()).containsExactly(Ip.parse("10.96.0.10"), Ip.parse("169.254.20.10"));
        assertThat(inventory.hasNodeLocalDns()).isTrue();
    }
}
