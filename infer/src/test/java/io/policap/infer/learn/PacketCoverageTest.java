package io.policap.infer.learn;

import static io.policap.infer.FlowFixture.START;
import static io.policap.infer.PacketFixture.segments;
import static io.policap.infer.PodFixture.pod;
import static org.assertj.core.api.Assertions.assertThat;

import io.policap.infer.LearnFixture;
import io.policap.infer.LearnResult;
import io.policap.infer.flow.BlindSpot;
import io.policap.infer.flow.Vantage;
import io.policap.infer.intent.Coverage;
import io.policap.infer.inventory.PodKey;
import io.policap.infer.inventory.WorkloadKey;
import io.policap.infer.issue.IssueCode;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** R19: whose traffic a capture shows. */
class PacketCoverageTest {
    private static final String WEB = "10.244.1.2";
    private static final String API = "10.244.1.3";
    private static final String DB = "10.244.2.4";
    private static final Instant END = START.plusSeconds(3600);

    private static LearnFixture cluster() {
        return new LearnFixture()
                .node("node-1", "192.168.0.1", "10.244.1.0/24")
                .node("node-2", "192.168.0.2", "10.244.2.0/24")
                .with(
                        pod("shop/web-1", WEB),
                        pod("shop/api-1", API),
                        pod("shop/db-1", DB).on("node-2"))
                .captured(segments(WEB, API, 8080), segments(API, DB, 5432));
    }

    private static Vantage.Pod podVantage(String name) {
        return new Vantage.Pod(new PodKey(WorkloadKey.DEFAULT_CLUSTER, "shop", name));
    }

    private static void covered(LearnResult result, String workload, Coverage ingress, Coverage egress) {
        assertThat(result.workload(workload).ingressCoverage())
                .as(workload + " ingress")
                .isEqualTo(ingress);
        assertThat(result.workload(workload).egressCoverage())
                .as(workload + " egress")
                .isEqualTo(egress);
    }

    private static void covered(LearnResult result, String workload, Coverage both) {
        covered(result, workload, both, both);
    }

    @Test
    void allInterfacesOfANodeCoverItsPodsAndNoOthers() {
        LearnResult result =
                cluster().covers(new Vantage.Node("node-1"), START, END).learn();
        covered(result, "shop/web", Coverage.FULL);
        covered(result, "shop/api", Coverage.FULL);
        covered(result, "shop/db", Coverage.UNKNOWN);
        assertThat(result.issues(IssueCode.UNKNOWN_COVERAGE))
                .singleElement()
                .asString()
                .contains("tcpdump -i any")
                .contains("recording.yaml");
    }

    @Test
    void aCaptureOfOnePodNeverClaimsAnotherPodsIngress() {
        LearnResult result = cluster().covers(podVantage("web-1"), START, END).learn();
        covered(result, "shop/web", Coverage.FULL);
        covered(result, "shop/api", Coverage.UNKNOWN);
        covered(result, "shop/db", Coverage.UNKNOWN);
    }

    @Test
    void onePodOfTwoIsAPart() {
        LearnResult result = cluster()
                .with(pod("shop/web-2", "10.244.1.9"))
                .covers(podVantage("web-1"), START, END)
                .learn();
        covered(result, "shop/web", Coverage.PARTIAL);
        assertThat(result.workload("shop/web").notReady()).contains("coverage partial");
    }

    @Test
    void anUplinkAnOverlayAndABridgeNeverCoverWhole() {
        for (Vantage vantage :
                new Vantage[] {new Vantage.Uplink("node-1"), new Vantage.Overlay("node-1"), new Vantage.Bridge("node-1")
                }) {
            LearnResult result = cluster().covers(vantage, START, END).learn();
            covered(result, "shop/web", Coverage.PARTIAL);
            covered(result, "shop/db", Coverage.UNKNOWN);
        }
    }

    @Test
    void masqueradedEgressAtAnUplinkIsNobodysAndLeavesEgressPartial() {
        LearnResult result = cluster()
                .captured(segments("192.168.0.1", "203.0.113.9", 443))
                .covers(new Vantage.Uplink("node-1"), START, END)
                .learn();
        assertThat(result.workload("shop/web").egressCoverage()).isEqualTo(Coverage.PARTIAL);
        assertThat(result.egress("shop/web")).noneMatch(rule -> rule.contains("203.0.113.9"));
    }

    @Test
    void theMostThatOneVantageShowsCounts() {
        LearnResult result = cluster()
                .covers(new Vantage.Uplink("node-1"), START, END)
                .covers(podVantage("web-1"), START, END)
                .learn();
        covered(result, "shop/web", Coverage.FULL);
        covered(result, "shop/api", Coverage.PARTIAL);
    }

    @Test
    void anUnknownVantageClaimsNothingButIsPartOfTheWindow() {
        LearnResult result = cluster().covers(new Vantage.Unknown(), START, END).learn();
        covered(result, "shop/web", Coverage.UNKNOWN);

        LearnResult longer = cluster()
                .covers(new Vantage.Node("node-1"), START, START.plusSeconds(60))
                .covers(new Vantage.Unknown(), START, END)
                .learn();
        covered(longer, "shop/web", Coverage.PARTIAL);
    }

    @Test
    void aCaptureThatBeganLateCoversAPart() {
        LearnResult result = cluster()
                .covers(new Vantage.Node("node-1"), START.plusSeconds(1800), END)
                .covers(new Vantage.Node("node-2"), START, END)
                .learn();
        covered(result, "shop/web", Coverage.PARTIAL);
        covered(result, "shop/db", Coverage.FULL);
    }

    @Test
    void packetsThatANodesKernelDroppedMakeItsWorkloadsNotReady() {
        LearnResult result = cluster()
                .covers(new Vantage.Node("node-1"), START, END)
                .covers(new Vantage.Node("node-2"), START, END)
                .blindSpot(new BlindSpot("node-1", START, END, 12, "packets dropped"))
                .learn();
        assertThat(result.workload("shop/web").notReady())
                .anyMatch(reason -> reason.startsWith("1 blind spot in its window: node-1 "))
                .contains("coverage partial");
        assertThat(result.workload("shop/db").notReady()).noneMatch(reason -> reason.contains("blind spot"));
        covered(result, "shop/db", Coverage.FULL);
    }
}
