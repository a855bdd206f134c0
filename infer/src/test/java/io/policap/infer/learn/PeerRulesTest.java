package io.policap.infer.learn;

import static io.policap.infer.FlowFixture.icmp;
import static io.policap.infer.FlowFixture.inCluster;
import static io.policap.infer.FlowFixture.of;
import static io.policap.infer.FlowFixture.remotePod;
import static io.policap.infer.FlowFixture.reserved;
import static io.policap.infer.FlowFixture.tcp;
import static io.policap.infer.FlowFixture.udp;
import static io.policap.infer.PodFixture.pod;
import static org.assertj.core.api.Assertions.assertThat;

import io.policap.infer.FlowFixture;
import io.policap.infer.LearnFixture;
import io.policap.infer.LearnResult;
import io.policap.infer.flow.FlowEndpoint;
import io.policap.infer.flow.SkipReason;
import io.policap.infer.issue.IssueCode;
import io.policap.infer.label.LabelSelector;
import io.policap.infer.net.Protocol;
import io.policap.infer.policy.cilium.CiliumEntity;
import io.policap.infer.policy.cilium.CiliumPeers;
import io.policap.infer.policy.cilium.CiliumPolicy;
import io.policap.infer.policy.from.KubernetesPolicies;
import io.policap.infer.policy.kubernetes.NetworkPolicyPeer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** R7, R9 and R11: what peers are called in rules and policies. */
class PeerRulesTest {
    private static final String WEB = "10.244.1.2";

    private static LearnFixture cluster() {
        return new LearnFixture()
                .node("node-1", "192.168.0.1", "10.244.1.0/24", true)
                .node("node-2", "192.168.0.2", "10.244.2.0/24")
                .service("shop/x", "ClusterIP", "10.96.0.99", 1, "1", 0)
                .with(pod("shop/web-1", WEB));
    }

    @Test
    void bothEndsGetARule() {
        LearnResult result = cluster()
                .with(pod("pay/api-1", "10.244.1.3"))
                .served(tcp(WEB, "10.244.1.3", 8080))
                .learn();
        assertThat(result.egress("shop/web")).containsExactly("pay/api TCP 8080");
        assertThat(result.ingress("pay/api")).containsExactly("shop/web TCP 8080");
    }

    @Test
    void peersInAnotherNamespaceCarryItInBothKinds() {
        LearnResult result = cluster()
                .with(pod("pay/api-1", "10.244.1.3"), pod("shop/db-1", "10.244.1.4"))
                .served(tcp(WEB, "10.244.1.3", 8080))
                .served(tcp(WEB, "10.244.1.4", 5432))
                .learn();
        var egress = result.networkPolicies().stream()
                .filter(policy -> policy.name().equals("policap-web"))
                .findFirst()
                .orElseThrow()
                .egress()
                .orElseThrow();
        assertThat(egress.stream().flatMap(rule -> rule.peers().orElseThrow().stream()))
                .containsExactlyInAnyOrder(
                        NetworkPolicyPeer.Selected.pods(
                                LabelSelector.of(Map.of("app", "api")),
                                LabelSelector.of(Map.of("kubernetes.io/metadata.name", "pay"))),
                        NetworkPolicyPeer.Selected.pods(LabelSelector.of(Map.of("app", "db"))));
        assertThat(ciliumEgressPeers(result, "policap-web"))
                .containsExactlyInAnyOrder(
                        new CiliumPeers.Endpoints(List.of(
                                LabelSelector.of(Map.of("app", "api", "k8s:io.kubernetes.pod.namespace", "pay")))),
                        new CiliumPeers.Endpoints(List.of(LabelSelector.of(Map.of("app", "db")))));
    }

    private static List<CiliumPeers> ciliumEgressPeers(LearnResult result, String name) {
        CiliumPolicy policy = result.ciliumPolicies().stream()
                .filter(candidate -> candidate.name().equals(name))
                .findFirst()
                .orElseThrow();
        return policy.spec().orElseThrow().egress().orElseThrow().stream()
                .flatMap(rule -> rule.peers().stream())
                .toList();
    }

