package io.policap.infer.learn;

import static io.policap.infer.FlowFixture.START;
import static io.policap.infer.FlowFixture.tcp;
import static io.policap.infer.FlowFixture.udp;
import static io.policap.infer.PacketFixture.datagrams;
import static io.policap.infer.PacketFixture.segments;
import static io.policap.infer.PodFixture.pod;
import static org.assertj.core.api.Assertions.assertThat;

import io.policap.infer.FlowFixture;
import io.policap.infer.LearnFixture;
import io.policap.infer.LearnResult;
import io.policap.infer.PacketFixture;
import io.policap.infer.flow.EventKind;
import io.policap.infer.flow.Exchange;
import io.policap.infer.issue.IssueCode;
import io.policap.infer.learn.edge.JudgedEdge;
import io.policap.infer.learn.edge.Outcome;
import io.policap.infer.net.Protocol;
import java.util.List;
import org.junit.jupiter.api.Test;

/** R2 for captures, alone and together with Hubble's flows. */
class PacketOutcomeTest {
    private static final String WEB = "10.244.1.2";
    private static final String API = "10.244.1.3";
    private static final String DB = "10.244.1.4";

    private static LearnFixture cluster() {
        return new LearnFixture()
                .node("node-1", "192.168.0.1", "10.244.1.0/24", true)
                .node("node-2", "192.168.0.2", "10.244.2.0/24")
                .with(pod("shop/web-1", WEB), pod("shop/api-1", API).port(8080).probe(8081), pod("shop/db-1", DB));
    }

    private static List<String> outcomes(LearnFixture cluster) {
        return cluster.learn().inferred().edges().stream()
                .map(JudgedEdge::outcome)
                .map(outcome -> outcome.kind() + " " + outcome.marks())
                .distinct()
                .toList();
    }

    private static List<String> outcomes(PacketFixture... connections) {
        return outcomes(cluster().captured(connections));
    }

    @Test
    void servedAndMidStreamConnectionsMakeRules() {
        LearnResult result = cluster()
                .captured(segments(WEB, API, 8080), segments(API, DB, 5432).exchange(Exchange.MID_STREAM))
                .learn();
        assertThat(result.egress("shop/web")).containsExactly("shop/api TCP 8080");
        assertThat(result.ingress("shop/db")).containsExactly("shop/api TCP 5432");
        assertThat(result.inferred().crossCheck()).isEmpty();
    }

    @Test
    void aHandshakeWithoutAByteIsServedAndMarked() {
        LearnResult result = cluster()
                .captured(segments(WEB, API, 8080).exchange(Exchange.HANDSHAKE_ONLY))
                .learn();
        assertThat(result.egress("shop/web")).containsExactly("shop/api TCP 8080 [handshake-only]");
        assertThat(result.issues(IssueCode.HANDSHAKE_ONLY)).hasSize(1);
    }

    @Test
    void withoutACompletedHandshakeTcpIsNeverServed() {
        assertThat(outcomes(segments(WEB, API, 8080).exchange(Exchange.UNANSWERED)))
                .containsExactly("UNANSWERED []");
        assertThat(outcomes(segments(WEB, API, 8080).exchange(Exchange.HALF_OPEN)))
                .containsExactly("UNANSWERED []");
        assertThat(outcomes(segments(WEB, API, 8080).exchange(Exchange.REFUSED)))
                .containsExactly("REFUSED []");
        assertThat(outcomes(segments(WEB, API, 8080).exchange(Exchange.UNREACHABLE)))
                .containsExactly("REFUSED []");
    }

    @Test
    void aClassWithSomeServedConnectionsIsServed() {
        PacketFixture refused = segments(WEB, API, 8080).exchange(Exchange.REFUSED);
        assertThat(outcomes(refused, segments(WEB, API, 8080))).containsExactly("SERVED []");
        assertThat(outcomes(refused, segments(WEB, API, 8080).exchange(Exchange.HANDSHAKE_ONLY)))
                .containsExactly("SERVED [HANDSHAKE_ONLY]");
    }

    @Test
    void oneWayDatagramsCountFromThreeUnlessTheServerSaysThatThePortIsClosed() {
        PacketFixture two = datagrams(WEB, DB, 8125).exchange(Exchange.ONE_WAY).packets(2, 0);
        PacketFixture three =
                datagrams(WEB, DB, 8125).exchange(Exchange.ONE_WAY).packets(3, 0);
        PacketFixture closed =
                datagrams(WEB, DB, 8125).exchange(Exchange.UNREACHABLE).packets(1, 0);
        assertThat(outcomes(two)).containsExactly("UNANSWERED []");
        assertThat(outcomes(three)).containsExactly("SERVED [ONE_WAY]");
        assertThat(outcomes(three, closed)).containsExactly("REFUSED []");
        assertThat(outcomes(closed, datagrams(WEB, DB, 8125))).containsExactly("SERVED []");
        assertThat(outcomes(datagrams(WEB, API, 8125).exchange(Exchange.ONE_WAY).packets(3, 0)))
                .as("the server declares other ports")
                .containsExactly("ONE_WAY_UNDECLARED []");
    }

    @Test
    void whatIcmpSaidIsNotCalledAReset() {
        LearnResult result = cluster()
                .captured(datagrams(WEB, API, 9999).exchange(Exchange.UNREACHABLE))
                .learn();
        assertThat(result.issues(IssueCode.REFUSED)).singleElement().asString().contains("ICMP");
    }

