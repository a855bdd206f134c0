package io.policap.infer.policy.rollout;

import static io.policap.infer.FlowFixture.labels;
import static io.policap.infer.FlowFixture.tcp;
import static io.policap.infer.PodFixture.pod;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.policap.infer.LearnFixture;
import io.policap.infer.LearnResult;
import io.policap.infer.label.LabelSelector;
import io.policap.infer.label.Requirement;
import io.policap.infer.net.Cidr;
import io.policap.infer.net.Protocol;
import io.policap.infer.policy.Policy;
import io.policap.infer.policy.PolicyType;
import io.policap.infer.policy.cilium.CiliumPeers;
import io.policap.infer.policy.cilium.CiliumPolicy;
import io.policap.infer.policy.cilium.CiliumRule;
import io.policap.infer.policy.cilium.CiliumSpec;
import io.policap.infer.policy.cilium.CiliumSubject;
import io.policap.infer.policy.cilium.DefaultDeny;
import io.policap.infer.policy.kubernetes.NetworkPolicy;
import io.policap.infer.policy.kubernetes.NetworkPolicyPeer;
import io.policap.infer.policy.kubernetes.NetworkPolicyPort;
import io.policap.infer.policy.kubernetes.NetworkPolicyRule;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** R15: audit can neither cut traffic nor weaken what is enforced. */
class AuditFormTest {
    private static LearnResult learned() {
        return new LearnFixture()
                .with(pod("shop/web-1", "10.244.1.2"), pod("shop/api-1", "10.244.1.3"))
                .served(tcp("10.244.1.2", "10.244.1.3", 80))
                .learn();
    }

    @Test
    void aNetworkPolicyInAuditSelectsOnlyPodsWithTheCanaryLabel() {
        NetworkPolicy policy = learned().networkPolicies().get(0);
        NetworkPolicy audit = AuditForm.audit(policy);
        assertThat(audit.podSelector().matchLabels())
                .containsExactlyInAnyOrderEntriesOf(Map.of("app", "api", "policap.io/enforce", "true"));
        assertThat(audit.annotations()).containsEntry("io.cilium.policy.audit-mode", "true");
        assertThat(audit.podSelector().matches(labels("app", "api"))).isFalse();
        assertThat(audit.ingress()).isEqualTo(policy.ingress());
        assertThat(audit.policyTypes()).isEqualTo(policy.policyTypes());
    }

    @Test
    void aCiliumPolicyInAuditClosesNothing() {
        CiliumPolicy policy = learned().ciliumPolicies().get(0);
        CiliumPolicy audit = AuditForm.audit(policy, false);
        CiliumSpec spec = audit.spec().orElseThrow();
        assertThat(spec.defaultDeny()).isEqualTo(new DefaultDeny(Optional.of(false), Optional.of(false)));
        assertThat(spec.closes(PolicyType.INGRESS)).isFalse();
        assertThat(spec.subject()).isEqualTo(policy.spec().orElseThrow().subject());
        assertThat(audit.annotations()).containsEntry("io.cilium.policy.audit-mode", "true");
    }

    @Test
    void whereOthersCloseTheWorkloadACiliumPolicyInAuditAsksForTheCanaryLabelToo() {
        CiliumPolicy audit = AuditForm.audit(learned().ciliumPolicies().get(0), true);
        assertThat(audit.spec().orElseThrow().subject().selector().matchLabels())
                .containsEntry("policap.io/enforce", "true");
        assertThat(audit.spec().orElseThrow().defaultDeny()).isEqualTo(DefaultDeny.NONE);
    }

    @Test
    void enforcingWhatIsNotInAuditChangesNothing() {
        LearnResult result = learned();
        assertThat(AuditForm.enforce((Policy) result.networkPolicies().get(0)))
                .isEqualTo(result.networkPolicies().get(0));
    }

    @Test
    void promotingAnAuditedPolicyGivesThePolicyThatWasLearned() {
        long seed = Long.getLong("policap.seed", 3L);
        for (long run = seed; run < seed + 500; run++) {
            Random random = new Random(run);
            NetworkPolicy kubernetes = networkPolicy(random);
            assertThat(AuditForm.enforce(AuditForm.audit(kubernetes)))
                    .as("seed %s", run)
                    .isEqualTo(kubernetes);
            assertThat(AuditForm.isAudit(kubernetes)).as("seed %s", run).isFalse();
            assertThat(AuditForm.isAudit(AuditForm.audit(kubernetes)))
                    .as("seed %s", run)
                    .isTrue();
            CiliumPolicy cilium = ciliumPolicy(random);
            for (boolean isolated : new boolean[] {true, false}) {
                CiliumPolicy audit = AuditForm.audit(cilium, isolated);
                assertThat(AuditForm.enforce(audit)).as("seed %s", run).isEqualTo(cilium);
                assertThat(audit).as("seed %s", run).isNotEqualTo(cilium);
            }
        }
    }

