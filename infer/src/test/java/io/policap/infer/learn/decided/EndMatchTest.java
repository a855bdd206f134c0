package io.policap.infer.learn.decided;

import static org.assertj.core.api.Assertions.assertThat;

import io.policap.infer.baseline.ClassEvidence;
import io.policap.infer.connection.ConnectionClass;
import io.policap.infer.connection.Party;
import io.policap.infer.decision.Decision;
import io.policap.infer.decision.DecisionPlace;
import io.policap.infer.decision.Decisions;
import io.policap.infer.decision.EndName;
import io.policap.infer.decision.WorkloadName;
import io.policap.infer.inventory.Inventory;
import io.policap.infer.inventory.WorkloadKey;
import io.policap.infer.issue.IssueCode;
import io.policap.infer.issue.Issues;
import io.policap.infer.learn.edge.Edge;
import io.policap.infer.learn.edge.End;
import io.policap.infer.learn.edge.Outcome;
import io.policap.infer.net.Cidr;
import io.policap.infer.net.Ip;
import io.policap.infer.net.Protocol;
import io.policap.infer.policy.cilium.CiliumEntity;
import io.policap.infer.policy.cilium.FqdnSelector;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EndMatchTest {
    private static final WorkloadKey ONE = new WorkloadKey("default", "shop", "Deployment", "one");
    private static final WorkloadKey TWO = new WorkloadKey("default", "shop", "Deployment", "two");
    private static final End TWINS = new End.Workloads(new TreeSet<>(List.of(ONE, TWO)));
    private static final End OUTSIDE = new End.Outside(Cidr.parse("203.0.113.0/24"));

    @Test
    void workloadsThatLabelsDoNotTellApartAreMeantInPart() {
        EndName one = new EndName.Workload(WorkloadName.of("shop", "one"));

        assertThat(EndMatch.of(one, End.Workloads.of(ONE), List.of())).isEqualTo(EndMatch.ALL);
        assertThat(EndMatch.of(one, TWINS, List.of())).isEqualTo(EndMatch.SOME);
        assertThat(EndMatch.of(one, End.Workloads.of(TWO), List.of())).isEqualTo(EndMatch.NONE);
        assertThat(EndMatch.of(one, OUTSIDE, List.of())).isEqualTo(EndMatch.NONE);
    }

    @Test
    void anEdgeThatIsMeantInPartKeepsItsOutcomeAndThatIsTold() {
        Issues issues = new Issues();
        EndName world = new EndName.Entity(CiliumEntity.WORLD);
        Decision denial = new Decision.Deny(
                new DecisionPlace("d.yaml", 3),
                new EndName.Workload(WorkloadName.of("shop", "one")),
                world,
                List.of(),
                "r");
        DecisionUse use = new DecisionUse(new Decisions(List.of(denial)), issues);
        Party outside = new Party.Address(Cidr.parse("203.0.113.5/32"), true);
        Edge edge = new Edge(
                TWINS,
                OUTSIDE,
                Protocol.TCP,
                443,
                new ConnectionClass(outside, outside, false, Protocol.TCP, 443),
                new ClassEvidence(List.of(), List.of(), new TreeSet<>(), 0));

        Outcome outcome = new DeniedEdges(use, Inventory.empty(), issues).judge(edge, Outcome.served(), List.of());
        use.report();

        assertThat(outcome).isEqualTo(Outcome.served());
        assertThat(issues.list()).singleElement().satisfies(issue -> {
            assertThat(issue.code()).isEqualTo(IssueCode.DECISION_NOT_APPLIED);
            assertThat(issue.message()).contains("may be what is denied and may be something else");
        });
    }

    @ParameterizedTest
    @CsvSource({"203.0.0.0/16,ALL", "203.0.113.0/24,ALL", "203.0.113.7/32,SOME", "198.51.100.0/24,NONE", "::/1,NONE"})
    void foldedAddressesAreMeantInPart(String meant, EndMatch match) {
        assertThat(EndMatch.of(new EndName.Block(Cidr.parse(meant)), OUTSIDE, List.of()))
                .isEqualTo(match);
    }

    @ParameterizedTest
    @CsvSource({
        "api.example.com,api.example.com.,ALL",
        "api.example.com,API.example.com,ALL",
        "api.example.com,b.api.example.com,NONE",
        "*.example.com,api.example.com,ALL",
        "*.example.com,a.b.example.com,NONE",
        "*.example.com,example.com,NONE",
        "a*c.*.com,abc.x.com,ALL",
        "a*c.*.com,abd.x.com,NONE",
        "*,com,ALL"
    })
    void namesAreHeldAgainstThoseByWhichAnAddressWasKnown(String decided, String known, EndMatch match) {
        FqdnSelector selector =
                decided.contains("*") ? new FqdnSelector.MatchPattern(decided) : new FqdnSelector.MatchName(decided);
        EndName name = new EndName.DnsName(selector);

        assertThat(EndMatch.of(name, OUTSIDE, List.of(known))).isEqualTo(match);
        assertThat(EndMatch.of(name, OUTSIDE, List.of(known, "other.example.org")))
                .isEqualTo(match == EndMatch.ALL ? EndMatch.SOME : match);
        assertThat(EndMatch.of(name, OUTSIDE, List.of())).isEqualTo(EndMatch.NONE);
    }

    @ParameterizedTest
    @CsvSource({
        "HOST,true,false,ALL",
        "HOST,false,false,NONE",
        "REMOTE_NODE,false,false,ALL",
        "KUBE_APISERVER,false,true,ALL",
        "KUBE_APISERVER,false,false,NONE",
        "CLUSTER,true,false,ALL",
        "WORLD,false,false,NONE"
    })
    void entitiesMeanNodesAsCiliumDoes(CiliumEntity entity, boolean own, boolean apiServer, EndMatch match) {
        End node = new End.Node(Ip.parse("172.18.0.2"), own, false, apiServer);

        assertThat(EndMatch.of(new EndName.Entity(entity), node, List.of())).isEqualTo(match);
    }
}
