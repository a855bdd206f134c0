package io.policap.infer.learn;

import static io.policap.infer.FlowFixture.tcp;
import static io.policap.infer.FlowFixture.udp;
import static io.policap.infer.PodFixture.pod;
import static org.assertj.core.api.Assertions.assertThat;

import io.policap.infer.FlowFixture;
import io.policap.infer.LearnFixture;
import io.policap.infer.LearnResult;
import io.policap.infer.flow.EventKind;
import io.policap.infer.flow.Layer7;
import io.policap.infer.flow.TcpFlags;
import io.policap.infer.flow.Verdict;
import io.policap.infer.issue.IssueCode;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** R2 and R3: which connections make rules. */
class OutcomeTest {
    private static final String WEB = "10.244.1.2";
    private static final String API = "10.244.2.3";
    private static final LearnOptions LEARN_DENIED =
            new LearnOptions(new TreeSet<>(), true, 0.01, false, LearnOptions.DEFAULT.ciliumLabels());

    private static LearnFixture cluster() {
        return new LearnFixture()
                .node("node-1", "192.168.0.1", "10.244.1.0/24")
                .node("node-2", "192.168.0.2", "10.244.2.0/24")
                .with(
                        pod("shop/web-1", WEB),
                        pod("shop/api-1", API).on("node-2").port(8080));
    }

    @Test
    void anAnswerServes() {
        assertThat(cluster().served(udp(WEB, API, 8080)).learn().egress("shop/web"))
                .containsExactly("shop/api UDP 8080");
    }

    @Test
    void anLayer7ResponseServes() {
        Layer7 response = new Layer7.Other(true);
        LearnResult result = cluster()
                .seen(tcp(WEB, API, 8080).answer().flags(0).layer7(response))
                .learn();
        assertThat(result.egress("shop/web")).containsExactly("shop/api TCP 8080");
    }

    @Test
    void aVerdictDoesNotServeWhereTheSameNodeWouldHaveShownTheAnswer() {
        FlowFixture dead = tcp(WEB, API, 9999);
        LearnResult result = cluster()
                .served(tcp(WEB, API, 8080))
                .seen(dead, tcp(WEB, API, 9999).policyVerdict())
                .learn();
        assertThat(result.egress("shop/web")).containsExactly("shop/api TCP 8080");
        assertThat(result.issues(IssueCode.UNANSWERED)).hasSize(1);
    }

    @Test
    void aVerdictServesWhereTheNodeReportsVerdictsOnly() {
        LearnResult result = cluster()
                .served(tcp(WEB, API, 8080))
                .seen(tcp(WEB, API, 9999).policyVerdict())
                .learn();
        assertThat(result.egress("shop/web")).contains("shop/api TCP 9999 [verdict-only]");
    }

    @Test
    void aResetRefuses() {
        FlowFixture request = tcp(WEB, API, 8080);
        LearnResult result = cluster().seen(request, request.reset()).learn();
        assertThat(result.egress("shop/web")).isEmpty();
        assertThat(result.issues(IssueCode.REFUSED)).hasSize(1);
    }

    @Test
    void aConnectionThatWasAnsweredAndLaterResetWasServed() {
        FlowFixture request = tcp(WEB, API, 8080);
        LearnResult result =
                cluster().seen(request, request.answer(), request.reset()).learn();
        assertThat(result.egress("shop/web")).containsExactly("shop/api TCP 8080");
    }

    @Test
    void aRequestIsUnansweredOnlyWhereTheSameNodeReportsAnswersForTheClient() {
        LearnResult silent = cluster().seen(tcp(WEB, API, 9999)).learn();
        assertThat(silent.egress("shop/web")).containsExactly("shop/api TCP 9999 [verdict-only]");

        LearnResult answering =
                cluster().served(tcp(WEB, API, 8080)).seen(tcp(WEB, API, 9999)).learn();
        assertThat(answering.egress("shop/web")).containsExactly("shop/api TCP 8080");
        assertThat(answering.issues(IssueCode.UNANSWERED)).hasSize(1);

        LearnResult otherNode = cluster()
                .served(tcp(WEB, API, 8080).atServer("node-2"))
                .seen(tcp(WEB, API, 9999))
                .learn();
        assertThat(otherNode.egress("shop/web"))
                .containsExactly("shop/api TCP 8080", "shop/api TCP 9999 [verdict-only]");

        LearnResult otherClient = cluster()
                .with(pod("shop/job-1", "10.244.1.7"))
                .served(tcp("10.244.1.7", API, 8080))
                .seen(tcp(WEB, API, 9999))
                .learn();
        assertThat(otherClient.egress("shop/web")).containsExactly("shop/api TCP 9999 [verdict-only]");
    }