    private static LabelSelector selector(Random random) {
        TreeMap<String, String> labels = new TreeMap<>(Map.of("app", "a" + random.nextInt(3)));
        List<Requirement> expressions =
                random.nextBoolean() ? List.of() : List.of(Requirement.doesNotExist("k" + random.nextInt(3)));
        return new LabelSelector(labels, expressions);
    }

    private static NetworkPolicy networkPolicy(Random random) {
        boolean in = random.nextBoolean();
        List<NetworkPolicyRule> rules = List.of(NetworkPolicyRule.of(
                List.of(
                        random.nextBoolean()
                                ? NetworkPolicyPeer.Selected.pods(selector(random))
                                : new NetworkPolicyPeer.IpBlock(Cidr.parse("203.0.113.0/28"), List.of())),
                List.of(NetworkPolicyPort.of(Protocol.TCP, 1 + random.nextInt(65_535)))));
        return new NetworkPolicy(
                "shop",
                "policap-" + random.nextInt(),
                new TreeMap<>(Map.of("x", "y")),
                random.nextBoolean() ? new TreeMap<>() : new TreeMap<>(Map.of("note", "n")),
                selector(random),
                in ? Optional.of(rules) : Optional.empty(),
                in ? Optional.empty() : Optional.of(rules),
                Optional.of(new TreeSet<>(EnumSet.of(in ? PolicyType.INGRESS : PolicyType.EGRESS))));
    }

    private static CiliumPolicy ciliumPolicy(Random random) {
        List<CiliumRule> rules = List.of(CiliumRule.of(new CiliumPeers.Endpoints(List.of(selector(random)))));
        CiliumSpec spec = CiliumSpec.of(
                CiliumSubject.endpoints(selector(random)),
                Optional.of(rules),
                random.nextBoolean() ? Optional.empty() : Optional.of(rules),
                DefaultDeny.UNSET,
                "");
        return CiliumPolicy.of("shop", "policap-x", new TreeMap<>(), Map.of(), spec);
    }

    @Test
    void aPolicyOfOthersIsolatesWhereItSelectsAPodOfTheNamespaceAndClosesADirection() {
        NetworkPolicy closing = learned().networkPolicies().get(0);
        Isolation isolation = new Isolation(List.of(closing));
        assertThat(isolation.selects("shop", List.of(labels("app", "api")))).isTrue();
        assertThat(isolation.selects("shop", List.of(labels("app", "web")))).isFalse();
        assertThat(isolation.selects("pay", List.of(labels("app", "api")))).isFalse();

        CiliumPolicy cilium = learned().ciliumPolicies().get(0);
        assertThat(new Isolation(List.of(cilium)).selects("shop", List.of(labels("app", "api"))))
                .isTrue();
        assertThat(new Isolation(List.of(AuditForm.audit(cilium, false)))
                        .selects("shop", List.of(labels("app", "api"))))
                .as("an audited policy of an earlier run closes nothing")
                .isFalse();
        assertThat(new Isolation(List.of(AuditForm.audit(closing))).selects("shop", List.of(labels("app", "api"))))
                .isFalse();
    }

    @Test
    void prefixesOfCiliumSelectorsDoNotHideThatTheySelect() {
        for (String key : List.of("k8s:app", "any:app", "app")) {
            CiliumSpec spec = CiliumSpec.of(
                    CiliumSubject.endpoints(LabelSelector.of(Map.of(key, "api"))),
                    Optional.of(List.of(CiliumRule.EMPTY)),
                    Optional.empty(),
                    DefaultDeny.UNSET,
                    "");
            CiliumPolicy policy = CiliumPolicy.of("shop", "theirs", new TreeMap<>(), Map.of(), spec);
            assertThat(new Isolation(List.of(policy)).selects("shop", List.of(labels("app", "api"))))
                    .as(key)
                    .isTrue();
        }
    }

    @Test
    void versionsAreReadAndComparedByTheirNumbers() {
        assertThat(CiliumVersion.parse("v1.18.3")).isEqualTo(new CiliumVersion(1, 18));
        assertThat(CiliumVersion.parse("1.16.0-pre.1").canAudit()).isTrue();
        assertThat(CiliumVersion.parse("1.15").canAudit()).isFalse();
        assertThat(CiliumVersion.parse("1.9").canAudit()).isFalse();
        for (String bad : List.of("", "1", "x.y", "1.", "-1.2", "v")) {
            assertThatThrownBy(() -> CiliumVersion.parse(bad)).as(bad).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