    @Test
    void peersInAnotherClusterCarryItAndNetworkPolicyLeavesTheDirectionOpen() {
        FlowEndpoint local = inCluster(FlowFixture.pod("shop/web-1", "app", "web"), "east");
        FlowEndpoint remote = inCluster(remotePod("shop/api-1", "app", "api"), "west");
        LearnResult result = cluster()
                .served(tcp(WEB, "10.9.0.3", 8080).ends(local, remote))
                .served(tcp("10.9.0.3", WEB, 9090).ends(remote, local))
                .with(pod("shop/db-1", "10.244.1.4"))
                .served(tcp(WEB, "10.244.1.4", 5432).ends(local, FlowEndpoint.UNKNOWN))
                .learn();
        assertThat(result.egress("shop/web")).containsExactly("shop/db TCP 5432", "west:shop/api TCP 8080");
        assertThat(result.has("shop/api")).isFalse();
        assertThat(ciliumEgressPeers(result, "policap-web"))
                .contains(new CiliumPeers.Endpoints(List.of(LabelSelector.of(Map.of(
                        "app",
                        "api",
                        "k8s:io.kubernetes.pod.namespace",
                        "shop",
                        "k8s:io.cilium.k8s.policy.cluster",
                        "west")))));
        assertThat(KubernetesPolicies.from(result.intent()).issues())
                .anyMatch(issue -> issue.code() == IssueCode.NOT_EXPRESSIBLE);
        assertThat(result.enforced(false)).noneMatch(policy -> policy.name().equals("policap-default-deny"));
        assertThat(result.replay(false).denials()).isEmpty();
        assertThat(result.replay(true).denials()).isEmpty();
    }

    @Test
    void aWorkloadOfAnotherClusterDoesNotWithholdTheNamespacesDefaultDeny() {
        FlowEndpoint local = inCluster(FlowFixture.pod("shop/web-1", "app", "web"), "east");
        FlowEndpoint remote = inCluster(remotePod("shop/api-1", "app", "api"), "west");
        LearnResult result =
                cluster().served(tcp("10.9.0.3", WEB, 9090).ends(remote, local)).learn();
        assertThat(result.namespace("shop").uncovered()).isEmpty();
    }

    @Test
    void outsideAddressesAreMergedWithoutLoss() {
        LearnFixture cluster = cluster();
        for (int last = 8; last < 12; last++) {
            cluster.served(tcp(WEB, "203.0.113." + last, 443));
        }
        cluster.served(tcp(WEB, "203.0.113.13", 443));
        cluster.served(tcp(WEB, "198.51.100.1", 25));
        assertThat(cluster.learn().egress("shop/web"))
                .containsExactly("[198.51.100.1/32] TCP 25", "[203.0.113.8/30, 203.0.113.13/32] TCP 443");
    }

    @Test
    void anExposedPortReachedFromOutsideAdmitsAnyoneAndIsToBeReviewed() {
        LearnResult result = cluster()
                .service("shop/web", "LoadBalancer", "198.51.100.7", 80, "8080", 30_080)
                .served(tcp("203.0.113.5", WEB, 8080)
                        .ends(reserved("world"), FlowFixture.pod("shop/web-1", "app", "web")))
                .learn();
        assertThat(result.ingress("shop/web")).containsExactly("anyone TCP 8080 [public-endpoint]");
        assertThat(result.issues(IssueCode.PUBLIC_ENDPOINT)).hasSize(1);
        CiliumPolicy policy = result.ciliumPolicies().get(0);
        assertThat(policy.spec().orElseThrow().ingress().orElseThrow().get(0).peers())
                .containsExactly(new CiliumPeers.Entities(
                        List.of(CiliumEntity.WORLD, CiliumEntity.HOST, CiliumEntity.REMOTE_NODE)));
        assertThat(result.networkPolicies()
                        .get(0)
                        .ingress()
                        .orElseThrow()
                        .get(0)
                        .peers()
                        .orElseThrow())
                .hasSize(2 + 4)
                .first()
                .asString()
                .contains("0.0.0.0/0")
                .contains("10.244.1.0/24")
                .contains("10.244.2.0/24");
    }

    @Test
    void anExposedPortReachedThroughAnotherNodeAdmitsAnyoneToo() {
        LearnResult result = cluster()
                .service("shop/web", "NodePort", "10.96.0.5", 80, "8080", 30_080)
                .served(tcp("192.168.0.2", WEB, 8080))
                .learn();
        assertThat(result.ingress("shop/web")).containsExactly("anyone TCP 8080 [public-endpoint]");
    }

    @Test
    void aPortThatIsNotExposedAdmitsOnlyTheAddressesSeen() {
        LearnResult result = cluster().served(tcp("203.0.113.5", WEB, 8080)).learn();
        assertThat(result.ingress("shop/web")).containsExactly("[203.0.113.5/32] TCP 8080");
    }

    @Test
    void theApiServerIsAPeerOfItsOwnByItsVirtualOrItsRealAddress() {
        for (String address : List.of("10.96.0.1", "192.168.0.1")) {
            LearnResult result = cluster()
                    .apiServer("192.168.0.1")
                    .served(tcp(WEB, address, address.startsWith("10.96") ? 443 : 6443))
                    .learn();
            assertThat(result.egress("shop/web")).as(address).containsExactly("api-server [192.168.0.1] TCP 6443");
            assertThat(result.replay(true).denials()).as(address).isEmpty();
            assertThat(result.replay(false).denials()).as(address).isEmpty();
        }
    }

