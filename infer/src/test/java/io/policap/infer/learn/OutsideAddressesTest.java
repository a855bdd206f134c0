package io.policap.infer.learn;

import static io.policap.infer.FlowFixture.tcp;
import static io.policap.infer.PodFixture.pod;
import static org.assertj.core.api.Assertions.assertThat;

import io.policap.infer.LearnFixture;
import io.policap.infer.LearnResult;
import io.policap.infer.flow.Flow;
import io.policap.infer.intent.Mark;
import io.policap.infer.intent.Peer;
import io.policap.infer.intent.Rule;
import io.policap.infer.issue.IssueCode;
import io.policap.infer.net.Cidr;
import io.policap.infer.net.Ip;
import io.policap.infer.net.PrefixSet;
import io.policap.infer.range.AddressOptions;
import io.policap.infer.range.KnownRange;
import io.policap.infer.range.KnownRanges;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** R9: folds, known ranges and the budget of surplus addresses, in rules. */
class OutsideAddressesTest {
    private static final String WEB = "10.244.1.2";
    private static final String API = "10.244.1.3";
    private static final String NODE = "203.0.113.5";

    private static LearnFixture cluster() {
        return new LearnFixture()
                .node("node-1", "192.168.0.1", "10.244.1.0/24", true)
                .node("node-2", NODE, "10.244.2.0/24")
                .service("shop/x", "ClusterIP", "10.96.0.99", 1, "1", 0)
                .with(pod("shop/web-1", WEB), pod("shop/api-1", API));
    }

    private static LearnOptions budget(long addresses) {
        return LearnOptions.DEFAULT.with(new AddressOptions(addresses, KnownRanges.NONE));
    }

    private static LearnOptions known(KnownRange... ranges) {
        return LearnOptions.DEFAULT.with(new AddressOptions(0, KnownRanges.of(List.of(ranges))));
    }

    private static KnownRange range(String name, String... prefixes) {
        return new KnownRange(name, Stream.of(prefixes).map(Cidr::parse).toList(), "ranges.yaml:" + name);
    }

    /** So many addresses from a first one on, without one. */
    private static void toEach(LearnFixture cluster, String first, int count, String without) {
        Ip from = Ip.parse(first);
        for (int i = 0; i < count; i++) {
            String address = Ip.v4((int) from.low() + i).toString();
            if (!address.equals(without)) {
                cluster.served(tcp(WEB, address, 443));
            }
        }
    }

    private static PrefixSet admitted(LearnResult result) {
        List<Cidr> prefixes = new ArrayList<>();
        for (Rule rule : result.workload("shop/web").egress()) {
            prefixes.addAll(((Peer.Addresses) rule.peer()).prefixes());
        }
        return PrefixSet.of(prefixes);
    }

    @Test
    void aFoldedPrefixLeavesOutTheClustersOwnAddresses() {
        LearnFixture cluster = cluster();
        toEach(cluster, "203.0.112.0", 2048, NODE);
        LearnResult result = cluster.learn();
        assertThat(admitted(result).contains(Cidr.parse(NODE))).isFalse();
        assertThat(admitted(result).contains(Cidr.parse("203.0.113.4"))).isTrue();
        assertThat(admitted(result).overlaps(Cidr.parse("203.0.111.0/24"))).isFalse();
        assertThat(result.workload("shop/web").egress().get(0).permissions().get(0))
                .satisfies(permission -> {
                    assertThat(permission.marks()).containsExactly(Mark.PREFIX);
                    // What was not folded is a request and an answer for each; pieces of a prefix count once.
                    assertThat(permission.evidence().count()).isEqualTo(2 * 2047);
                });
        assertThat(result.inferred().addresses().foldedEdges()).isEqualTo(1);
        assertThat(result.inferred().addresses().foldedPrefixes()).isEqualTo(1024);
        assertThat(result.issues(IssueCode.FOLDED_ADDRESSES)).hasSize(1);
        assertThat(result.replay(true).denials()).isEmpty();
        assertThat(result.replay(false).denials()).isEmpty();
    }

    @Test
    void addressesAllOverTheInternetNeverFoldIntoPrivateRangesOrTheCluster() {
        LearnFixture cluster = cluster();
        Random random = new Random(5);
        for (int i = 0; i < 6_000; i++) {
            Ip address = Ip.v4(random.nextInt());
            if (!address.isPrivate() && !address.equals(Ip.parse(NODE))) {
                cluster.served(tcp(WEB, address.toString(), 443));
            }
        }
        LearnResult result = cluster.learn();
        PrefixSet admitted = admitted(result);
        for (String reserved : List.of("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", NODE)) {
            assertThat(admitted.overlaps(Cidr.parse(reserved))).as(reserved).isFalse();
        }
        assertThat(admitted.contains(Cidr.parse("8.8.8.8"))).isTrue();
        assertThat(result.replay(true).denials()).isEmpty();
    }

    @Test
    void privateAddressesThatWereFoldedMakeNoRuleAndTheWorkloadIsNotReady() {
        LearnFixture cluster = cluster().served(tcp(WEB, "198.51.100.7", 25));
        toEach(cluster, "10.50.0.0", 1100, "");
        LearnResult result = cluster.learn();
        assertThat(result.egress("shop/web")).containsExactly("[198.51.100.7/32] TCP 25");
        assertThat(result.issues(IssueCode.UNATTRIBUTED)).isNotEmpty();
        assertThat(result.workload("shop/web").isReady()).isFalse();
    }

