package io.policap.infer.policy.rollout;

import static io.policap.infer.FlowFixture.tcp;
import static io.policap.infer.PodFixture.pod;
import static org.assertj.core.api.Assertions.assertThat;

import io.policap.infer.FlowFixture;
import io.policap.infer.LearnFixture;
import io.policap.infer.LearnResult;
import io.policap.infer.PodFixture;
import io.policap.infer.flow.Reply;
import io.policap.infer.issue.IssueCode;
import io.policap.infer.policy.PolicyType;
import io.policap.infer.policy.cilium.CiliumPolicy;
import io.policap.infer.policy.cilium.CiliumRule;
import io.policap.infer.policy.from.CiliumPolicies;
import io.policap.infer.policy.from.DefaultDenyPolicies;
import io.policap.infer.policy.from.KubernetesPolicies;
import io.policap.infer.policy.kubernetes.NetworkPolicy;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** R16 and R17: what is written, and what is withheld. */
class RolloutPlanTest {
    private static final String WEB = "10.244.1.2";
    private static final String API = "10.244.1.3";

    private static LearnFixture cluster(PodFixture... more) {
        LearnFixture cluster = new LearnFixture()
                .node("node-1", "192.168.0.1", "10.244.1.0/24")
                .with(pod("shop/web-1", WEB), pod("shop/api-1", API))
                .with(more);
        for (int bucket = 0; bucket < 20; bucket++) {
            cluster.served(tcp(WEB, API, 80).minute(10 * bucket));
        }
        return cluster;
    }

    private static RolloutPlan<NetworkPolicy> enforce(LearnResult result, Accepted accepted) {
        return RolloutPlan.enforce(
                result.intent(),
                KubernetesPolicies.from(result.intent()).policies(),
                accepted,
                DefaultDenyPolicies::kubernetes);
    }

    private static Accepted accepted(String... names) {
        return new Accepted(false, new TreeSet<>(List.of(names)));
    }

    private static List<String> names(RolloutPlan<NetworkPolicy> plan) {
        return plan.allow().stream().map(policy -> policy.policy().name()).toList();
    }

    @Test
    void whatIsReadyIsWrittenAndItsNamespaceIsClosed() {
        RolloutPlan<NetworkPolicy> plan = enforce(cluster().learn(), Accepted.NOTHING);
        assertThat(names(plan)).containsExactly("policap-api", "policap-web");
        assertThat(plan.defaultDeny()).hasSize(1);
        assertThat(plan.issues()).isEmpty();
        NetworkPolicy deny = plan.defaultDeny().get(0).policy();
        assertThat(deny.podSelector().isEmpty()).isTrue();
        assertThat(deny.effectivePolicyTypes()).containsExactly(PolicyType.INGRESS, PolicyType.EGRESS);
    }

    @Test
    void policyTypesNameOnlyTheDirectionsThatHaveRules() {
        RolloutPlan<NetworkPolicy> plan = enforce(cluster().learn(), Accepted.NOTHING);
        assertThat(plan.allow().get(0).policy().effectivePolicyTypes()).containsExactly(PolicyType.INGRESS);
        assertThat(plan.allow().get(1).policy().effectivePolicyTypes()).containsExactly(PolicyType.EGRESS);
    }

    @Test
    void whatIsNotReadyIsWithheldAndSoIsTheDefaultDeny() {
        LearnResult result =
                cluster().seen(tcp(WEB, API, 5555).reply(Reply.UNKNOWN)).learn();
        RolloutPlan<NetworkPolicy> plan = enforce(result, Accepted.NOTHING);
        assertThat(plan.allow()).isEmpty();
        assertThat(plan.defaultDeny()).isEmpty();
        assertThat(plan.issues())
                .extracting(issue -> issue.code())
                .containsExactly(IssueCode.WITHHELD, IssueCode.WITHHELD, IssueCode.DEFAULT_DENY_WITHHELD);
        assertThat(plan.issues().get(0).message()).contains("undetermined direction");
    }

    @Test
    void whatIsAcceptedIsWrittenAllTheSame() {
        LearnResult result =
                cluster().seen(tcp(WEB, API, 5555).reply(Reply.UNKNOWN)).learn();
        assertThat(names(enforce(result, accepted("shop/web")))).containsExactly("policap-web");
        assertThat(names(enforce(result, accepted("shop/Deployment/web")))).containsExactly("policap-web");
        assertThat(enforce(result, accepted("shop/web")).defaultDeny()).isEmpty();
        assertThat(enforce(result, accepted("shop/web", "shop")).defaultDeny()).hasSize(1);
        assertThat(enforce(result, accepted("shop/web", "shop/api")).defaultDeny())
                .hasSize(1);
        assertThat(enforce(result, Accepted.EVERYTHING).defaultDeny()).hasSize(1);
    }