    @Test
    void aRefusalThatCapturesSawBeatsHubblesOneWayDatagrams() {
        LearnFixture hubble = cluster();
        for (int i = 0; i < 5; i++) {
            hubble.seen(udp(WEB, DB, 8125));
        }
        assertThat(outcomes(hubble)).containsExactly("SERVED [ONE_WAY]");
        hubble.captured(datagrams(WEB, DB, 8125).exchange(Exchange.UNREACHABLE));
        assertThat(outcomes(hubble)).containsExactly("REFUSED []");
    }

    @Test
    void aRefusalCountsAlsoWhereHubbleNamesThePodsByOtherLabels() {
        LearnFixture hubble = cluster();
        for (int i = 0; i < 5; i++) {
            hubble.seen(udp(WEB, DB, 8125)
                    .ends(
                            FlowFixture.pod("shop/web-1", "app", "web", "team", "a"),
                            FlowFixture.pod("shop/db-1", "app", "db", "team", "a")));
        }
        hubble.captured(datagrams(WEB, DB, 8125).exchange(Exchange.UNREACHABLE));
        assertThat(hubble.learn().inferred().edges()).hasSize(2);
        assertThat(outcomes(hubble)).containsExactly("REFUSED []");
    }

    @Test
    void servedByEitherIsServed() {
        assertThat(outcomes(cluster()
                        .served(tcp(WEB, API, 8080))
                        .captured(segments(WEB, API, 8080).exchange(Exchange.UNANSWERED))))
                .containsExactly("SERVED []");
        assertThat(outcomes(cluster().seen(tcp(WEB, API, 8080)).captured(segments(WEB, API, 8080))))
                .containsExactly("SERVED []");
    }

    @Test
    void aCaptureThatShowsAnswersToTheSameClientBeatsAVerdict() {
        LearnFixture cluster = cluster()
                .seen(tcp(WEB, DB, 5432).event(EventKind.POLICY_VERDICT))
                .captured(segments(WEB, DB, 5432).exchange(Exchange.UNANSWERED));
        assertThat(outcomes(cluster)).as("it may show one direction only").containsExactly("SERVED [VERDICT_ONLY]");
        cluster.captured(segments(WEB, API, 8080));
        assertThat(cluster.learn().egress("shop/web")).containsExactly("shop/api TCP 8080");
    }

    @Test
    void aMidStreamConnectionIsServedByTheEndThatDeclaresItsPort() {
        LearnResult result = cluster()
                .captured(segments(API, WEB, 40_000)
                        .from(8080)
                        .exchange(Exchange.MID_STREAM)
                        .undirected())
                .learn();
        assertThat(result.egress("shop/web")).containsExactly("shop/api TCP 8080");
        assertThat(result.ingress("shop/web")).isEmpty();
    }

    @Test
    void anUndirectedKeepAliveIsServedWithoutAByte() {
        assertThat(outcomes(segments(WEB, API, 8080)
                        .exchange(Exchange.HANDSHAKE_ONLY)
                        .undirected()))
                .containsExactly("SERVED [HANDSHAKE_ONLY]");
    }

    @Test
    void aScannersHandshakesMakeNoRuleAndTheScanIsReportedWithWhatItScanned() {
        LearnFixture cluster = cluster()
                .captured(segments(WEB, API, 8080).exchange(Exchange.HANDSHAKE_ONLY))
                .captured(segments(WEB, DB, 5432));
        for (int port = 1; port <= 12; port++) {
            cluster.captured(segments(WEB, API, port).exchange(Exchange.REFUSED));
        }
        LearnResult result = cluster.learn();
        assertThat(result.egress("shop/web")).containsExactly("shop/db TCP 5432");
        assertThat(result.inferred().edges())
                .extracting(edge -> edge.outcome().kind())
                .containsOnly(Outcome.Kind.SCANNED, Outcome.Kind.SERVED);
        assertThat(result.issues(IssueCode.SCAN))
                .containsExactly(
                        "shop/Deployment/web: failed at 12 ports of 1 server (shop/Deployment/api TCP 1, TCP 2,"
                                + " TCP 3 and 9 more); its TCP connections count only where data flowed");
    }

    @Test
    void aKubeletsTcpProbeIsAHandshakeOfTheOwnNodeAndNothingToLookAt() {
        LearnResult result = cluster()
                .captured(segments("10.244.1.0", API, 8081).exchange(Exchange.HANDSHAKE_ONLY))
                .learn();
        assertThat(result.inferred().edges()).singleElement().matches(JudgedEdge::probe);
        assertThat(result.ingress("shop/api")).isEmpty();
        assertThat(result.issues(IssueCode.HANDSHAKE_ONLY)).isEmpty();
    }

    @Test
    void theControlPlaneIsKnownByItsOverlayAddress() {
        LearnFixture cluster = cluster().with(pod("shop/hook-1", "10.244.2.9").on("node-2"));
        LearnResult result =
                cluster.captured(segments("10.244.1.0", "10.244.2.9", 9443)).learn();
        assertThat(result.ingress("shop/hook"))
                .containsExactly("control-plane [10.244.1.0, 192.168.0.1] TCP 9443 [nodes]");
    }

    @Test
    void otherProtocolsAreServedWhenAnswered() {
        LearnResult result = cluster()
                .captured(
                        PacketFixture.captured(Protocol.SCTP, WEB, DB, 3868),
                        PacketFixture.ping(WEB, API, 8).at(START))
                .learn();
        assertThat(result.egress("shop/web")).contains("shop/db SCTP 3868");
        assertThat(outcomes(PacketFixture.ping(WEB, API, 8).exchange(Exchange.ONE_WAY)))
                .containsExactly("UNANSWERED []");
    }
}