    @Test
    void aPolicyVerdictWithoutVisibleAnswerServesAndIsMarked() {
        for (Verdict verdict : List.of(Verdict.FORWARDED, Verdict.REDIRECTED, Verdict.AUDIT)) {
            LearnResult result = cluster()
                    .seen(tcp(WEB, API, 8080).policyVerdict().verdict(verdict))
                    .learn();
            assertThat(result.egress("shop/web")).as("%s", verdict).containsExactly("shop/api TCP 8080 [verdict-only]");
            assertThat(result.issues(IssueCode.VERDICT_ONLY)).hasSize(1);
        }
    }

    @Test
    void oneWayDatagramsServeFromThreeOn() {
        LearnFixture two = cluster().served(tcp(WEB, API, 8080)).seen(udp(WEB, API, 514), udp(WEB, API, 514));
        assertThat(two.learn().egress("shop/web")).containsExactly("shop/api TCP 8080");
    }

    @Test
    void oneWayDatagramsToAWorkloadThatDeclaresNothingServeAndAreMarked() {
        LearnFixture cluster = cluster().with(pod("shop/log-1", "10.244.2.9").on("node-2"));
        cluster.served(tcp(WEB, API, 8080));
        cluster.seen(udp(WEB, "10.244.2.9", 514).weight(3));
        assertThat(cluster.learn().egress("shop/web"))
                .containsExactly("shop/api TCP 8080", "shop/log UDP 514 [one-way]");
    }

    @Test
    void oneWayDatagramsToAPortThatIsNotAmongTheDeclaredOnesServeNot() {
        LearnResult result = cluster().seen(udp(WEB, API, 514).weight(7)).learn();
        assertThat(result.egress("shop/web")).isEmpty();
        assertThat(result.issues(IssueCode.ONE_WAY_UNDECLARED)).hasSize(1);
    }

    @Test
    void aScannerMakesRulesOnlyWhereDataFlowed() {
        LearnFixture cluster = cluster();
        for (int port = 1; port <= 12; port++) {
            FlowFixture probe = tcp(WEB, API, port);
            cluster.seen(probe, probe.reset());
        }
        cluster.served(tcp(WEB, API, 8080));
        FlowFixture talk = tcp(WEB, API, 8443);
        cluster.seen(talk, talk.answer(), tcp(WEB, API, 8443).flags(TcpFlags.PSH | TcpFlags.ACK));
        LearnResult result = cluster.learn();
        assertThat(result.egress("shop/web")).containsExactly("shop/api TCP 8443");
        assertThat(result.issues(IssueCode.SCAN)).hasSize(1);
    }

    @Test
    void failuresAreNoScanWhereTheClientTalksToManyMore() {
        LearnFixture cluster = cluster();
        for (int port = 1; port <= 12; port++) {
            FlowFixture probe = tcp(WEB, API, port);
            cluster.seen(probe, probe.reset());
            FlowFixture talk = tcp(WEB, API, 100 + port).flags(TcpFlags.PSH | TcpFlags.ACK);
            cluster.seen(talk, talk.answer());
        }
        cluster.served(tcp(WEB, API, 8080));
        assertThat(cluster.learn().egress("shop/web")).contains("shop/api TCP 8080");
        assertThat(cluster.learn().issues(IssueCode.SCAN)).isEmpty();
    }

    @Test
    void whatNoRuleAllowedIsLearnedOnlyOnRequest() {
        LearnFixture cluster =
                cluster().seen(tcp(WEB, API, 8080).atServer("node-2").dropped(133));
        assertThat(cluster.learn().egress("shop/web")).isEmpty();
        assertThat(cluster.learn().issues(IssueCode.POLICY_DENIED)).hasSize(1);
        assertThat(cluster.learn(LEARN_DENIED).egress("shop/web")).containsExactly("shop/api TCP 8080 [denied]");
    }

    @Test
    void whatARuleDeniedIsNeverLearned() {
        LearnFixture cluster =
                cluster().seen(tcp(WEB, API, 8080).atServer("node-2").dropped(181));
        assertThat(cluster.learn(LEARN_DENIED).egress("shop/web")).isEmpty();
        assertThat(cluster.learn().issues(IssueCode.DENIED_BY_POLICY)).hasSize(1);
    }

