package io.policap.infer.learn;

import static io.policap.infer.FlowFixture.START;
import static io.policap.infer.FlowFixture.reserved;
import static io.policap.infer.FlowFixture.tcp;
import static io.policap.infer.PodFixture.pod;
import static org.assertj.core.api.Assertions.assertThat;

import io.policap.infer.FlowFixture;
import io.policap.infer.LearnFixture;
import io.policap.infer.LearnResult;
import io.policap.infer.flow.FlowEndpoint;
import io.policap.infer.flow.SkipReason;
import io.policap.infer.issue.IssueCode;
import io.policap.infer.net.Protocol;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** R4: addresses belong to somebody for a time, services to their backends. */
class ServiceResolutionTest {
    private static final String WEB = "10.244.1.2";
    private static final String API = "10.244.1.3";

    private static LearnFixture cluster() {
        return new LearnFixture()
                .node("node-1", "192.168.0.1", "10.244.1.0/24")
                .with(pod("shop/web-1", WEB), pod("shop/api-1", API).port("http", 8080, Protocol.TCP, 0));
    }

    @Test
    void aVirtualAddressStandsForItsBackendsAndTheirTargetPort() {
        LearnResult result = cluster()
                .service("shop/api", "ClusterIP", "10.96.0.9", 80, "8080", 0)
                .served(tcp(WEB, "10.96.0.9", 80))
                .learn();
        assertThat(result.egress("shop/web")).containsExactly("shop/api TCP 8080");
        assertThat(result.ingress("shop/api")).containsExactly("shop/web TCP 8080");
    }

    @Test
    void aNamedTargetPortIsLookedUpOnEachPod() {
        LearnResult result = cluster()
                .with(pod("shop/api-2", "10.244.1.4").port("http", 9090, Protocol.TCP, 0))
                .service("shop/api", "ClusterIP", "10.96.0.9", 80, "http", 0)
                .served(tcp(WEB, "10.96.0.9", 80))
                .learn();
        assertThat(result.egress("shop/web")).containsExactly("shop/api TCP 8080", "shop/api TCP 9090");
    }

    @Test
    void aNodePortStandsForTheBackendsAlsoWhereTheInventoryCameLater() {
        LearnFixture cluster = cluster()
                .service("shop/api", "NodePort", "10.96.0.9", 80, "8080", 30_080)
                .served(tcp(WEB, "192.168.0.1", 30_080));
        assertThat(cluster.learn().egress("shop/web")).containsExactly("shop/api TCP 8080");
        assertThat(cluster.learnLate().egress("shop/web")).containsExactly("shop/api TCP 8080");
    }

    @Test
    void aHostPortStandsForThePodBehindIt() {
        LearnResult result = cluster()
                .with(pod("shop/edge-1", "10.244.1.8").port("", 8000, Protocol.TCP, 9000))
                .served(tcp(WEB, "192.168.0.1", 9000))
                .learn();
        assertThat(result.egress("shop/web")).containsExactly("shop/edge TCP 8000");
    }

    @Test
    void aCallerOutsideWhoUsesANodePortReachesTheBackends() {
        LearnResult result = cluster()
                .service("shop/api", "NodePort", "10.96.0.9", 80, "8080", 30_080)
                .served(tcp("203.0.113.5", "192.168.0.1", 30_080))
                .learn();
        assertThat(result.ingress("shop/api")).containsExactly("anyone TCP 8080 [public-endpoint]");
    }

    @Test
    void servicesThatShareAnAddressAreToldApartByTheirPorts() {
        LearnResult result = cluster()
                .with(pod("shop/mail-1", "10.244.1.8"))
                .service("shop/api", "LoadBalancer", "198.51.100.1", 80, "8080", 0)
                .service("shop/mail", "LoadBalancer", "198.51.100.1", 25, "2525", 0)
                .served(tcp(WEB, "198.51.100.1", 25))
                .learn();
        assertThat(result.egress("shop/web")).containsExactly("shop/mail TCP 2525");
    }

