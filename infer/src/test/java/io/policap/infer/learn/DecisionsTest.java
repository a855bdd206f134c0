package io.policap.infer.learn;

import static io.policap.infer.FlowFixture.tcp;
import static io.policap.infer.PodFixture.pod;
import static org.assertj.core.api.Assertions.assertThat;

import io.policap.infer.LearnFixture;
import io.policap.infer.LearnResult;
import io.policap.infer.decision.Decision;
import io.policap.infer.decision.DecisionPlace;
import io.policap.infer.decision.Decisions;
import io.policap.infer.decision.EndName;
import io.policap.infer.decision.WorkloadName;
import io.policap.infer.intent.Ports;
import io.policap.infer.issue.IssueCode;
import io.policap.infer.label.LabelSelector;
import io.policap.infer.label.Requirement;
import io.policap.infer.learn.edge.JudgedEdge;
import io.policap.infer.net.Cidr;
import io.policap.infer.net.PortRange;
import io.policap.infer.net.Protocol;
import io.policap.infer.policy.PolicyType;
import io.policap.infer.policy.cilium.CiliumEntity;
import io.policap.infer.policy.cilium.FqdnSelector;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What people decided wins over what was seen, and what it cannot win is told. */
class DecisionsTest {
    private static final String WEB = "10.244.1.2";
    private static final String API = "10.244.1.3";
    private static final String DB = "10.244.2.4";
    private static final DecisionPlace PLACE = new DecisionPlace("decisions.yaml", 3);
    private static final DecisionPlace LATER = new DecisionPlace("decisions.yaml", 9);

    private static LearnFixture cluster() {
        return new LearnFixture()
                .node("node-1", "192.168.0.1", "10.244.1.0/24", true)
                .node("node-2", "192.168.0.2", "10.244.2.0/24")
                .service("shop/x", "ClusterIP", "10.96.0.99", 1, "1", 0)
                .with(pod("shop/web-1", WEB), pod("shop/api-1", API), pod("shop/db-1", DB));
    }

    private static LearnResult learn(LearnFixture fixture, Decision... decisions) {
        return fixture.learn(LearnOptions.DEFAULT.with(new Decisions(List.of(decisions))));
    }

    private static EndName workload(String name) {
        return new EndName.Workload(WorkloadName.of("shop", name));
    }

    private static EndName block(String cidr) {
        return new EndName.Block(Cidr.parse(cidr));
    }

    private static EndName entity(CiliumEntity entity) {
        return new EndName.Entity(entity);
    }

    private static List<Ports> tcpPort(int port) {
        return List.of(new Ports.Transport(Protocol.TCP, PortRange.of(port)));
    }

    @Test
    void aDeniedEdgeIsDriftAndNeverARule() {
        LearnFixture fixture =
                cluster().served(tcp(WEB, API, 8080)).served(tcp(WEB, DB, 5432)).served(tcp(API, DB, 5432));
        LearnResult result =
                learn(fixture, new Decision.Deny(PLACE, workload("web"), workload("db"), tcpPort(5432), "ask the api"));

        assertThat(result.egress("shop/web")).containsExactly("shop/api TCP 8080");
        assertThat(result.ingress("shop/db")).containsExactly("shop/api TCP 5432");
        assertThat(result.issues(IssueCode.DENIED_BY_DECISION))
                .containsExactly(
                        "shop/Deployment/web: to shop/Deployment/db TCP 5432, seen 2 times (served), is denied:"
                                + " ask the api (decisions.yaml:3); no rule");
        assertThat(result.replay(true).denials()).isEmpty();
        assertThat(result.replay(true).replayed()).isEqualTo(2);
        assertThat(result.inferred().edges().stream().filter(JudgedEdge::mustPass))
                .hasSize(2);
        assertThat(result.issues(IssueCode.DECISION_UNUSED)).isEmpty();
    }

    @Test
    void aDenialOfAPortLeavesTheOthers() {
        LearnFixture fixture = cluster().served(tcp(WEB, DB, 5432)).served(tcp(WEB, DB, 9187));
        LearnResult result =
                learn(fixture, new Decision.Deny(PLACE, workload("web"), workload("db"), tcpPort(9187), "no metrics"));

        assertThat(result.egress("shop/web")).containsExactly("shop/db TCP 5432");
    }