    @Test
    void aRunningPodWithoutPolicyWithholdsTheDefaultDeny() {
        List<PodFixture> uncovered = List.of(
                pod("shop/idle-1", "10.244.1.9"),
                pod("shop/bare", "10.244.1.9").of("Pod", "bare").labels(),
                pod("shop/once-x", "10.244.1.9").of("Job", "once").labels("job-name", "once"),
                pod("shop/web-old", "10.244.1.9").labels("name", "old"),
                pod("shop/pending-1").phase("Pending"));
        for (PodFixture pod : uncovered) {
            RolloutPlan<NetworkPolicy> plan = enforce(cluster(pod).learn(), Accepted.EVERYTHING);
            assertThat(plan.defaultDeny()).hasSize(1);
            RolloutPlan<NetworkPolicy> careful =
                    enforce(cluster(pod).learn(), accepted("shop/web", "shop/api", "shop/idle"));
            assertThat(careful.defaultDeny()).as("%s", pod.build()).isEmpty();
            assertThat(careful.issues()).extracting(issue -> issue.code()).contains(IssueCode.DEFAULT_DENY_WITHHELD);
        }
    }

    @Test
    void podsOnTheNodesNetworkAndThoseThatHaveFinishedDoNotCount() {
        for (PodFixture pod : List.of(
                pod("shop/agent-1", "192.168.0.1").hostNetwork(),
                pod("shop/done-1", "10.244.1.9").phase("Succeeded"),
                pod("shop/done-1", "10.244.1.9").phase("Failed"),
                pod("shop/done-1", "10.244.1.9").deleted())) {
            assertThat(enforce(cluster(pod).learn(), Accepted.NOTHING).defaultDeny())
                    .as("%s", pod.build())
                    .hasSize(1);
        }
    }

    @Test
    void aDirectionThatCannotBeSaidWithholdsTheDefaultDeny() {
        LearnResult result = cluster()
                .served(tcp(WEB, "10.9.0.3", 8080)
                        .ends(
                                FlowFixture.inCluster(FlowFixture.pod("shop/web-1", "app", "web"), "east"),
                                FlowFixture.inCluster(FlowFixture.remotePod("shop/x-1", "app", "x"), "west")))
                .served(tcp(API, WEB, 81))
                .learn();
        RolloutPlan<NetworkPolicy> plan = enforce(result, accepted("shop/web", "shop/api"));
        assertThat(names(plan)).contains("policap-web");
        assertThat(plan.defaultDeny()).isEmpty();
    }

    @Test
    void inAuditEverythingIsWrittenAndNothingIsClosed() {
        LearnResult result = cluster(pod("shop/idle-1", "10.244.1.9"))
                .seen(tcp(WEB, API, 5555).reply(Reply.UNKNOWN))
                .learn();
        RolloutPlan<NetworkPolicy> plan = RolloutPlan.audit(
                result.intent(),
                KubernetesPolicies.from(result.intent()).policies(),
                (policy, workload) -> AuditForm.audit(policy));
        assertThat(names(plan)).containsExactly("policap-api", "policap-web");
        assertThat(plan.allow()).allMatch(policy -> AuditForm.isAudit(policy.policy()));
        assertThat(plan.defaultDeny()).isEmpty();
    }

    @Test
    void ciliumsDefaultDenyClosesBothDirectionsWithAnEmptyRule() {
        LearnResult result = cluster().learn();
        RolloutPlan<CiliumPolicy> plan = RolloutPlan.enforce(
                result.intent(),
                CiliumPolicies.from(result.intent()).policies(),
                Accepted.NOTHING,
                DefaultDenyPolicies::cilium);
        CiliumPolicy deny = plan.defaultDeny().get(0).policy();
        assertThat(deny.spec().orElseThrow().ingress()).contains(List.of(CiliumRule.EMPTY));
        assertThat(deny.spec().orElseThrow().egress()).contains(List.of(CiliumRule.EMPTY));
        assertThat(deny.spec().orElseThrow().closes(PolicyType.INGRESS)).isTrue();
        assertThat(deny.spec().orElseThrow().closes(PolicyType.EGRESS)).isTrue();
    }
}