    @Test
    void anAddressOfTheClusterWithoutAnOwnerMakesNoRuleAndBlocksReadiness() {
        LearnResult result = cluster()
                .served(tcp(WEB, "10.244.1.77", 80))
                .served(tcp(WEB, API, 8080))
                .learn();
        assertThat(result.egress("shop/web")).containsExactly("shop/api TCP 8080");
        assertThat(result.issues(IssueCode.UNATTRIBUTED)).hasSize(1);
        assertThat(result.workload("shop/web").notReady()).contains("unattributed server 10.244.1.77");
    }

    @Test
    void aServiceWithoutBackendsMakesNoRule() {
        LearnResult result = cluster()
                .service("shop/gone", "ClusterIP", "10.96.0.7", 80, "8080", 0)
                .served(tcp(WEB, "10.96.0.7", 80))
                .learn();
        assertThat(result.has("shop/web")).isTrue();
        assertThat(result.egress("shop/web")).isEmpty();
        assertThat(result.issues(IssueCode.UNATTRIBUTED)).hasSize(1);
    }

    @Test
    void aPrivateAddressIsOutsideOnlyWhereTheRangesOfPodsAndServicesAreKnown() {
        LearnFixture podsOnly = new LearnFixture().with(pod("shop/web-1", WEB));
        podsOnly.served(tcp(WEB, "10.96.0.7", 443));
        assertThat(podsOnly.learn().egress("shop/web")).isEmpty();
        assertThat(podsOnly.learn().issues(IssueCode.UNATTRIBUTED)).hasSize(1);

        LearnFixture whole = cluster()
                .service("shop/api", "ClusterIP", "10.96.0.9", 80, "8080", 0)
                .served(tcp(WEB, "10.50.0.7", 5432));
        assertThat(whole.learn().egress("shop/web")).containsExactly("[10.50.0.7/32] TCP 5432");
    }

    @Test
    void anAddressThatWasReusedBelongsToWhoHeldItAtTheTime() {
        Instant change = START.plusSeconds(300);
        LearnFixture cluster = new LearnFixture()
                .node("node-1", "192.168.0.1", "10.244.1.0/24")
                .with(
                        pod("shop/api-1", API),
                        pod("shop/old-1", WEB).lived(START.minusSeconds(60), change),
                        pod("shop/new-1", WEB).lived(change, Instant.MAX))
                .served(tcp(WEB, API, 1111).minute(1))
                .served(tcp(WEB, API, 2222).minute(9));
        LearnResult result = cluster.learn();
        assertThat(result.egress("shop/old")).containsExactly("shop/api TCP 1111");
        assertThat(result.egress("shop/new")).containsExactly("shop/api TCP 2222");
    }

    @Test
    void anAddressThatChangedHandsWhileItWasUsedBelongsToNobody() {
        Instant change = START.plusSeconds(300);
        LearnResult result = new LearnFixture()
                .node("node-1", "192.168.0.1", "10.244.1.0/24")
                .with(
                        pod("shop/api-1", API),
                        pod("shop/old-1", WEB).lived(START.minusSeconds(60), change),
                        pod("shop/new-1", WEB).lived(change, Instant.MAX))
                .served(tcp(WEB, API, 1111).minute(1))
                .served(tcp(WEB, API, 1111).minute(9))
                .learnLate();
        assertThat(result.ingress("shop/api")).isEmpty();
        assertThat(result.issues(IssueCode.UNATTRIBUTED)).isNotEmpty();
    }

    /** A web pod calls a service through its socket, and both ends of the call are told, one second apart or so. */
    private static LearnFixture socketCall(LearnFixture cluster, long cookie, String backend, FlowEndpoint end) {
        return cluster.socket(START, cookie, false, "10.96.0.9", 80, reserved("world"))
                .socket(START.plusNanos(50_000), cookie, true, backend, 8080, end);
    }

