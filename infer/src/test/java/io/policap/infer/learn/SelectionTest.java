package io.policap.infer.learn;

import static io.policap.infer.FlowFixture.START;
import static io.policap.infer.FlowFixture.labels;
import static io.policap.infer.FlowFixture.named;
import static io.policap.infer.FlowFixture.remotePod;
import static io.policap.infer.FlowFixture.tcp;
import static io.policap.infer.PodFixture.pod;
import static org.assertj.core.api.Assertions.assertThat;

import io.policap.infer.FlowFixture;
import io.policap.infer.LearnFixture;
import io.policap.infer.LearnResult;
import io.policap.infer.issue.IssueCode;
import io.policap.infer.label.LabelSelector;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** R6 over a whole namespace: neighbours, generations, and what Cilium can see. */
class SelectionTest {
    private static LabelSelector selector(String... keysAndValues) {
        return LabelSelector.of(labels(keysAndValues).map());
    }

    @Test
    void neighboursOfTheSameNamespaceCountAndThoseOfOthersDoNot() {
        LearnResult result = new LearnFixture()
                .with(
                        pod("shop/web-1").labels("app", "web", "tier", "front"),
                        pod("shop/wob-1").labels("app", "web", "tier", "back"),
                        pod("pay/web-1").labels("app", "web", "tier", "front"))
                .learn();
        assertThat(result.workload("shop/web").selection().kubernetes())
                .isEqualTo(selector("app", "web", "tier", "front"));
        assertThat(result.workload("pay/web").selection().kubernetes()).isEqualTo(selector("app", "web"));
    }

    @Test
    void aPodWithoutLabelsCannotBeSelectedAndIsSaid() {
        LearnResult result = new LearnFixture()
                .with(pod("shop/bare", "10.0.0.1").labels().of("Pod", "bare"), pod("shop/web-1", "10.0.0.2"))
                .served(tcp("10.0.0.2", "10.0.0.1", 80))
                .learn();
        assertThat(result.has("shop/bare")).isFalse();
        assertThat(result.issues(IssueCode.UNSELECTABLE))
                .singleElement()
                .asString()
                .contains("shop/Pod/bare");
        assertThat(result.egress("shop/web")).isEmpty();
        assertThat(result.workload("shop/web").notReady()).anyMatch(reason -> reason.contains("egress stays open"));
    }

    @Test
    void aJobWhosePodsCarryOnlyVolatileLabelsCannotBeSelectedEither() {
        LearnResult result = new LearnFixture()
                .with(pod("shop/once-x").of("Job", "once").labels("job-name", "once", "controller-uid", "u"))
                .learn();
        assertThat(result.has("shop/once")).isFalse();
        assertThat(result.issues(IssueCode.UNSELECTABLE)).hasSize(1);
    }

    @Test
    void theNewestLabelGenerationHasToBeSelectedAndOlderOnesAreListed() {
        Instant later = START.plusSeconds(600);
        LearnResult result = new LearnFixture()
                .with(
                        pod("shop/web-a").labels("app", "shop").lived(START, Instant.MAX),
                        pod("shop/web-b").labels("name", "web").lived(later, Instant.MAX))
                .learn();
        assertThat(result.workload("shop/web").selection().kubernetes()).isEqualTo(selector("name", "web"));
        assertThat(result.issues(IssueCode.OLD_LABEL_GENERATION)).hasSize(1);
    }

    @Test
    void forCiliumTheNewestGenerationSufficesAsWell() {
        Instant later = START.plusSeconds(600);
        LearnResult result = new LearnFixture()
                .with(
                        pod("shop/web-a", "10.0.0.1").labels("app", "shop").lived(START.minusSeconds(9), Instant.MAX),
                        pod("shop/web-b", "10.0.0.2").labels("name", "web").lived(later, Instant.MAX),
                        pod("shop/api-1", "10.0.0.3"))
                .served(tcp("10.0.0.1", "10.0.0.3", 80)
                        .ends(FlowFixture.pod("shop/web-a", "app", "shop"), remotePod("shop/api-1", "app", "api")))
                .served(tcp("10.0.0.2", "10.0.0.3", 80)
                        .minute(11)
                        .ends(FlowFixture.pod("shop/web-b", "name", "web"), remotePod("shop/api-1", "app", "api")))
                .learn();
        assertThat(result.workload("shop/web").selection().cilium()).contains(selector("name", "web"));
        assertThat(result.replay(true).denials()).isEmpty();
    }

