package io.policap.infer.learn;

import static io.policap.infer.FlowFixture.tcp;
import static io.policap.infer.PodFixture.pod;
import static org.assertj.core.api.Assertions.assertThat;

import io.policap.infer.LearnFixture;
import io.policap.infer.LearnResult;
import io.policap.infer.issue.IssueCode;
import io.policap.infer.net.PortRange;
import io.policap.infer.policy.cilium.CiliumPortRule;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** R8: server ports, ranges and long lists. */
class DynamicPortsTest {
    private static final String CLIENT = "10.244.1.2";
    private static final String FTP = "10.244.1.3";

    private static LearnFixture cluster(int... ports) {
        LearnFixture cluster = new LearnFixture()
                .with(
                        pod("shop/client-1", CLIENT),
                        pod("shop/other-1", "10.244.1.4"),
                        pod("shop/ftp-1", FTP).port(21));
        for (int port : ports) {
            cluster.served(tcp(CLIENT, FTP, port));
        }
        return cluster;
    }

    private static PortRange widen(List<Integer> seen, List<Integer> declared, double risk) {
        return DynamicPorts.widen(new TreeSet<>(seen), new TreeSet<>(declared), risk);
    }

    @Test
    void theRangeIsTheSpanWidenedByTheEstimate() {
        // 3 ports, span 20, risk 1 %: 20 * (0.005^(-1/2) - 1) = 20 * 13.142 = 262.8 on both sides.
        assertThat(widen(List.of(30_000, 30_010, 30_020), List.of(), 0.01)).isEqualTo(new PortRange(29_737, 30_283));
        // 5 ports, span 100, risk 10 %: 100 * (0.05^(-1/4) - 1) = 111.47.
        assertThat(widen(List.of(40_000, 40_020, 40_050, 40_070, 40_100), List.of(), 0.1))
                .isEqualTo(new PortRange(39_888, 40_212));
    }

    @Test
    void theRangeEndsBeforeDeclaredPortsAndAtTheEndsOfTheUnprivilegedPorts() {
        assertThat(widen(List.of(30_000, 30_010, 30_020), List.of(21, 29_990, 30_100), 0.01))
                .isEqualTo(new PortRange(29_991, 30_099));
        assertThat(widen(List.of(1_030, 1_040, 65_000), List.of(), 0.01)).isEqualTo(new PortRange(1_024, 65_535));
    }

    @Test
    void threeUndeclaredPortsForAClientThatIsAlsoServedOnADeclaredOneBecomeARange() {
        LearnResult result = cluster(21, 30_000, 30_010, 30_020).learn();
        assertThat(result.egress("shop/client")).containsExactly("shop/ftp TCP 21", "shop/ftp TCP 29737-30283 [range]");
        assertThat(result.ingress("shop/ftp"))
                .containsExactly("shop/client TCP 21", "shop/client TCP 29737-30283 [range]");
        assertThat(result.issues(IssueCode.DYNAMIC_PORTS)).hasSize(1);
        assertThat(result.replay(false).denials()).isEmpty();
        assertThat(result.replay(true).denials()).isEmpty();
    }

    @Test
    void twoUndeclaredPortsStaySingle() {
        assertThat(cluster(21, 30_000, 30_010).learn().egress("shop/client"))
                .containsExactly("shop/ftp TCP 21", "shop/ftp TCP 30000", "shop/ftp TCP 30010");
    }

    @Test
    void withoutADeclaredPortServedTheyStaySingle() {
        assertThat(cluster(30_000, 30_010, 30_020).learn().egress("shop/client"))
                .containsExactly("shop/ftp TCP 30000", "shop/ftp TCP 30010", "shop/ftp TCP 30020");
    }

    @Test
    void aClientThatWasNotServedOnADeclaredPortGetsNoRange() {
        LearnResult result = cluster(21, 30_000, 30_010, 30_020)
                .served(tcp("10.244.1.4", FTP, 30_005))
                .learn();
        assertThat(result.egress("shop/other")).containsExactly("shop/ftp TCP 30005");
    }

    @Test
    void aDeclaredPortInsideTheRangeStaysAPortOfItsOwn() {
        LearnFixture cluster = new LearnFixture()
                .with(pod("shop/client-1", CLIENT), pod("shop/other-1", "10.244.1.4"))
                .with(pod("shop/ftp-1", FTP).port(21).port(30_005));
        for (int port : new int[] {21, 30_000, 30_010, 30_020}) {
            cluster.served(tcp(CLIENT, FTP, port));
        }
        cluster.served(tcp("10.244.1.4", FTP, 30_005));
        assertThat(cluster.learn().egress("shop/other")).containsExactly("shop/ftp TCP 30005");
    }

    @Test
    void moreThanFortyPortsAreSplitForCilium() {
        LearnFixture cluster = new LearnFixture().with(pod("shop/client-1", CLIENT), pod("shop/ftp-1", FTP));
        for (int port = 1; port <= 95; port++) {
            cluster.served(tcp(CLIENT, FTP, port));
        }
        LearnResult result = cluster.learn();
        List<CiliumPortRule> items = result.ciliumPolicies().stream()
                .filter(policy -> policy.name().equals("policap-client"))
                .flatMap(policy -> policy.spec().orElseThrow().egress().orElseThrow().stream())
                .flatMap(rule -> rule.toPorts().orElseThrow().stream())
                .toList();
        assertThat(items).extracting(item -> item.ports().size()).containsExactly(40, 40, 15);
        assertThat(result.replay(true).denials()).isEmpty();
    }

    @Test
    void theClientsEphemeralPortIsInNoRule() {
        LearnResult result = cluster(21).learn();
        assertThat(result.ingress("shop/client")).isEmpty();
        assertThat(result.egress("shop/client")).noneMatch(rule -> rule.contains("40000"));
    }
}