    @Test
    void socketCallsSayWhoIsBehindAServiceThatTheInventoryDoesNotHave() {
        FlowEndpoint web = FlowFixture.pod("shop/web-1", "app", "web");
        FlowEndpoint api = FlowFixture.remotePod("shop/api-1", "app", "api");
        LearnFixture recording = socketCall(
                new LearnFixture().served(tcp(WEB, "10.96.0.9", 80).ends(web, reserved("world"))), 7, API, api);
        LearnResult result = recording.learn();
        assertThat(result.egress("shop/web")).containsExactly("shop/api TCP 8080");
        assertThat(result.ingress("shop/api")).containsExactly("shop/web TCP 8080");
        assertThat(result.issues(IssueCode.UNATTRIBUTED)).isEmpty();
    }

    @Test
    void theInventorysBackendsCountBeforeThoseOfSocketCalls() {
        LearnFixture recording = socketCall(
                cluster().with(pod("shop/mail-1", "10.244.1.8")).service(
                        "shop/api", "ClusterIP", "10.96.0.9", 80, "8080", 0),
                7,
                "10.244.1.8",
                FlowEndpoint.UNKNOWN);
        assertThat(recording.served(tcp(WEB, "10.96.0.9", 80)).learn().egress("shop/web"))
                .containsExactly("shop/api TCP 8080");
    }

    @Test
    void socketCallsSayWhoIsBehindAServiceWithoutKnownBackends() {
        LearnFixture recording = socketCall(
                cluster().service("shop/gone", "ClusterIP", "10.96.0.9", 80, "8080", 0),
                7,
                API,
                FlowEndpoint.UNKNOWN);
        assertThat(recording.served(tcp(WEB, "10.96.0.9", 80)).learn().egress("shop/web"))
                .containsExactly("shop/api TCP 8080");
    }

    @Test
    void aServiceWhoseBackendsNoSocketShowedIsNeverAnAddressOutside() {
        FlowEndpoint web = FlowFixture.pod("shop/web-1", "app", "web");
        LearnResult result = new LearnFixture()
                .served(tcp(WEB, "10.96.0.9", 80).ends(web, reserved("world")))
                .socket(START, 7, false, "10.96.0.9", 80, reserved("world"))
                .learn();
        assertThat(result.egress("shop/web")).isEmpty();
        assertThat(result.issues(IssueCode.UNATTRIBUTED)).hasSize(1);
        assertThat(result.workload("shop/web").notReady()).contains("unattributed server service address 10.96.0.9");
    }

    @Test
    void socketCallsMakeNoRulesAndCountAsSkipped() {
        LearnFixture recording = socketCall(
                cluster(), 7, API, FlowFixture.remotePod("shop/api-1", "app", "api"));
        assertThat(recording.learn().egress("shop/web")).isEmpty();
        assertThat(recording.snapshot(List.of(), recording.inventory()).books().skipped())
                .containsOnly(Map.entry(SkipReason.SOCKET_EVENT, 2L));
    }

    @Test
    void aServicesAddressThatChangedHandsLeadsToWhoWasBehindItThen() {
        FlowEndpoint web = FlowFixture.pod("shop/web-1", "app", "web");
        FlowEndpoint old = FlowFixture.remotePod("shop/old-1", "app", "old");
        Instant later = START.plusSeconds(7_200);
        LearnFixture recording = socketCall(new LearnFixture(), 7, "10.244.1.8", old)
                .socket(later, 8, false, "10.96.0.9", 80, reserved("world"))
                .socket(later, 8, true, API, 8080, FlowFixture.remotePod("shop/api-1", "app", "api"))
                .served(tcp(WEB, "10.96.0.9", 80)
                        .ends(web, reserved("world"))
                        .at(later.plusSeconds(60)));
        assertThat(recording.learn().egress("shop/web")).containsExactly("shop/api TCP 8080");
    }

    @Test
    void aNodePortThatSocketsUsedLeadsToItsBackends() {
        LearnFixture recording = cluster()
                .socket(START, 7, false, "192.168.0.1", 30_080, reserved("remote-node"))
                .socket(START, 7, true, API, 8080, FlowEndpoint.UNKNOWN)
                .served(tcp(WEB, "192.168.0.1", 30_080))
                .served(tcp(WEB, "192.168.0.1", 9100));
        assertThat(recording.learn().egress("shop/web")).containsExactly("shop/api TCP 8080", "nodes [10.244.1.0, 192.168.0.1] TCP 9100 [nodes]");
    }
}