    @Test
    void aDenialOfTheWorldTakesOutsideAddressesOnly() {
        LearnFixture fixture = cluster().served(tcp(WEB, "203.0.113.5", 443)).served(tcp(WEB, API, 443));
        LearnResult result = learn(
                fixture,
                new Decision.Deny(PLACE, workload("web"), entity(CiliumEntity.WORLD), List.of(), "through the proxy"));

        assertThat(result.egress("shop/web")).containsExactly("shop/api TCP 443");
    }

    @Test
    void anAllowedEdgeIsARuleAtBothEndsWithTheReason() {
        LearnFixture fixture = cluster().served(tcp(WEB, API, 8080));
        LearnResult result =
                learn(fixture, new Decision.Allow(PLACE, workload("api"), workload("db"), tcpPort(5432), "quarterly"));

        assertThat(result.egress("shop/api")).containsExactly("shop/db TCP 5432 [decided]");
        assertThat(result.ingress("shop/db")).containsExactly("shop/api TCP 5432 [decided]");
        assertThat(result.workload("shop/db")
                        .ingress()
                        .get(0)
                        .permissions()
                        .get(0)
                        .reasons())
                .containsExactly("quarterly");
    }

    @Test
    void whatWasSeenAnywayIsNotMarkedAsDecided() {
        LearnFixture fixture = cluster().served(tcp(WEB, API, 8080));
        LearnResult result =
                learn(fixture, new Decision.Allow(PLACE, workload("web"), workload("api"), tcpPort(8080), "quarterly"));

        assertThat(result.egress("shop/web")).containsExactly("shop/api TCP 8080");
        assertThat(result.issues(IssueCode.DECISION_UNUSED)).isEmpty();
    }

    @Test
    void anAllowedPrefixLeavesOutThePodsWithinIt() {
        LearnFixture fixture = cluster().served(tcp(WEB, API, 8080));
        LearnResult result = learn(
                fixture, new Decision.Allow(PLACE, workload("web"), block("10.244.0.0/22"), tcpPort(443), "legacy"));

        assertThat(result.egress("shop/web"))
                .containsExactlyInAnyOrder("shop/api TCP 8080", "[10.244.0.0/24, 10.244.3.0/24] TCP 443 [decided]");
    }

    @Test
    void aPrefixOfPodsIsNotAllowedAndThatIsTold() {
        LearnFixture fixture = cluster().served(tcp(WEB, API, 8080));
        LearnResult result = learn(
                fixture, new Decision.Allow(PLACE, workload("web"), block("10.244.1.0/28"), tcpPort(443), "legacy"));

        assertThat(result.egress("shop/web")).containsExactly("shop/api TCP 8080");
        assertThat(result.issues(IssueCode.DECISION_NOT_APPLIED))
                .singleElement()
                .asString()
                .contains("10.244.1.0/28 lies within the cluster's pod ranges");
    }

    @Test
    void aDenialBeatsAnAllowanceOfTheSame() {
        LearnFixture fixture = cluster().served(tcp(WEB, API, 8080));
        LearnResult result = learn(
                fixture,
                new Decision.Deny(PLACE, workload("web"), entity(CiliumEntity.WORLD), List.of(), "r"),
                new Decision.Allow(LATER, workload("web"), block("203.0.113.0/24"), tcpPort(443), "s"));

        assertThat(result.egress("shop/web")).containsExactly("shop/api TCP 8080");
        assertThat(result.issues(IssueCode.DECISION_NOT_APPLIED))
                .containsExactly("decisions.yaml:9: allow: decisions.yaml:3 denies the same; remove one of them");
    }

    @Test
    void aWiderPeerTakesThePlaceOfThoseWithinItAndNoOthers() {
        LearnFixture fixture = cluster()
                .served(tcp(WEB, "203.0.113.5", 443))
                .served(tcp(WEB, "203.0.113.9", 443))
                .served(tcp(WEB, "203.0.113.9", 80))
                .served(tcp(WEB, "198.51.100.1", 443));
        LearnResult result = learn(
                fixture,
                new Decision.Widen(
                        PLACE,
                        WorkloadName.of("shop", "web"),
                        PolicyType.EGRESS,
                        block("203.0.113.0/24"),
                        tcpPort(443),
                        "published"));

        assertThat(result.egress("shop/web"))
                .containsExactlyInAnyOrder(
                        "[203.0.113.0/24] TCP 443 [decided]", "[203.0.113.9/32] TCP 80", "[198.51.100.1/32] TCP 443");
        assertThat(result.replay(true).denials()).isEmpty();
        assertThat(result.replay(false).denials()).isEmpty();
    }

