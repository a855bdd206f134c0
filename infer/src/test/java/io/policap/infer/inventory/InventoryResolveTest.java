package io.policap.infer.inventory;

import static io.policap.infer.inventory.Pods.at;
import static io.policap.infer.inventory.Pods.pod;
import static org.assertj.core.api.Assertions.assertThat;

import io.policap.infer.label.Labels;
import io.policap.infer.net.Cidr;
import io.policap.infer.net.Ip;
import io.policap.infer.net.Protocol;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class InventoryResolveTest {
    private static final Ip ADDRESS = Ip.parse("10.244.0.24");

    private static NodeRecord node(String name, String address, String cni, String range) {
        return new NodeRecord(
                "default",
                name,
                Labels.NONE,
                List.of(Ip.parse(address)),
                List.of(Ip.parse(cni)),
                List.of(Cidr.parse(range)),
                false);
    }

    private static String name(Identity identity) {
        assertThat(identity).isInstanceOf(Identity.Pod.class);
        return ((Identity.Pod) identity).pod().key().name();
    }

    private static List<String> candidates(Identity identity) {
        assertThat(identity).isInstanceOf(Identity.Unknown.class);
        return ((Identity.Unknown) identity)
                .candidates().stream().map(pod -> pod.key().name()).toList();
    }

    @Test
    void aFinishedJobsAddressBelongsToThePodThatGotItLater() {
        Inventory inventory = new InventoryBuilder()
                .addPod(pod("cart").uid("b").ips("10.244.0.24").from("11:59:23").record())
                .addPod(pod("job")
                        .uid("a")
                        .ips("10.244.0.24")
                        .phase("Succeeded")
                        .from("11:59:06")
                        .to("11:59:15")
                        .record())
                .build();

        assertThat(name(inventory.resolve(ADDRESS, at("11:59:10")))).isEqualTo("job");
        assertThat(name(inventory.resolve(ADDRESS, at("11:59:23")))).isEqualTo("cart");
        assertThat(name(inventory.resolve(ADDRESS, at("23:00:00")))).isEqualTo("cart");
        assertThat(candidates(inventory.resolve(ADDRESS, at("11:59:15")))).containsExactly("cart", "job");
        assertThat(candidates(inventory.resolve(ADDRESS, at("11:00:00")))).containsExactly("cart", "job");
    }

    @Test
    void theNextOwnersStartEndsAPodWhoseEndIsNotKnown() {
        Inventory inventory = new InventoryBuilder()
                .addPod(pod("old")
                        .uid("a")
                        .ips("10.244.0.24")
                        .from("10:00:00")
                        .gone()
                        .record())
                .addPod(pod("new").uid("b").ips("10.244.0.24").from("11:00:00").record())
                .build();

        assertThat(name(inventory.resolve(ADDRESS, at("10:59:59")))).isEqualTo("old");
        assertThat(name(inventory.resolve(ADDRESS, at("11:00:00")))).isEqualTo("new");
    }

    @Test
    void overlappingLifetimesGoToTheLaterStart() {
        Inventory inventory = new InventoryBuilder()
                .addPod(pod("old")
                        .uid("a")
                        .ips("10.244.0.24")
                        .from("10:00:00")
                        .to("12:00:00")
                        .record())
                .addPod(pod("new")
                        .uid("b")
                        .ips("10.244.0.24")
                        .from("11:00:00")
                        .to("11:30:00")
                        .record())
                .build();

        assertThat(name(inventory.resolve(ADDRESS, at("11:15:00")))).isEqualTo("new");
        assertThat(candidates(inventory.resolve(ADDRESS, at("11:45:00")))).containsExactly("new", "old");
    }

    @Test
    void twoOwnersFromTheSameMomentAreNotGuessed() {
        Inventory inventory = new InventoryBuilder()
                .addPod(pod("one").uid("a").ips("10.244.0.24").from("10:00:00").record())
                .addPod(pod("two").uid("b").ips("10.244.0.24").from("10:00:00").record())
                .build();

        assertThat(candidates(inventory.resolve(ADDRESS, at("11:00:00")))).containsExactly("one", "two");
    }

    @Test
    void anUnknownTimeResolvesOnlyAnAddressThatNeverHadASecondOwner() {
        Inventory inventory = new InventoryBuilder()
                .addPod(pod("one")
                        .uid("a")
                        .ips("10.244.0.24")
                        .from("10:00:00")
                        .to("10:01:00")
                        .record())
                .addPod(pod("two").uid("b").ips("10.244.0.24").from("11:00:00").record())
                .addPod(pod("only")
                        .uid("c")
                        .ips("10.244.0.9")
                        .from("11:00:00")
                        .to("11:01:00")
                        .record())
                .build();

        assertThat(candidates(inventory.resolve(ADDRESS, Instant.MIN))).containsExactly("one", "two");
        assertThat(name(inventory.resolve(Ip.parse("10.244.0.9"), Instant.MIN))).isEqualTo("only");
    }

    @Test
    void bothAddressesOfADualStackPodAreItsOwn() {
        Inventory inventory = new InventoryBuilder()
                .addPod(pod("dual").ips("10.244.0.24", "fd00:10:244::18").record())
                .build();

        assertThat(name(inventory.resolve(ADDRESS, at("11:00:00")))).isEqualTo("dual");
        assertThat(name(inventory.resolve(Ip.parse("fd00:10:244::18"), at("11:00:00"))))
                .isEqualTo("dual");
    }

    @Test
    void aHostNetworkPodIsItsNode() {
        Inventory inventory = new InventoryBuilder()
                .addNode(node("n1", "172.18.0.11", "10.244.0.1", "10.244.0.0/24"))
                .addPod(pod("exporter").onHost().ips("172.18.0.11").record())
                .addPod(pod("spec-unknown").ips("172.18.0.11").record())
                .build();

        assertThat(inventory.resolve(Ip.parse("172.18.0.11"), at("11:00:00"))).isInstanceOf(Identity.Node.class);
        assertThat(inventory.resolve(Ip.parse("172.18.0.11"), Instant.MIN)).isInstanceOf(Identity.Node.class);
        assertThat(inventory.pods()).allMatch(PodRecord::hostNetwork);
    }

    @Test
    void aCniAddressIsItsNodeUnlessAPodHasIt() {
        InventoryBuilder builder =
                new InventoryBuilder().addNode(node("n1", "172.18.0.11", "10.244.0.1", "10.244.0.0/24"));
        Ip first = Ip.parse("10.244.0.1");

        assertThat(builder.build().resolve(first, at("11:00:00"))).isInstanceOf(Identity.Node.class);
        builder.addPod(pod("first").ips("10.244.0.1").record());
        assertThat(name(builder.build().resolve(first, at("11:00:00")))).isEqualTo("first");
    }

    @Test
    void anAddressOfAPodRangeWithoutOwnerIsUnknownAndOutsideItIsExternal() {
        Inventory inventory = new InventoryBuilder()
                .addNode(node("n1", "172.18.0.11", "10.244.0.1", "10.244.0.0/24"))
                .addServiceRange(Cidr.parse("10.96.0.0/16"))
                .build();

        assertThat(candidates(inventory.resolve(Ip.parse("10.244.0.77"), at("11:00:00"))))
                .isEmpty();
        assertThat(candidates(inventory.resolve(Ip.parse("10.96.3.4"), at("11:00:00"))))
                .isEmpty();
        assertThat(inventory.resolve(Ip.parse("10.244.7.7"), at("11:00:00"))).isInstanceOf(Identity.External.class);
        assertThat(inventory.podRanges()).containsExactly(Cidr.parse("10.244.0.0/24"));
    }

    @Test
    void noRangeIsInventedFromServiceAddresses() {
        Inventory inventory = new InventoryBuilder()
                .addService(InventoryServicesTest.service("a", "10.96.0.1", 80, ""))
                .build();

        assertThat(inventory.resolve(Ip.parse("10.96.0.1"), Instant.MIN)).isInstanceOf(Identity.Service.class);
        assertThat(inventory.resolve(Ip.parse("10.96.0.2"), Instant.MIN)).isInstanceOf(Identity.External.class);
        assertThat(inventory.serviceRanges()).isEmpty();
    }

    @Test
    void betweenServiceAddressesThatAreKnownNothingIsExternal() {
        Inventory inventory = new InventoryBuilder()
                .addService(InventoryServicesTest.service("a", "10.96.0.1", 80, ""))
                .addService(InventoryServicesTest.service("b", "10.96.0.200", 80, ""))
                .build();

        assertThat(candidates(inventory.resolve(Ip.parse("10.96.0.77"), Instant.MIN)))
                .isEmpty();
        assertThat(inventory.resolve(Ip.parse("10.96.1.1"), Instant.MIN)).isInstanceOf(Identity.External.class);
        assertThat(inventory.serviceRanges()).isEmpty();
    }

    @Test
    void serviceAddressesTooFarApartAreOfSeveralRanges() {
        Inventory inventory = new InventoryBuilder()
                .addService(InventoryServicesTest.service("a", "10.96.0.1", 80, ""))
                .addService(InventoryServicesTest.service("b", "172.20.0.1", 80, ""))
                .build();

        assertThat(inventory.resolve(Ip.parse("93.184.216.34"), Instant.MIN)).isInstanceOf(Identity.External.class);
    }

    @Test
    void everyStartEndsAllThatCameBefore() {
        InventoryBuilder builder = new InventoryBuilder();
        for (int minute = 0; minute < 50; minute += 2) {
            for (String twin : List.of("a", "b")) {
                builder.addPod(pod("p" + minute + twin)
                        .ips("10.244.0.24")
                        .from(String.format("10:%02d:00", minute + (twin.equals("a") ? 0 : 1)))
                        .record());
            }
        }
        Inventory inventory = builder.build();

        assertThat(name(inventory.resolve(ADDRESS, at("10:06:30")))).isEqualTo("p6a");
        assertThat(name(inventory.resolve(ADDRESS, at("10:07:30")))).isEqualTo("p6b");
        assertThat(name(inventory.resolve(ADDRESS, at("12:00:00")))).isEqualTo("p48b");
    }

    @Test
    void aStatefulSetsPodsOfOneNameAreToldApartByTime() {
        Inventory inventory = new InventoryBuilder()
                .addPod(pod("db-0").uid("b").ips("10.244.0.31").from("11:00:00").record())
                .addPod(pod("db-0").uid("a").ips("10.244.0.30").from("10:00:00").record())
                .build();
        PodKey key = new PodKey("default", "shop", "db-0");

        assertThat(inventory.pod(key, at("10:30:00")).orElseThrow().uid()).isEqualTo("a");
        assertThat(inventory.pod(key, at("11:30:00")).orElseThrow().uid()).isEqualTo("b");
        assertThat(inventory.pod(key, at("09:00:00")).orElseThrow().uid()).isEqualTo("a");
        assertThat(inventory.pod(key, Instant.MIN).orElseThrow().uid()).isEqualTo("b");
        assertThat(inventory.pods().get(0).deleted())
                .as("the earlier one is over")
                .isTrue();
        assertThat(inventory.pods().get(0).lifetime().to()).isEqualTo(at("11:00:00"));
        assertThat(candidates(inventory.resolve(Ip.parse("10.244.0.30"), at("11:30:00"))))
                .containsExactly("db-0");
    }

    @Test
    void aLoadBalancerOnANodesAddressIsFoundByItsPort() {
        Ip shared = Ip.parse("172.18.0.11");
        ServiceRecord service = new ServiceRecord(
                "default",
                "shop",
                "web",
                "LoadBalancer",
                List.of(Ip.parse("10.96.0.9")),
                List.of(shared),
                Labels.NONE,
                List.of(new ServicePort("", 443, Protocol.TCP, "8443", 30443)),
                "");
        Inventory inventory = new InventoryBuilder()
                .addNode(node("n1", "172.18.0.11", "10.244.0.1", "10.244.0.0/24"))
                .addService(service)
                .build();

        assertThat(inventory.resolve(shared, Instant.MIN)).isInstanceOf(Identity.Node.class);
        assertThat(inventory.serviceAt(shared, Protocol.TCP, 443).orElseThrow().service())
                .isEqualTo(service);
        assertThat(inventory.serviceAt(shared, Protocol.UDP, 443)).isEmpty();
        assertThat(inventory.nodePort(Protocol.TCP, 30443).orElseThrow().port().targetPort())
                .isEqualTo("8443");
    }

    @Test
    void anEmptyInventoryKnowsNothingAndSaysSo() {
        assertThat(Inventory.empty().isEmpty()).isTrue();
        assertThat(Inventory.empty().resolve(ADDRESS, Instant.MIN)).isInstanceOf(Identity.External.class);
        assertThat(new InventoryBuilder().addPod(pod("a").record()).build().isEmpty())
                .isFalse();
    }
}