    @Test
    void anApiServerOutsideTheClusterIsTheApiServerAllTheSame() {
        LearnResult result = cluster()
                .apiServer("203.0.113.77")
                .served(tcp(WEB, "10.96.0.1", 443))
                .learn();
        assertThat(result.egress("shop/web")).containsExactly("api-server [203.0.113.77] TCP 6443");
        assertThat(result.replay(true).denials()).isEmpty();
    }

    @Test
    void icmpIsAllowedByTypeAndItsAnswersMakeNoRule() {
        LearnResult result = cluster()
                .with(pod("shop/api-1", "10.244.1.3"))
                .seen(icmp(WEB, "10.244.1.3", 8), icmp("10.244.1.3", WEB, 0))
                .learn();
        assertThat(result.egress("shop/web")).containsExactly("shop/api ICMP type 8");
        assertThat(result.ingress("shop/web")).isEmpty();
        assertThat(KubernetesPolicies.from(result.intent()).issues()).hasSize(2);
        assertThat(result.networkPolicies()).isEmpty();
        assertThat(result.ciliumPolicies()).hasSize(2);
        assertThat(result.replay(true).denials()).isEmpty();
        assertThat(result.replay(false).notExpressible()).hasSize(1);
    }

    @Test
    void icmpErrorsAndNeighbourDiscoveryAreNoConnections() {
        LearnFixture cluster = cluster()
                .seen(
                        icmp(WEB, "10.244.1.3", 3),
                        icmp(WEB, "10.244.1.3", 11),
                        icmp("fd00::1", "fd00::2", 1),
                        icmp("fd00::1", "fd00::2", 135));
        assertThat(cluster.snapshot(cluster.flows(), cluster.inventory())
                        .books()
                        .skipped())
                .containsEntry(SkipReason.ICMP_CONTROL, 4L);
    }

    @Test
    void multicastBroadcastAndLoopbackAreNoPolicyMatter() {
        LearnFixture cluster = cluster()
                .seen(
                        udp(WEB, "224.0.0.251", 5353),
                        udp(WEB, "255.255.255.255", 67),
                        udp("0.0.0.0", WEB, 68),
                        tcp("127.0.0.1", "127.0.0.1", 80),
                        tcp("::1", "::1", 80),
                        udp("fe80::1", "ff02::fb", 5353));
        assertThat(cluster.snapshot(cluster.flows(), cluster.inventory())
                        .books()
                        .skipped())
                .containsEntry(SkipReason.NOT_POLICY_MATTER, 6L);
    }

    @Test
    void theMetadataServiceIsAServerLikeAnother() {
        LearnResult result = cluster()
                .served(tcp(WEB, "169.254.169.254", 80).ends(FlowEndpoint.UNKNOWN, reserved("world")))
                .learn();
        assertThat(result.egress("shop/web")).containsExactly("[169.254.169.254/32] TCP 80");
    }

    @Test
    void sctpAndIpv6AreLikeTheOthers() {
        LearnResult result = cluster()
                .with(pod("shop/six-1", "fd00:10:244::2"), pod("shop/api-1", "10.244.1.3", "fd00:10:244::3"))
                .served(of(Protocol.SCTP, WEB, "10.244.1.3", 3868))
                .served(tcp("fd00:10:244::2", "fd00:10:244::3", 80))
                .served(tcp("fd00:10:244::2", "2001:db8::1", 443))
                .seen(icmp("fd00:10:244::2", "fd00:10:244::3", 128), icmp("fd00:10:244::3", "fd00:10:244::2", 129))
                .learn();
        assertThat(result.egress("shop/web")).containsExactly("shop/api SCTP 3868");
        assertThat(result.egress("shop/six"))
                .containsExactly("shop/api TCP 80", "shop/api ICMPv6 type 128", "[2001:db8::1/128] TCP 443");
        assertThat(result.replay(true).denials()).isEmpty();
        assertThat(result.replay(false).denials()).isEmpty();
    }

    @Test
    void replicasThatTalkToEachOtherNeedAndGetARule() {
        LearnResult result = cluster()
                .with(pod("shop/db-1", "10.244.1.11"), pod("shop/db-2", "10.244.1.12"))
                .served(tcp("10.244.1.11", "10.244.1.12", 7000))
                .learn();
        assertThat(result.egress("shop/db")).containsExactly("shop/db TCP 7000");
        assertThat(result.replay(false).denials()).isEmpty();
        assertThat(Optional.of(result.replay(false).replayed())).contains(1L);
    }
}