    @Test
    void theSmallestKnownPrefixStandsForAPeerAndARangeIsOneRule() {
        LearnResult result = cluster()
                .served(tcp(WEB, "192.0.2.10", 443))
                .served(tcp(WEB, "198.51.100.7", 443))
                .served(tcp(WEB, "192.0.2.200", 443))
                .served(tcp(WEB, "203.0.113.9", 443))
                .served(tcp("192.0.2.99", API, 8080))
                .learn(known(
                        range("pay", "192.0.2.0/24", "198.51.100.0/24"),
                        range("pay-eu", "192.0.2.128/25", "8.8.8.0/24")));
        assertThat(result.egress("shop/web"))
                .containsExactly(
                        "[192.0.2.0/24, 198.51.100.0/24] TCP 443 [known-range]",
                        "[192.0.2.128/25] TCP 443 [known-range]",
                        "[203.0.113.9/32] TCP 443");
        assertThat(result.ingress("shop/api")).containsExactly("[192.0.2.0/24] TCP 8080 [known-range]");
        assertThat(result.workload("shop/web")
                        .egress()
                        .get(0)
                        .permissions()
                        .get(0)
                        .evidence()
                        .count())
                .isEqualTo(4);
        assertThat(result.inferred().addresses().matchedRanges()).isEqualTo(2);
        assertThat(result.issues(IssueCode.UNMATCHED_RANGE)).isEmpty();
        assertThat(result.replay(true).denials()).isEmpty();
        assertThat(result.replay(false).denials()).isEmpty();
    }

    @Test
    void aRangeThatHoldsPrivateOrClusterAddressesIsRefusedAndOneThatHoldsNobodyIsTold() {
        LearnResult result = cluster()
                .served(tcp(WEB, "10.50.0.1", 5432))
                .served(tcp(WEB, "203.0.113.9", 443))
                .learn(known(range("lan", "10.50.0.0/16"), range("hosting", "203.0.113.0/24", "203.0.113.8/29")));
        assertThat(result.egress("shop/web"))
                .containsExactly("[10.50.0.1/32] TCP 5432", "[203.0.113.8/29] TCP 443 [known-range]");
        assertThat(result.issues(IssueCode.REFUSED_RANGE)).hasSize(2);
        assertThat(result.issues(IssueCode.UNMATCHED_RANGE))
                .singleElement()
                .asString()
                .contains("lan");
    }

    @Test
    void foldedAddressesOfAKnownRangeAreThatRange() {
        LearnFixture cluster = cluster();
        toEach(cluster, "198.18.0.0", 3000, "");
        LearnResult result = cluster.learn(known(range("cdn", "198.18.0.0/15")));
        assertThat(result.egress("shop/web")).containsExactly("[198.18.0.0/15] TCP 443 [known-range]");
        assertThat(result.issues(IssueCode.FOLDED_ADDRESSES)).isEmpty();
    }

    @Test
    void theBudgetHoldsForAllWorkloadsTogether() {
        LearnFixture cluster = cluster()
                .served(tcp(WEB, "198.51.100.8", 443))
                .served(tcp(WEB, "198.51.100.10", 443))
                .served(tcp(WEB, "198.51.100.11", 443))
                .served(tcp(API, "198.51.100.64", 443))
                .served(tcp(API, "198.51.100.67", 443))
                .served(tcp(API, "203.0.113.4", 25))
                .served(tcp(API, "203.0.113.6", 25))
                .served(tcp(API, "203.0.113.7", 25));
        assertThat(cluster.learn(budget(1)).egress("shop/web")).containsExactly("[198.51.100.8/30] TCP 443 [prefix]");
        LearnResult two = cluster.learn(budget(2));
        assertThat(two.egress("shop/api"))
                .containsExactly(
                        "[198.51.100.64/32, 198.51.100.67/32] TCP 443", "[203.0.113.4/32, 203.0.113.6/31] TCP 25");
        LearnResult many = cluster.learn(budget(1_000));
        assertThat(many.egress("shop/api"))
                .as("a node's address is in the way")
                .containsExactly("[198.51.100.64/30] TCP 443 [prefix]", "[203.0.113.4/32, 203.0.113.6/31] TCP 25");
        assertThat(many.inferred().addresses().surplus()).isEqualTo(3);
        assertThat(many.inferred().addresses().saved()).isEqualTo(2);
        assertThat(many.issues(IssueCode.SURPLUS_ADDRESSES)).hasSize(2);
        assertThat(many.replay(true).denials()).isEmpty();
    }

    @Test
    void theOrderOfFlowsDoesNotChangeTheRules() {
        LearnFixture cluster = cluster();
        toEach(cluster, "203.0.112.0", 1500, NODE);
        toEach(cluster, "198.51.100.0", 7, "198.51.100.3");
        List<Flow> flows = new ArrayList<>(cluster.flows());
        Inferred expected = cluster.infer(flows, budget(500), cluster.inventory());
        Collections.shuffle(flows, new Random(3));
        assertThat(cluster.infer(flows, budget(500), cluster.inventory()).intent())
                .isEqualTo(expected.intent());
    }
}