    @Test
    void theWorldTakesThePlaceOfEveryOutsideAddressAndTheClusterOfEveryWorkload() {
        LearnFixture fixture = cluster()
                .served(tcp(WEB, "203.0.113.5", 443))
                .served(tcp(WEB, API, 443))
                .served(tcp(WEB, DB, 5432));
        WorkloadName web = WorkloadName.of("shop", "web");
        LearnResult result = learn(
                fixture,
                new Decision.Widen(PLACE, web, PolicyType.EGRESS, entity(CiliumEntity.WORLD), List.of(), "r"),
                new Decision.Widen(LATER, web, PolicyType.EGRESS, entity(CiliumEntity.CLUSTER), List.of(), "s"));

        assertThat(result.egress("shop/web"))
                .containsExactly(
                        "entity cluster TCP 443 [decided]",
                        "entity cluster TCP 5432 [decided]",
                        "entity world TCP 443 [decided]");
        assertThat(result.replay(true).denials()).isEmpty();
        assertThat(result.replay(false).denials()).isEmpty();
        assertThat(result.ingress("shop/db")).containsExactly("shop/web TCP 5432");
    }

    @Test
    void aNameThatNobodyAskedForTakesInNoAddress() {
        LearnFixture fixture = cluster().served(tcp(WEB, "203.0.113.5", 443));
        LearnResult result = learn(
                fixture,
                new Decision.Widen(
                        PLACE,
                        WorkloadName.of("shop", "web"),
                        PolicyType.EGRESS,
                        new EndName.DnsName(new FqdnSelector.MatchName("api.example.com")),
                        List.of(),
                        "r"));

        assertThat(result.egress("shop/web")).containsExactly("[203.0.113.5/32] TCP 443");
        assertThat(result.issues(IssueCode.DECISION_UNUSED)).hasSize(1);
    }

    @Test
    void aNameMayBeAllowedThatNobodyAskedForYet() {
        LearnResult result = learn(
                cluster().served(tcp(WEB, "203.0.113.5", 443)),
                new Decision.Allow(
                        PLACE,
                        new EndName.Workload(WorkloadName.of("shop", "web")),
                        new EndName.DnsName(new FqdnSelector.MatchName("api.example.com")),
                        List.of(new Ports.Transport(Protocol.TCP, PortRange.of(8443))),
                        "r"));

        assertThat(result.egress("shop/web"))
                .containsExactly("[203.0.113.5/32] TCP 443", "names [api.example.com][] at [] TCP 8443 [decided]");
        assertThat(result.replay(true).denials()).isEmpty();
    }

    @Test
    void aSelectorIsUsedWhereItSelectsThePodsAndNoOthers() {
        LearnFixture fixture = cluster()
                .with(pod("shop/cart-1", "10.244.1.7").labels("app", "cart", "tier", "back"))
                .served(tcp(WEB, "10.244.1.7", 7000));
        WorkloadName cart = WorkloadName.of("shop", "cart");
        LearnResult good =
                learn(fixture, new Decision.Selector(PLACE, cart, LabelSelector.of(Map.of("tier", "back")), "r"));
        LearnResult missing =
                learn(fixture, new Decision.Selector(PLACE, cart, LabelSelector.of(Map.of("tier", "front")), "r"));
        LearnResult wide = learn(
                fixture,
                new Decision.Selector(
                        PLACE,
                        WorkloadName.of("shop", "web"),
                        new LabelSelector(new TreeMap<>(), List.of(Requirement.exists("app"))),
                        "r"));

        assertThat(good.workload("shop/cart").selection().kubernetes())
                .isEqualTo(LabelSelector.of(Map.of("tier", "back")));
        assertThat(good.workload("shop/cart").selection().cilium()).contains(LabelSelector.of(Map.of("tier", "back")));
        assertThat(good.issues(IssueCode.DECISION_NOT_APPLIED)).isEmpty();
        assertThat(missing.workload("shop/cart").selection().kubernetes())
                .isEqualTo(LabelSelector.of(Map.of("app", "cart")));
        assertThat(missing.issues(IssueCode.DECISION_NOT_APPLIED))
                .singleElement()
                .asString()
                .contains("does not select pods of shop/Deployment/cart");
        assertThat(wide.issues(IssueCode.DECISION_NOT_APPLIED))
                .singleElement()
                .asString()
                .contains("also selects pods of another workload");
    }

