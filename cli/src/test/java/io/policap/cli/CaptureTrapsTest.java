package io.policap.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.policap.cli.console.ExitCode;
import io.policap.infer.net.Protocol;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is easy to get wrong in packets, each in the fixture's captures without any flow log. */
class CaptureTrapsTest {
    private static final Shop.Run RUN = Shop.enforced(Shop.captures());
    private static final ShopScore SCORE = ShopScore.of(RUN.directory(), "cilium", ShopUniverse.fewPorts());

    @BeforeAll
    static void learned() {
        assertThat(RUN.status()).as(RUN.err()).isEqualTo(ExitCode.DONE.code());
    }

    @ParameterizedTest(name = "{0} ({1})")
    @CsvSource({
        "a Job whose address another pod got later, e053",
        "the pod that got that address, e022",
        "a pod that is gone in the snapshot, e055",
        "a service's address on the client's side and the backend's on the server's, e007",
        "a node port whose clients look like nodes, e001",
        "the same in plain HTTP, e002",
        "a long-lived connection without its handshake, e022",
        "a connection over IPv6, e016",
        "a ping over IPv6, e051",
        "passive FTP, e047",
        "datagrams that are never answered and larger than the MTU, e044"
    })
    void isLearned(String trap, String id) {
        assertThat(ShopTruth.edges().stream()
                        .filter(edge -> edge.id().equals(id))
                        .findFirst()
                        .orElseThrow()
                        .keys())
                .as(trap)
                .isNotEmpty()
                .allMatch(SCORE.learned()::contains);
    }

    @Test
    void aReusedAddressGivesNeitherPodTheRulesOfTheOther() {
        assertThat(SCORE.wrong()).isEmpty();
    }

    @Test
    void aStreamWhoseServerTalksFirstHasTheRightClient() {
        assertLearned("shop/Deployment/gateway", "shop/Deployment/price-stream", Protocol.TCP, 50052);
        assertThat(SCORE.admitted())
                .noneMatch(edge -> edge.from().equals("shop/Deployment/price-stream")
                        && edge.to().equals("shop/Deployment/gateway"));
    }

    @Test
    void theWebhookIsOpenToTheNodesOfTheControlPlane() {
        assertLearned("node 172.18.0.11", "kube-system/Deployment/policy-webhook", Protocol.TCP, 9443);
    }

    @Test
    void oneWayStatsdIsLearnedAndDatagramsToAClosedPortAreNot() {
        for (String client : List.of("mailer", "checkout", "payment")) {
            assertLearned("shop/Deployment/" + client, "monitoring/Deployment/statsd-exporter", Protocol.UDP, 8125);
        }
        assertThat(SCORE.admitted())
                .noneMatch(edge -> edge.from().equals("shop/Deployment/cart")
                        && edge.to().equals("monitoring/Deployment/statsd-exporter")
                        && edge.port() == 8126);
    }

    @Test
    void sctpIsAProtocolLikeTheOthers() {
        assertLearned("shop/Deployment/catalog", "shop/Deployment/diameter-peer", Protocol.SCTP, 3868);
    }

    @Test
    void aScanIsReportedWithItsClientAndGivesNoRule() {
        assertThat(RUN.issues("scan")).hasSize(1).first().asString().contains("shop/Pod/debug-shell", "39 ports");
        assertThat(SCORE.admitted())
                .noneMatch(edge -> edge.from().equals("shop/Pod/debug-shell") && edge.port() == 5432);
    }

    @Test
    void withoutAnyInventoryNothingIsLearnedAndEveryReasonIsSaid() {
        Shop.Run bare = Shop.enforced(Shop.file("pcap").toString());

        assertThat(bare.status()).as(bare.err()).isEqualTo(ExitCode.DONE.code());
        CaptureChecks.assertSound(bare);
        assertThat(Shop.texts(bare.directory()).keySet()).noneMatch(name -> name.endsWith(".yaml"));
        assertThat(bare.issueCounts()).containsEntry("no-inventory", 1).containsKey("unattributed");
        assertThat(bare.issues("unattributed"))
                .allMatch(issue -> issue.contains("no rule") && issue.contains("give the inventory"));
    }

    private static void assertLearned(String from, String to, Protocol protocol, int port) {
        assertThat(SCORE.learned()).contains(new AdmittedEdge(from, to, protocol, port));
    }
}
