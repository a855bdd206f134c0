package io.policap.infer.learn;

import static io.policap.infer.FlowFixture.START;
import static io.policap.infer.FlowFixture.tcp;
import static io.policap.infer.PodFixture.pod;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.policap.infer.FlowFixture;
import io.policap.infer.LearnFixture;
import io.policap.infer.LearnResult;
import io.policap.infer.baseline.BucketRun;
import io.policap.infer.flow.BlindSpot;
import io.policap.infer.intent.Confidence;
import io.policap.infer.intent.Coverage;
import io.policap.infer.issue.IssueCode;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** R14, R16 and R19: how well a workload is known. */
class ReadinessTest {
    private static final String WEB = "10.244.1.2";
    private static final String API = "10.244.1.3";

    private static LearnFixture cluster() {
        return new LearnFixture()
                .node("node-1", "192.168.0.1", "10.244.1.0/24")
                .node("node-2", "192.168.0.2", "10.244.2.0/24")
                .with(pod("shop/web-1", WEB), pod("shop/api-1", API));
    }

    private static LearnFixture steady() {
        LearnFixture cluster = cluster();
        for (int bucket = 0; bucket < 20; bucket++) {
            cluster.served(tcp(WEB, API, 80).minute(10 * bucket));
        }
        return cluster;
    }

    @Test
    void theProbabilityOfSomethingNewCountsEdgesSeenInOneIntervalOnly() {
        LearnFixture cluster = steady();
        // Twenty intervals; one edge in all of them, one in two, one (often, but in one interval) in one.
        cluster.served(tcp(WEB, API, 81).minute(0)).served(tcp(WEB, API, 81).minute(190));
        for (int i = 0; i < 50; i++) {
            cluster.served(tcp(WEB, API, 82).minute(50));
        }
        Confidence confidence = cluster.learn().workload("shop/web").confidence();
        assertThat(confidence.buckets()).isEqualTo(20);
        assertThat(confidence.edges()).isEqualTo(3);
        assertThat(confidence.newEdgeProbability()).isCloseTo(1.0 / 20, within(1e-12));
        assertThat(confidence.first()).isEqualTo(START);
        assertThat(confidence.last()).isEqualTo(START.plusSeconds(190 * 60));
    }

    @Test
    void manyEdgesSeenOnceMakeAWorkloadNotReady() {
        LearnFixture cluster = steady();
        for (int port = 1; port <= 3; port++) {
            cluster.served(tcp(WEB, API, port).minute(100));
        }
        LearnResult result = cluster.learn();
        assertThat(result.workload("shop/web").confidence().newEdgeProbability())
                .isCloseTo(0.15, within(1e-12));
        assertThat(result.workload("shop/web").notReady()).anyMatch(reason -> reason.startsWith("not stable"));
    }

    @Test
    void nothingSeenMeansNothingKnown() {
        LearnResult result = cluster().with(pod("shop/idle-1", "10.244.1.9")).learn();
        assertThat(result.workload("shop/idle").confidence().newEdgeProbability())
                .isEqualTo(1);
    }

    @Test
    void runsOfAnyLengthAreCountedWithoutWalkingThem() {
        assertThat(Stability.covered(List.of())).isZero();
        assertThat(Stability.covered(List.of(new BucketRun(1, 3), new BucketRun(3, 5), new BucketRun(2, 2))))
                .isEqualTo(5);
        assertThat(Stability.covered(List.of(new BucketRun(7, 7), new BucketRun(1, 2))))
                .isEqualTo(3);
        assertThat(Stability.covered(List.of(new BucketRun(Long.MIN_VALUE, Long.MAX_VALUE))))
                .isPositive();
    }

    @Test
    void aWorkloadThatIsWellKnownIsReady() {
        LearnResult result = steady().learn();
        assertThat(result.workload("shop/web").notReady()).isEmpty();
        assertThat(result.workload("shop/web").egressCoverage()).isEqualTo(Coverage.FULL);
    }