    @Test
    void aSelectorOnALabelOfOneRolloutIsNotUsed() {
        LearnFixture fixture = cluster().served(tcp(WEB, API, 8080));
        LearnResult result = learn(
                fixture,
                new Decision.Selector(
                        PLACE,
                        WorkloadName.of("shop", "web"),
                        LabelSelector.of(Map.of("pod-template-hash", "x")),
                        "r"));

        assertThat(result.issues(IssueCode.DECISION_NOT_APPLIED))
                .singleElement()
                .asString()
                .contains("pod-template-hash of its selector changes with every rollout");
    }

    private static Decision narrowed() {
        return new Decision.PublicEndpoint(
                PLACE, WorkloadName.of("shop", "web"), tcpPort(8080), List.of(Cidr.parse("203.0.113.0/24")), "the CDN");
    }

    private static LearnFixture exposed() {
        return cluster().service("shop/web", "NodePort", "10.96.0.5", 80, "8080", 30_080);
    }

    @Test
    void aPublicEndpointIsNarrowedToPrefixes() {
        LearnResult result = learn(exposed().served(tcp("203.0.113.5", WEB, 8080)), narrowed());

        assertThat(result.ingress("shop/web")).containsExactly("[203.0.113.0/24] TCP 8080 [decided]");
        assertThat(result.issues(IssueCode.PUBLIC_ENDPOINT)).isEmpty();
        assertThat(result.replay(true).denials()).isEmpty();
    }

    @Test
    void othersAreDeniedAtANarrowedEndpointAndThoseLetInKeepTheirRule() {
        LearnResult result = learn(exposed().served(tcp("198.51.100.5", WEB, 8080)), narrowed());

        assertThat(result.ingress("shop/web")).containsExactly("[203.0.113.0/24] TCP 8080 [decided]");
        assertThat(result.issues(IssueCode.DENIED_BY_DECISION)).hasSize(1);
    }

    @Test
    void whatNodesPassOnAtANarrowedEndpointIsAdmittedAndTold() {
        LearnResult result = learn(exposed().served(tcp("192.168.0.2", WEB, 8080)), narrowed());

        assertThat(result.ingress("shop/web"))
                .containsExactlyInAnyOrder(
                        "[203.0.113.0/24] TCP 8080 [decided]",
                        "nodes [10.244.1.0, 10.244.2.0, 192.168.0.1, 192.168.0.2] TCP 8080 [nodes]");
        assertThat(result.issues(IssueCode.PUBLIC_ENDPOINT))
                .singleElement()
                .asString()
                .contains("externalTrafficPolicy: Local");
        assertThat(result.replay(true).denials()).isEmpty();
    }

    @Test
    void anIgnoredNamespaceGetsNoPoliciesAndStaysAPeer() {
        LearnFixture fixture = cluster().with(pod("pay/api-1", "10.244.1.7")).served(tcp(WEB, "10.244.1.7", 8080));
        LearnResult result = learn(fixture, new Decision.IgnoredNamespace(PLACE, "pay"));

        assertThat(result.has("pay/api")).isFalse();
        assertThat(result.egress("shop/web")).containsExactly("pay/api TCP 8080");
        assertThat(result.intent().namespaces())
                .extracting(namespace -> namespace.name())
                .containsExactly("shop");
        assertThat(result.issues(IssueCode.DECISION_UNUSED)).isEmpty();
    }

    @Test
    void theOrderOfDecisionsDoesNotMatter() {
        LearnFixture fixture = exposed()
                .served(tcp("203.0.113.5", WEB, 8080))
                .served(tcp(WEB, "203.0.113.5", 443))
                .served(tcp(WEB, DB, 5432));
        Decision[] decisions = {
            narrowed(),
            new Decision.Deny(LATER, workload("web"), workload("db"), List.of(), "r"),
            new Decision.Allow(new DecisionPlace("z.yaml", 1), workload("api"), workload("db"), tcpPort(1), "s"),
            new Decision.IgnoredNamespace(new DecisionPlace("a.yaml", 1), "gone")
        };
        LearnResult one = learn(fixture, decisions);
        LearnResult other = learn(fixture, decisions[3], decisions[2], decisions[1], decisions[0]);

        assertThat(other.intent()).isEqualTo(one.intent());
    }
}
