package io.policap.infer.learn;

import static io.policap.infer.FlowFixture.pod;
import static io.policap.infer.FlowFixture.reserved;
import static io.policap.infer.FlowFixture.tcp;
import static io.policap.infer.PacketFixture.segments;
import static org.assertj.core.api.Assertions.assertThat;

import io.policap.infer.LearnFixture;
import io.policap.infer.LearnResult;
import io.policap.infer.PodFixture;
import io.policap.infer.flow.Exchange;
import io.policap.infer.issue.IssueCode;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What Hubble and captures of one recording say of each other. */
class CrossCheckTest {
    private static final String WEB = "10.244.1.2";
    private static final String API = "10.244.1.3";

    private static LearnFixture cluster() {
        return new LearnFixture()
                .node("node-1", "192.168.0.1", "10.244.1.0/24")
                .node("node-2", "192.168.0.2", "10.244.2.0/24")
                .with(PodFixture.pod("shop/web-1", WEB), PodFixture.pod("shop/api-1", API));
    }

    @Test
    void aRecordingOfOneKindIsNotCompared() {
        LearnResult hubble = cluster().served(tcp(WEB, API, 80)).learn();
        LearnResult packets = cluster().captured(segments(WEB, API, 80)).learn();
        assertThat(hubble.inferred().crossCheck()).isEmpty();
        assertThat(packets.inferred().crossCheck()).isEmpty();
        assertThat(packets.issues(IssueCode.SEEN_BY_CAPTURES_ONLY)).isEmpty();
    }

    @Test
    void servedEdgesThatOneKindMissedAreListedWithOneIssueEach() {
        LearnResult result = cluster()
                .served(tcp(WEB, API, 80))
                .served(tcp(WEB, API, 81))
                .captured(segments(WEB, API, 80), segments(WEB, API, 82), segments(WEB, API, 83))
                .learn();
        assertThat(result.inferred().crossCheck())
                .contains(new CrossCheck(
                        1,
                        List.of("shop/Deployment/web -> shop/Deployment/api TCP 81"),
                        List.of(
                                "shop/Deployment/web -> shop/Deployment/api TCP 82",
                                "shop/Deployment/web -> shop/Deployment/api TCP 83")));
        assertThat(result.issues(IssueCode.SEEN_BY_HUBBLE_ONLY))
                .singleElement()
                .asString()
                .contains(
                        "1 of 4 served edges, such as shop/Deployment/web -> shop/Deployment/api TCP 81, was seen by");
        assertThat(result.issues(IssueCode.SEEN_BY_CAPTURES_ONLY))
                .singleElement()
                .asString()
                .contains("2 of 4 served edges")
                .contains("TCP 82, were seen by");
    }

    @Test
    void whatWasSeenWithoutAnAnswerWasSeen() {
        LearnResult result = cluster()
                .served(tcp(WEB, API, 80))
                .captured(segments(WEB, API, 80).exchange(Exchange.UNANSWERED))
                .learn();
        assertThat(result.inferred().crossCheck().orElseThrow().onlyHubble()).isEmpty();
    }

    @Test
    void addressesOfNodesAreNotTakenApart() {
        LearnResult result = cluster()
                .served(tcp("192.168.0.2", API, 80).ends(reserved("remote-node"), pod("shop/api-1", "app", "api")))
                .captured(segments("10.244.2.0", API, 80))
                .learn();
        CrossCheck check = result.inferred().crossCheck().orElseThrow();
        assertThat(check.both()).isEqualTo(1);
        assertThat(check.onlyPackets()).isEmpty();
    }

    @Test
    void refusedEdgesAreNotListed() {
        LearnResult result = cluster()
                .served(tcp(WEB, API, 80))
                .captured(segments(WEB, API, 80), segments(WEB, API, 9).exchange(Exchange.REFUSED))
                .learn();
        assertThat(result.inferred().crossCheck().orElseThrow().onlyPackets()).isEmpty();
    }
}
