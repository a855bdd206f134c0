package io.policap.infer.learn;

import static io.policap.infer.FlowFixture.pod;
import static io.policap.infer.FlowFixture.reserved;
import static io.policap.infer.FlowFixture.tcp;
import static io.policap.infer.FlowFixture.udp;
import static org.assertj.core.api.Assertions.assertThat;

import io.policap.infer.FlowFixture;
import io.policap.infer.LearnFixture;
import io.policap.infer.LearnResult;
import io.policap.infer.PodFixture;
import io.policap.infer.flow.SkipReason;
import io.policap.infer.issue.IssueCode;
import io.policap.infer.learn.edge.JudgedEdge;
import org.junit.jupiter.api.Test;

/** R5: nodes, probes and the control plane. */
class NodeTrafficTest {
    private static final String API = "10.244.1.3";
    private static final String NODES = "[10.244.1.0, 10.244.2.0, 192.168.0.1, 192.168.0.2]";

    private static LearnFixture cluster(PodFixture... pods) {
        return new LearnFixture()
                .node("node-1", "192.168.0.1", "10.244.1.0/24", true)
                .node("node-2", "192.168.0.2", "10.244.2.0/24")
                .with(pods);
    }

    private static PodFixture api() {
        return PodFixture.pod("shop/api-1", API).port(8080);
    }

    private static FlowFixture fromOwnNode(int port) {
        return tcp("10.244.1.0", API, port).ends(reserved("host"), pod("shop/api-1", "app", "api"));
    }

    private static FlowFixture fromOtherNode(int port) {
        return tcp("192.168.0.2", API, port).ends(reserved("remote-node"), pod("shop/api-1", "app", "api"));
    }

    @Test
    void aHostNetworkPodIsItsNode() {
        LearnResult result = cluster(
                        api(),
                        PodFixture.pod("ops/agent-1", "192.168.0.2")
                                .on("node-2")
                                .hostNetwork())
                .served(tcp("192.168.0.2", API, 8080))
                .learn();
        assertThat(result.ingress("shop/api")).containsExactly("nodes " + NODES + " TCP 8080 [nodes]");
        assertThat(result.has("ops/agent")).isFalse();
        assertThat(result.issues(IssueCode.NODE_ADDRESSES)).hasSize(1);
    }

    @Test
    void theKubeletsProbesOfItsOwnPodsMakeNoRule() {
        LearnResult result =
                cluster(api().probe(8081)).served(fromOwnNode(8081)).learn();
        assertThat(result.ingress("shop/api")).isEmpty();
        assertThat(result.inferred().edges()).singleElement().matches(JudgedEdge::probe);
    }

    @Test
    void theOwnNodeOnAPortThatIsNotProbedMakesARule() {
        LearnResult result =
                cluster(api().probe(8081)).served(fromOwnNode(8080)).learn();
        assertThat(result.ingress("shop/api")).hasSize(1).first().asString().contains("TCP 8080 [nodes]");
    }

    @Test
    void anotherNodeOnAProbePortMakesARule() {
        LearnResult result =
                cluster(api().probe(8081)).served(fromOtherNode(8081)).learn();
        assertThat(result.ingress("shop/api")).containsExactly("nodes " + NODES + " TCP 8081 [nodes]");
    }

    @Test
    void datagramsOfTheOwnNodeAreNoProbes() {
        FlowFixture flow = udp("10.244.1.0", API, 8081).ends(reserved("host"), pod("shop/api-1", "app", "api"));
        assertThat(cluster(api().probe(8081)).served(flow).learn().ingress("shop/api"))
                .hasSize(1);
    }

    @Test
    void withUnknownSpecAPortOnlyTheOwnNodeUsesIsTakenForAProbe() {
        LearnFixture alone =
                cluster(PodFixture.pod("shop/api-1", API).specUnknown()).served(fromOwnNode(8081));
        assertThat(alone.learn().ingress("shop/api")).isEmpty();

        LearnFixture shared = cluster(
                        PodFixture.pod("shop/api-1", API).specUnknown(), PodFixture.pod("shop/web-1", "10.244.1.2"))
                .served(fromOwnNode(8081))
                .served(tcp("10.244.1.2", API, 8081));
        assertThat(shared.learn().ingress("shop/api"))
                .anyMatch(rule -> rule.contains("TCP 8081 [nodes]"))
                .contains("shop/web TCP 8081");
    }

    @Test
    void probesAreRecognisedFromAddressesAloneInRequestAndAnswer() {
        LearnResult result =
                cluster(api().probe(8081)).served(tcp("192.168.0.1", API, 8081)).learn();
        assertThat(result.inferred().edges()).singleElement().matches(JudgedEdge::probe);
        assertThat(result.ingress("shop/api")).isEmpty();
    }

    @Test
    void aPortOnlyTheControlPlaneCallsNamesItsNodesOnly() {
        LearnResult result =
                cluster(api()).served(tcp("192.168.0.1", API, 9443)).learn();
        assertThat(result.ingress("shop/api"))
                .containsExactly("control-plane [10.244.1.0, 192.168.0.1] TCP 9443 [nodes]");
    }

    @Test
    void aPortThatWorkersCallAsWellNamesAllNodes() {
        LearnResult result = cluster(api())
                .served(tcp("192.168.0.1", API, 9443))
                .served(tcp("192.168.0.2", API, 9443))
                .learn();
        assertThat(result.ingress("shop/api")).containsExactly("nodes " + NODES + " TCP 9443 [nodes]");
    }

    @Test
    void aNodeAddressThatTheInventoryDoesNotKnowIsNamedToo() {
        FlowFixture flow = tcp("172.20.0.9", API, 8080).ends(reserved("remote-node"), pod("shop/api-1", "app", "api"));
        LearnResult result = cluster(api()).served(flow).learn();
        assertThat(result.ingress("shop/api").get(0)).contains("172.20.0.9").contains("192.168.0.2");
        assertThat(result.replay(false).denials()).isEmpty();
    }

    @Test
    void withoutNodesInTheInventoryTheAddressesSeenAreNamed() {
        LearnFixture cluster = new LearnFixture().with(api()).served(fromOtherNode(8080));
        assertThat(cluster.learn().ingress("shop/api")).containsExactly("nodes [192.168.0.2] TCP 8080 [nodes]");
    }

    @Test
    void egressToNodesNamesAllOfThem() {
        LearnResult result =
                cluster(api()).served(tcp(API, "192.168.0.2", 9100)).learn();
        assertThat(result.egress("shop/api")).containsExactly("nodes " + NODES + " TCP 9100 [nodes]");
    }

    @Test
    void nodeToNodeAndNodeToOutsideMakeNoRulesAndAreCounted() {
        LearnFixture cluster = cluster(api())
                .seen(
                        tcp("192.168.0.1", "192.168.0.2", 4240),
                        tcp("192.168.0.1", "203.0.113.9", 443),
                        tcp("10.244.2.9", "10.244.1.3", 4240)
                                .ends(reserved("health"), pod("shop/api-1", "app", "api")));
        assertThat(cluster.snapshot(cluster.flows(), cluster.inventory())
                        .books()
                        .skipped())
                .containsEntry(SkipReason.NODE_TO_NODE, 1L)
                .containsEntry(SkipReason.NODE_OR_MASQUERADED, 1L)
                .containsEntry(SkipReason.RESERVED_ENDPOINT, 1L);
    }
}
