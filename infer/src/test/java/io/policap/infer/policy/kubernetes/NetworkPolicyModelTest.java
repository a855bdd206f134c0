package io.policap.infer.policy.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.policap.infer.label.LabelSelector;
import io.policap.infer.net.Cidr;
import io.policap.infer.net.Protocol;
import io.policap.infer.policy.PolicyType;
import io.policap.infer.policy.PortRef;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class NetworkPolicyModelTest {
    private static final NetworkPolicyRule ALL = new NetworkPolicyRule(Optional.empty(), Optional.empty());

    private static NetworkPolicy policy(
            Optional<List<NetworkPolicyRule>> egress, Optional<SortedSet<PolicyType>> policyTypes) {
        return new NetworkPolicy(
                "shop",
                "web",
                new TreeMap<>(),
                new TreeMap<>(),
                LabelSelector.ALL,
                Optional.empty(),
                egress,
                policyTypes);
    }

    @Test
    void policyTypesDefaultByWhetherThereAreEgressRules() {
        assertThat(policy(Optional.empty(), Optional.empty()).effectivePolicyTypes())
                .containsExactly(PolicyType.INGRESS);
        assertThat(policy(Optional.of(List.of()), Optional.of(new TreeSet<>())).effectivePolicyTypes())
                .containsExactly(PolicyType.INGRESS);
        assertThat(policy(Optional.of(List.of(ALL)), Optional.empty()).effectivePolicyTypes())
                .containsExactly(PolicyType.INGRESS, PolicyType.EGRESS);
        assertThat(policy(Optional.of(List.of(ALL)), Optional.of(new TreeSet<>(List.of(PolicyType.INGRESS))))
                        .effectivePolicyTypes())
                .containsExactly(PolicyType.INGRESS);
    }

    @Test
    void absentAndEmptyAreDifferentValues() {
        assertThat(policy(Optional.empty(), Optional.empty()))
                .isNotEqualTo(policy(Optional.of(List.of()), Optional.empty()));
    }

    @Test
    void whatTheApiRefusesCannotBeBuilt() {
        Cidr ten = Cidr.parse("10.0.0.0/8");

        assertThatThrownBy(() -> new NetworkPolicyPeer.IpBlock(ten, List.of(ten)))
                .hasMessage("except 10.0.0.0/8 is not strictly inside 10.0.0.0/8");
        assertThatThrownBy(() -> NetworkPolicyPort.range(Protocol.TCP, 80, 79)).hasMessageContaining("80..65535");
        assertThatThrownBy(() -> NetworkPolicyPort.of(Protocol.ICMP, 8)).hasMessageContaining("ICMP");
        assertThatThrownBy(() ->
                        new NetworkPolicyPort(Optional.empty(), Optional.of(PortRef.of("http")), OptionalInt.of(90)))
                .hasMessageContaining("numeric port");
    }
}
