package io.policap.infer.replay;

import static io.policap.infer.FlowFixture.START;
import static io.policap.infer.FlowFixture.icmp;
import static io.policap.infer.FlowFixture.labels;
import static io.policap.infer.FlowFixture.tcp;
import static io.policap.infer.PodFixture.pod;
import static org.assertj.core.api.Assertions.assertThat;

import io.policap.infer.LearnFixture;
import io.policap.infer.LearnResult;
import io.policap.infer.evaluate.ClusterView;
import io.policap.infer.evaluate.Evaluator;
import io.policap.infer.evaluate.EvaluatorOptions;
import io.policap.infer.label.LabelSelector;
import io.policap.infer.policy.Policy;
import io.policap.infer.policy.PolicyType;
import io.policap.infer.policy.cilium.CiliumPeers;
import io.policap.infer.policy.cilium.CiliumPolicy;
import io.policap.infer.policy.cilium.CiliumPort;
import io.policap.infer.policy.cilium.CiliumPortRule;
import io.policap.infer.policy.cilium.CiliumProtocol;
import io.policap.infer.policy.cilium.CiliumRule;
import io.policap.infer.policy.cilium.CiliumSpec;
import io.policap.infer.policy.cilium.CiliumSubject;
import io.policap.infer.policy.cilium.DefaultDeny;
import io.policap.infer.policy.cilium.FqdnSelector;
import io.policap.infer.policy.kubernetes.NetworkPolicy;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The replay has to notice when policies would cut what was served. */
class ReplayTest {
    private static LearnFixture cluster() {
        return new LearnFixture()
                .node("node-1", "192.168.0.1", "10.244.1.0/24")
                .with(pod("shop/web-1", "10.244.1.2").probe(8081), pod("shop/api-1", "10.244.1.3"))
                .served(tcp("10.244.1.2", "10.244.1.3", 80));
    }

    private static NetworkPolicy closing(PolicyType type, String... selector) {
        return new NetworkPolicy(
                "shop",
                "closed",
                new TreeMap<>(),
                new TreeMap<>(),
                LabelSelector.of(labels(selector).map()),
                Optional.empty(),
                Optional.empty(),
                Optional.of(new TreeSet<>(Set.of(type))));
    }

    private static ReplayResult replay(LearnResult result, Policy... policies) {
        Evaluator evaluator = Evaluator.of(List.of(policies), ClusterView.of("default"), EvaluatorOptions.DEFAULT);
        return new Replay(evaluator, result.inventory(), false)
                .run(result.inferred().edges());
    }

    @Test
    void whereRulesNameServersAnAddressWithoutANameIsDeniedWithWhatIsMissing() {
        LearnResult result =
                cluster().served(tcp("10.244.1.2", "203.0.113.5", 443)).learn();
        CiliumSpec spec = CiliumSpec.of(
                CiliumSubject.endpoints(LabelSelector.of(labels("app", "web").map())),
                Optional.empty(),
                Optional.of(List.of(CiliumRule.of(
                        new CiliumPeers.Fqdns(List.of(new FqdnSelector.MatchName("api.example.com"))),
                        List.of(CiliumPortRule.of(List.of(CiliumPort.of(CiliumProtocol.TCP, 443))))))),
                DefaultDeny.UNSET,
                "");
        Policy named = CiliumPolicy.of("shop", "named", new TreeMap<>(), new TreeMap<>(), spec);

        assertThat(replay(result, named).denials())
                .anySatisfy(denial -> assertThat(denial.edge() + " " + denial.reason())
                        .contains("203.0.113.5")
                        .contains("recording with DNS"))
                .anySatisfy(denial -> assertThat(denial.edge() + " " + denial.reason())
                        .contains("TCP 80")
                        .doesNotContain("recording with DNS"));
    }

    @Test
    void aClosedEndIsADenialThatSaysWhich() {
        LearnResult result = cluster().learn();
        assertThat(replay(result).isClean()).isTrue();
        assertThat(replay(result, closing(PolicyType.INGRESS, "app", "api")).denials())
                .singleElement()
                .asString()
                .contains("shop/Deployment/web -> shop/Deployment/api TCP 80")
                .contains("ingress")
                .contains("closed");
        assertThat(replay(result, closing(PolicyType.EGRESS, "app", "web")).denials())
                .singleElement()
                .asString()
                .contains("egress");
        assertThat(replay(result, closing(PolicyType.EGRESS, "app", "api")).isClean())
                .isTrue();
    }

    @Test
    void replicasOfOneWorkloadNeedARuleToReachEachOther() {
        LearnResult result = cluster()
                .with(pod("shop/api-2", "10.244.1.4"))
                .served(tcp("10.244.1.3", "10.244.1.4", 7000))
                .learn();
        assertThat(replay(result, closing(PolicyType.INGRESS, "app", "api")).denials())
                .hasSize(2);
    }

    @Test
    void theNewestRunningPodStandsForItsWorkload() {
        LearnResult result = cluster()
                .with(
                        pod("shop/api-2", "10.244.1.4")
                                .labels("app", "api", "gen", "2")
                                .lived(START.plusSeconds(60), Instant.MAX),
                        pod("shop/api-3", "10.244.1.5")
                                .labels("app", "api", "gen", "3")
                                .lived(START.plusSeconds(90), Instant.MAX)
                                .phase("Failed"))
                .learn();
        assertThat(replay(result, closing(PolicyType.INGRESS, "gen", "2")).denials())
                .hasSize(1);
        assertThat(replay(result, closing(PolicyType.INGRESS, "gen", "3")).denials())
                .isEmpty();
    }

    @Test
    void aWorkloadThatIsGoneIsEvaluatedWithItsOwnLabels() {
        LearnResult result = cluster()
                .with(pod("shop/old-1", "10.244.1.9").deleted())
                .served(tcp("10.244.1.9", "10.244.1.3", 80))
                .learn();
        assertThat(replay(result, closing(PolicyType.EGRESS, "app", "old")).denials())
                .hasSize(1);
    }

    @Test
    void aProbeOfTheOwnNodePassesWhateverIsClosed() {
        LearnResult result =
                cluster().served(tcp("192.168.0.1", "10.244.1.2", 8081)).learn();
        assertThat(replay(result, closing(PolicyType.INGRESS, "app", "web")).denials())
                .isEmpty();
        assertThat(replay(result).replayed()).isEqualTo(2);
    }

    @Test
    void whatWasNotServedOrHasNoNameIsNotAskedAboutAndCounted() {
        LearnResult result = cluster()
                .seen(
                        tcp("10.244.1.2", "10.244.1.3", 81),
                        tcp("10.244.1.2", "10.244.1.3", 81).reset())
                .served(tcp("10.244.1.2", "10.244.1.99", 80))
                .seen(icmp("10.244.1.2", "10.244.1.3", 8), icmp("10.244.1.3", "10.244.1.2", 0))
                .learn();
        ReplayResult replay = replay(result);
        assertThat(replay.replayed()).isEqualTo(1);
        assertThat(replay.unattributed()).isEqualTo(1);
        assertThat(replay.notExpressible()).hasSize(1);
    }
}
