package io.policap.infer.learn;

import static io.policap.infer.FlowFixture.tcp;
import static io.policap.infer.FlowFixture.udp;
import static io.policap.infer.PodFixture.pod;
import static org.assertj.core.api.Assertions.assertThat;

import io.policap.infer.FlowFixture;
import io.policap.infer.LearnFixture;
import io.policap.infer.LearnResult;
import io.policap.infer.PodFixture;
import io.policap.infer.issue.IssueCode;
import io.policap.infer.net.Protocol;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** R10: the way to the cluster's resolver. */
class ResolverRulesTest {
    private static final String WEB = "10.244.1.2";
    private static final String API = "10.244.1.3";
    private static final String DNS = "10.244.1.53";

    private static LearnFixture cluster() {
        return new LearnFixture()
                .node("node-1", "192.168.0.1", "10.244.1.0/24")
                .with(pod("shop/web-1", WEB), pod("shop/api-1", API));
    }

    private static PodFixture coreDns() {
        return pod("kube-system/coredns-1", DNS).labels("k8s-app", "kube-dns");
    }

    @Test
    void whoseEgressIsClosedMayAskTheResolverSeenOrNot() {
        LearnResult result = cluster().with(coreDns()).served(tcp(WEB, API, 80)).learn();
        assertThat(result.egress("shop/web"))
                .containsExactly(
                        "kube-system/coredns TCP 53 [dns]", "kube-system/coredns UDP 53 [dns]", "shop/api TCP 80");
        assertThat(result.egress("shop/api")).as("its egress stays open").isEmpty();
        assertThat(result.issues(IssueCode.RESOLVER_UNKNOWN)).isEmpty();
    }

    @Test
    void theResolverAdmitsEveryPodAndAnyoneElseOnlyAsSeen() {
        LearnResult result = cluster()
                .with(coreDns())
                .served(udp(WEB, DNS, 53))
                .served(tcp(WEB, DNS, 9153))
                .learn();
        assertThat(result.ingress("kube-system/coredns"))
                .containsExactly("every-pod TCP 53 [dns]", "every-pod UDP 53 [dns]", "shop/web TCP 9153");
        assertThat(result.replay(false).denials()).isEmpty();
        assertThat(result.replay(true).denials()).isEmpty();
    }

    @Test
    void theResolverItselfDoesNotAskItself() {
        LearnResult result =
                cluster().with(coreDns()).served(udp(DNS, "203.0.113.53", 53)).learn();
        assertThat(result.egress("kube-system/coredns")).containsExactly("[203.0.113.53/32] UDP 53");
    }

    @Test
    void observedModeOpensItOnlyWhereItWasSeen() {
        LearnOptions observed =
                new LearnOptions(new TreeSet<>(), false, 0.01, true, LearnOptions.DEFAULT.ciliumLabels());
        LearnResult result = cluster()
                .with(coreDns())
                .served(tcp(WEB, API, 80))
                .served(udp(API, DNS, 53))
                .learn(observed);
        assertThat(result.egress("shop/web")).containsExactly("shop/api TCP 80");
        assertThat(result.egress("shop/api")).containsExactly("kube-system/coredns UDP 53");
        assertThat(result.replay(false).denials()).isEmpty();
    }

    @Test
    void withNodeLocalDnsItsAddressAndTheNodesAreOpenedTogetherWithThePods() {
        LearnResult result = cluster()
                .with(
                        coreDns(),
                        pod("kube-system/nodelocal-1", "192.168.0.1")
                                .labels("k8s-app", "node-local-dns")
                                .hostNetwork())
                .served(tcp(WEB, API, 80))
                .learn();
        assertThat(result.egress("shop/web"))
                .contains(
                        "kube-system/coredns UDP 53 [dns]",
                        "[169.254.20.10/32] UDP 53 [dns]",
                        "nodes [10.244.1.0, 192.168.0.1] UDP 53 [dns, nodes]");
    }

    @Test
    void nodeLocalDnsSeenInTrafficWithoutNodesKeepsTheEgressPolicy() {
        LearnResult result = new LearnFixture()
                .with(pod("shop/web-1", WEB), pod("shop/api-1", API))
                .served(udp(WEB, "169.254.20.10", 53))
                .served(tcp(WEB, API, 80))
                .learn();
        assertThat(result.egress("shop/web")).contains("[169.254.20.10/32] UDP 53 [dns]");
        assertThat(result.networkPolicies())
                .anyMatch(policy ->
                        policy.name().equals("policap-web") && policy.egress().isPresent());
        assertThat(result.replay(false).denials()).isEmpty();
        assertThat(result.replay(true).denials()).isEmpty();
    }

    @Test
    void openShiftsResolverIsOpenedOnItsOwnPort() {
        PodFixture dns = pod("openshift-dns/dns-default-1", DNS)
                .of("DaemonSet", "dns-default")
                .labels("dns.operator.openshift.io/daemonset-dns", "default")
                .port("dns", 5353, Protocol.UDP, 0)
                .port("dns-tcp", 5353, Protocol.TCP, 0);
        LearnResult result = cluster().with(dns).served(tcp(WEB, API, 80)).learn();
        assertThat(result.egress("shop/web"))
                .contains("openshift-dns/dns-default UDP 5353 [dns]", "openshift-dns/dns-default TCP 5353 [dns]");
        assertThat(result.ingress("openshift-dns/dns-default"))
                .as("nothing was seen of the resolver, so its ingress is not closed")
                .isEmpty();
    }

    @Test
    void openShiftsResolverAdmitsEveryPodOnItsOwnPortOnceItWasAsked() {
        PodFixture dns = pod("openshift-dns/dns-default-1", DNS)
                .of("DaemonSet", "dns-default")
                .labels("dns.operator.openshift.io/daemonset-dns", "default")
                .port("dns", 5353, Protocol.UDP, 0)
                .port("dns-tcp", 5353, Protocol.TCP, 0);
        LearnResult result = cluster()
                .with(dns)
                .served(tcp(WEB, API, 80))
                .served(udp(WEB, DNS, 5353))
                .learn();
        assertThat(result.ingress("openshift-dns/dns-default")).contains("every-pod UDP 5353 [dns]");
    }

    @Test
    void withoutInventoryTheResolverIsFoundInTheFlows() {
        LearnResult result = new LearnFixture()
                .served(udp(WEB, DNS, 53)
                        .ends(
                                FlowFixture.pod("shop/web-1", "app", "web"),
                                FlowFixture.remotePod("kube-system/coredns-1", "k8s-app", "kube-dns")))
                .served(tcp(API, WEB, 80)
                        .ends(FlowFixture.pod("shop/api-1", "app", "api"), FlowFixture.pod("shop/web-1", "app", "web")))
                .learn();
        assertThat(result.egress("shop/api")).contains("kube-system/kube-dns UDP 53 [dns]");
    }

    @Test
    void anUnknownResolverIsSaid() {
        LearnResult result = cluster().served(tcp(WEB, API, 80)).learn();
        assertThat(result.issues(IssueCode.RESOLVER_UNKNOWN)).hasSize(1);
    }
}