    @Test
    void aBlindSpotOfItsNodeInItsWindowMakesItNotReady() {
        Instant inside = START.plusSeconds(600);
        LearnResult here = steady().blindSpot(new BlindSpot("node-1", inside, inside, 7, "RING"))
                .learn();
        assertThat(here.workload("shop/web").notReady())
                .containsExactly(
                        "1 blind spot in its window: node-1 2026-01-05T10:10:00Z to 2026-01-05T10:10:00Z, 7 events lost"
                                + " (RING)",
                        "coverage partial");
        assertThat(here.workload("shop/web").blindSpots())
                .containsExactly(new BlindSpot("node-1", inside, inside, 7, "RING"));
        assertThat(here.issues(IssueCode.LOST_EVENTS)).hasSize(1);

        LearnResult elsewhere = steady().blindSpot(new BlindSpot("node-2", inside, inside, 7, "RING"))
                .learn();
        assertThat(elsewhere.workload("shop/web").isReady()).isTrue();
        assertThat(elsewhere.workload("shop/web").blindSpots()).isEmpty();

        Instant before = START.minusSeconds(600);
        LearnResult earlier = steady().blindSpot(new BlindSpot("node-1", before, before, 7, "RING"))
                .learn();
        assertThat(earlier.workload("shop/web").isReady()).isTrue();

        LearnResult everywhere = steady().blindSpot(new BlindSpot("", Instant.MIN, Instant.MAX, 0, "GONE"))
                .learn();
        assertThat(everywhere.workload("shop/web").isReady()).isFalse();
    }

    @Test
    void podsOnNodesThatDidNotReportMakeTheCoveragePartialOrUnknown() {
        LearnResult partial =
                steady().with(pod("shop/web-2", "10.244.2.2").on("node-2")).learn();
        assertThat(partial.workload("shop/web").ingressCoverage()).isEqualTo(Coverage.PARTIAL);
        assertThat(partial.workload("shop/web").notReady()).contains("coverage partial");
        assertThat(partial.workload("shop/api").ingressCoverage()).isEqualTo(Coverage.FULL);

        LearnResult unknown =
                steady().with(pod("shop/far-1", "10.244.2.2").on("node-2")).learn();
        assertThat(unknown.workload("shop/far").ingressCoverage()).isEqualTo(Coverage.UNKNOWN);
        assertThat(unknown.issues(IssueCode.UNKNOWN_COVERAGE)).hasSize(1);
    }

    @Test
    void aPodThatWasGoneBeforeTheRecordingDoesNotCount() {
        LearnResult result = steady().with(pod("shop/web-0", "10.244.2.2")
                        .on("node-2")
                        .lived(START.minusSeconds(9000), START.minusSeconds(8000)))
                .learn();
        assertThat(result.workload("shop/web").ingressCoverage()).isEqualTo(Coverage.FULL);
    }

    @Test
    void aNodeThatReportedForAPartOfTheTimeCoversAPartOnly() {
        LearnFixture cluster = steady().with(pod("shop/late-1", "10.244.2.2").on("node-2"));
        cluster.served(tcp("10.244.2.2", API, 80).node("node-2").minute(150));
        cluster.served(tcp("10.244.2.2", API, 80).node("node-2").minute(185));
        assertThat(cluster.learn().workload("shop/late").egressCoverage()).isEqualTo(Coverage.PARTIAL);

        LearnFixture whole = steady().with(pod("shop/late-1", "10.244.2.2").on("node-2"));
        whole.served(tcp("10.244.2.2", API, 80).node("node-2").minute(4));
        whole.served(tcp("10.244.2.2", API, 80).node("node-2").minute(185));
        assertThat(whole.learn().workload("shop/late").egressCoverage()).isEqualTo(Coverage.FULL);
    }

    @Test
    void withoutInventoryTheNodesThatReportedThePodsCoverThem() {
        LearnResult result = new LearnFixture()
                .served(tcp(WEB, API, 80)
                        .ends(
                                FlowFixture.pod("shop/web-1", "app", "web"),
                                FlowFixture.remotePod("shop/api-1", "app", "api")))
                .learn();
        assertThat(result.workload("shop/web").egressCoverage()).isEqualTo(Coverage.FULL);
        assertThat(result.workload("shop/api").ingressCoverage()).isEqualTo(Coverage.UNKNOWN);
    }
}