    @Test
    void bothGenerationsAreSelectedWhereOneLabelDoes() {
        LearnResult result = new LearnFixture()
                .with(
                        pod("shop/web-a").labels("app", "web", "team", "red"),
                        pod("shop/web-b").labels("app", "web", "team", "blue"))
                .learn();
        assertThat(result.workload("shop/web").selection().kubernetes()).isEqualTo(selector("app", "web"));
        assertThat(result.issues(IssueCode.OLD_LABEL_GENERATION)).isEmpty();
    }

    @Test
    void forCiliumOnlyLabelsItKeepsAreNamed() {
        LearnResult result = new LearnFixture()
                .with(pod("shop/web-1")
                        .labels("topology.kubernetes.io/x", "1", "kubernetes.io/arch", "a", "name", "web"))
                .owner("shop/Deployment/web", "kubernetes.io/arch", "a")
                .learn();
        assertThat(result.workload("shop/web").selection().kubernetes()).isEqualTo(selector("kubernetes.io/arch", "a"));
        assertThat(result.workload("shop/web").selection().cilium()).contains(selector("name", "web"));
    }

    @Test
    void forCiliumOnlyLabelsSeenOnIdentitiesAreNamedWhereThereAreAny() {
        LearnResult result = new LearnFixture()
                .with(
                        pod("shop/web-1", "10.0.0.1").labels("app", "web", "name", "w"),
                        pod("shop/api-1", "10.0.0.2").labels("app", "api"))
                .served(tcp("10.0.0.1", "10.0.0.2", 80)
                        .ends(FlowFixture.pod("shop/web-1", "name", "w"), remotePod("shop/api-1", "app", "api")))
                .learn();
        assertThat(result.workload("shop/web").selection().kubernetes()).isEqualTo(selector("app", "web"));
        assertThat(result.workload("shop/web").selection().cilium()).contains(selector("name", "w"));
    }

    @Test
    void whereCiliumKeepsNoTellingLabelThereIsNoCiliumSelectorAndItIsSaid() {
        LearnResult result = new LearnFixture()
                .with(pod("shop/web-1").labels("kubernetes.io/arch", "a"))
                .learn();
        assertThat(result.workload("shop/web").selection().cilium()).isEmpty();
        assertThat(result.issues(IssueCode.LABELS_NOT_SEEN_BY_CILIUM)).hasSize(1);
    }

    @Test
    void withoutInventoryTheWorkloadsThatHubbleNamesAreJoinedInEitherOrder() {
        FlowFixture atClient = tcp("10.0.0.1", "10.0.0.2", 80)
                .ends(
                        named(FlowFixture.pod("shop/web-1", "app", "web"), "Deployment", "frontend"),
                        remotePod("shop/api-1", "app", "api"));
        FlowFixture atServer = tcp("10.0.0.1", "10.0.0.2", 80)
                .atServer("node-2")
                .ends(
                        remotePod("shop/web-1", "app", "web"),
                        named(FlowFixture.pod("shop/api-1", "app", "api"), "StatefulSet", "backend"));
        for (boolean clientFirst : new boolean[] {true, false}) {
            LearnFixture recording = new LearnFixture();
            recording.served(clientFirst ? atClient : atServer).served(clientFirst ? atServer : atClient);
            LearnResult result = recording.learn();
            assertThat(result.egress("shop/frontend")).containsExactly("shop/backend TCP 80");
            assertThat(result.issues(IssueCode.UNKNOWN_WORKLOAD)).isEmpty();
        }
    }

    @Test
    void whatNobodyNamesIsGroupedByItsLabelsAndSaid() {
        LearnResult result = new LearnFixture()
                .served(tcp("10.0.0.1", "10.0.0.2", 80)
                        .ends(FlowFixture.pod("shop/web-1", "app", "web"), remotePod("shop/api-1", "app", "api")))
                .learn();
        assertThat(result.egress("shop/web")).containsExactly("shop/api TCP 80");
        assertThat(result.issues(IssueCode.UNKNOWN_WORKLOAD)).hasSize(2);
        assertThat(result.issues(IssueCode.NO_INVENTORY)).hasSize(1);
    }
}