    @Test
    void whatLeftTheClientAndWasDroppedAtTheServerWasNotServed() {
        for (int reason : new int[] {133, 181}) {
            LearnResult result = cluster()
                    .seen(
                            tcp(WEB, API, 8080),
                            tcp(WEB, API, 8080).policyVerdict(),
                            udp(WEB, "10.244.2.3", 8080).weight(9),
                            tcp(WEB, API, 8080).atServer("node-2").dropped(reason),
                            udp(WEB, API, 8080).atServer("node-2").dropped(reason))
                    .learn();
            assertThat(result.egress("shop/web")).as("drop reason %s", reason).isEmpty();
            assertThat(result.ingress("shop/api")).as("drop reason %s", reason).isEmpty();
        }
    }

    @Test
    void anExplicitDenyOfWhatWasAnsweredBeforeIsStillSaid() {
        LearnResult result = cluster()
                .served(tcp(WEB, API, 8080))
                .seen(tcp(WEB, API, 8080).atServer("node-2").dropped(181))
                .learn();
        assertThat(result.issues(IssueCode.DENIED_BY_POLICY)).hasSize(1);
    }

    @Test
    void socketEventsAndProxyLegsAndOtherDropsAreNoConnections() {
        LearnFixture cluster = cluster()
                .seen(
                        tcp(WEB, API, 8080).event(EventKind.SOCK),
                        tcp(WEB, API, 8080).fromProxy(),
                        tcp(WEB, API, 8080).dropped(158),
                        tcp(WEB, API, 8080).dropped(140),
                        tcp(WEB, API, 8080).verdict(Verdict.ERROR));
        assertThat(cluster.learn().inferred().edges()).isEmpty();
        assertThat(cluster.snapshot(cluster.flows(), cluster.inventory())
                        .books()
                        .skippedTotal())
                .isEqualTo(5);
    }

    /** The server's last segment after Cilium forgot the connection: labelled as a request of the server. */
    private static FlowFixture leftover(int flags) {
        return tcp(API, WEB, 40_000).clientPort(8080).flags(flags).atServer("node-1");
    }

    @Test
    void whatComesAfterCiliumForgotTheConnectionIsNoConnectionOfTheServer() {
        for (int flags : new int[] {
            TcpFlags.FIN | TcpFlags.ACK, TcpFlags.RST | TcpFlags.ACK, TcpFlags.ACK, TcpFlags.PSH | TcpFlags.ACK
        }) {
            LearnResult result = cluster()
                    .served(tcp(WEB, API, 8080))
                    .seen(leftover(flags), leftover(flags).policyVerdict())
                    .learn();
            assertThat(result.egress("shop/web")).as("flags %x", flags).containsExactly("shop/api TCP 8080");
            assertThat(result.ingress("shop/web")).as("flags %x", flags).isEmpty();
            assertThat(result.egress("shop/api")).as("flags %x", flags).isEmpty();
            assertThat(result.issues(IssueCode.UNANSWERED)).as("flags %x", flags).hasSize(1);
        }
    }

    @Test
    void aServerThatOnlyEverAnswersIsKnownAsOneWhoseAnswersAreReported() {
        LearnResult result = cluster()
                .seen(tcp(WEB, API, 8080).atServer("node-2"), tcp(WEB, API, 8080)
                        .atServer("node-2")
                        .answer())
                .seen(leftover(TcpFlags.FIN | TcpFlags.ACK).node("node-2"))
                .learn();
        assertThat(result.egress("shop/api")).isEmpty();
    }

    @Test
    void connectionsThatLastedAllTheTimeCountWhereSomebodyIsKnownToListen() {
        LearnResult declared = cluster()
                .served(tcp(WEB, API, 9999).minute(1))
                .seen(tcp(WEB, API, 8080).flags(TcpFlags.ACK))
                .learn();
        assertThat(declared.issues(IssueCode.UNANSWERED)).isEmpty();
        assertThat(declared.egress("shop/web"))
                .containsExactly("shop/api TCP 8080 [verdict-only]", "shop/api TCP 9999");

        FlowFixture end = tcp(WEB, API, 8080).flags(TcpFlags.FIN | TcpFlags.ACK);
        LearnResult cutShort =
                cluster().seen(end, tcp(WEB, API, 8080).reset()).learn();
        assertThat(cutShort.issues(IssueCode.REFUSED)).isEmpty();
        assertThat(cutShort.egress("shop/web")).containsExactly("shop/api TCP 8080 [verdict-only]");

        LearnResult withoutAnswers =
                cluster().seen(tcp(WEB, API, 7777).flags(TcpFlags.ACK)).learn();
        assertThat(withoutAnswers.egress("shop/web")).containsExactly("shop/api TCP 7777 [verdict-only]");
    }
}
