package io.policap.infer.learn;

import static io.policap.infer.FlowFixture.tcp;
import static io.policap.infer.FlowFixture.udp;
import static io.policap.infer.PodFixture.pod;
import static org.assertj.core.api.Assertions.assertThat;

import io.policap.infer.FlowFixture;
import io.policap.infer.LearnFixture;
import io.policap.infer.LearnResult;
import io.policap.infer.flow.Reply;
import io.policap.infer.flow.TcpFlags;
import io.policap.infer.issue.IssueCode;
import io.policap.infer.net.Protocol;
import java.util.List;
import org.junit.jupiter.api.Test;

/** R1: who is the client and who the server. */
class DirectionTest {
    private static final String WEB = "10.244.1.2";
    private static final String API = "10.244.1.3";

    private static LearnFixture cluster() {
        return new LearnFixture()
                .node("node-1", "192.168.0.1", "10.244.1.0/24")
                .with(pod("shop/web-1", WEB), pod("shop/api-1", API).port(8080));
    }

    @Test
    void replyPacketsDoNotCreateAReverseRule() {
        LearnResult result = cluster().served(tcp(WEB, API, 9999)).learn();
        assertThat(result.egress("shop/web")).containsExactly("shop/api TCP 9999");
        assertThat(result.ingress("shop/api")).containsExactly("shop/web TCP 9999");
        assertThat(result.ingress("shop/web")).isEmpty();
        assertThat(result.egress("shop/api")).isEmpty();
    }

    @Test
    void theReplyFlagDecidesEvenWhereTheClientPortLooksLikeAServers() {
        LearnResult result =
                cluster().served(tcp(WEB, API, 50_000).clientPort(80)).learn();
        assertThat(result.egress("shop/web")).containsExactly("shop/api TCP 50000");
    }

    @Test
    void synAndSynAckTellTheDirectionWhereNothingElseDoes() {
        LearnResult result = cluster()
                .seen(
                        tcp(WEB, API, 9999).reply(Reply.UNKNOWN).flags(TcpFlags.SYN),
                        tcp(WEB, API, 9999).answer().reply(Reply.UNKNOWN))
                .learn();
        assertThat(result.egress("shop/web")).containsExactly("shop/api TCP 9999");
        assertThat(result.egress("shop/api")).isEmpty();
    }

    @Test
    void aPolicyVerdictIsOfTheFirstPacketEvenWhereTheFlagIsMasked() {
        LearnResult result = cluster()
                .seen(tcp(WEB, API, 9999).policyVerdict().reply(Reply.UNKNOWN))
                .learn();
        assertThat(result.egress("shop/web")).containsExactly("shop/api TCP 9999 [verdict-only]");
    }

    @Test
    void aDeclaredPortAnswersAnOpenQuestionWhicheverPacketsWereSeen() {
        FlowFixture request = udp(WEB, "10.244.1.4", 5300).reply(Reply.UNKNOWN);
        FlowFixture answer = request.answer().reply(Reply.UNKNOWN);
        for (List<FlowFixture> seen : List.of(List.of(request, answer), List.of(answer))) {
            LearnFixture cluster =
                    cluster().with(pod("shop/dns-1", "10.244.1.4").port("dns", 5300, Protocol.UDP, 0));
            seen.forEach(cluster::seen);
            LearnResult result = cluster.learn();
            assertThat(result.egress("shop/web")).containsExactly("shop/dns UDP 5300");
            assertThat(result.egress("shop/dns")).isEmpty();
        }
    }

    @Test
    void aPortServedElsewhereInTheRecordingAnswersAnOpenQuestion() {
        LearnResult result = cluster()
                .with(pod("shop/other-1", "10.244.1.9"))
                .served(tcp("10.244.1.9", API, 7777))
                .seen(tcp(API, WEB, 40_000)
                        .clientPort(7777)
                        .reply(Reply.UNKNOWN)
                        .flags(TcpFlags.ACK))
                .learn();
        assertThat(result.egress("shop/web")).containsExactly("shop/api TCP 7777");
        assertThat(result.issues(IssueCode.UNDETERMINED_DIRECTION)).isEmpty();
    }

    @Test
    void whatIsAnsweredCountsTogetherWithTheRestOfItsClass() {
        LearnFixture cluster = cluster().with(pod("shop/dns-1", "10.244.1.4").port("dns", 5300, Protocol.UDP, 0));
        for (int port = 40_000; port < 40_003; port++) {
            cluster.seen(udp(WEB, "10.244.1.4", 5300).clientPort(port).reply(Reply.UNKNOWN));
        }

        assertThat(cluster.learn().egress("shop/web"))
                .as("one-way from three datagrams, each of which was a question of its own")
                .containsExactly("shop/dns UDP 5300 [one-way]");
    }

    @Test
    void withoutAListeningPortTheDirectionStaysOpenAndBothEndsAreNotReady() {
        LearnResult result = cluster()
                .seen(tcp(WEB, API, 5555).reply(Reply.UNKNOWN).flags(TcpFlags.ACK))
                .served(tcp(WEB, API, 8080))
                .learn();
        assertThat(result.egress("shop/web")).containsExactly("shop/api TCP 8080");
        assertThat(result.issues(IssueCode.UNDETERMINED_DIRECTION)).hasSize(1);
        assertThat(result.workload("shop/web").notReady())
                .anyMatch(reason -> reason.contains("undetermined direction"));
        assertThat(result.workload("shop/api").notReady())
                .anyMatch(reason -> reason.contains("undetermined direction"));
    }

    @Test
    void whereBothEndsListenTheDirectionStaysOpen() {
        LearnResult result = cluster()
                .with(pod("shop/peer-1", "10.244.1.5").port(8080))
                .seen(tcp(API, "10.244.1.5", 8080)
                        .clientPort(8080)
                        .reply(Reply.UNKNOWN)
                        .flags(TcpFlags.ACK))
                .learn();
        assertThat(result.ingress("shop/api")).isEmpty();
        assertThat(result.ingress("shop/peer")).isEmpty();
        assertThat(result.issues(IssueCode.UNDETERMINED_DIRECTION)).hasSize(1);
    }
}
