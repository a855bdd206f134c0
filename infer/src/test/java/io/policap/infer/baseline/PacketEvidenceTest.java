package io.policap.infer.baseline;

import static io.policap.infer.FlowFixture.START;
import static io.policap.infer.PacketFixture.captured;
import static io.policap.infer.PacketFixture.datagrams;
import static io.policap.infer.PacketFixture.ping;
import static io.policap.infer.PacketFixture.segments;
import static io.policap.infer.PodFixture.pod;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.policap.infer.FlowFixture;
import io.policap.infer.LearnFixture;
import io.policap.infer.PacketFixture;
import io.policap.infer.connection.ConnectionClass;
import io.policap.infer.connection.OpenQuestion;
import io.policap.infer.connection.Origin;
import io.policap.infer.connection.Party;
import io.policap.infer.connection.Sign;
import io.policap.infer.flow.Exchange;
import io.policap.infer.flow.SkipReason;
import io.policap.infer.flow.Vantage;
import io.policap.infer.net.Ip;
import io.policap.infer.net.Protocol;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What a baseline makes of the connections of captures. */
class PacketEvidenceTest {
    private static final String WEB = "10.244.1.2";
    private static final String API = "10.244.1.3";
    private static final String NODE_1 = "192.168.0.1";
    private static final String NODE_2 = "192.168.0.2";
    private static final String OUTSIDE = "203.0.113.9";

    private static LearnFixture cluster() {
        return new LearnFixture()
                .node("node-1", NODE_1, "10.244.1.0/24")
                .node("node-2", NODE_2, "10.244.2.0/24")
                .with(pod("shop/web-1", WEB), pod("shop/api-1", API))
                .service("shop/api", "NodePort", "10.96.0.10", 80, "8080", 30080);
    }

    private static BaselineSnapshot of(PacketFixture... connections) {
        LearnFixture cluster = cluster().captured(connections);
        return cluster.snapshot(List.of(), cluster.inventory());
    }

    private static Map<Sign, Long> signs(PacketFixture connection) {
        BaselineSnapshot snapshot = of(connection);
        ClassEvidence evidence = snapshot.classes().isEmpty()
                ? snapshot.questions().values().iterator().next()
                : snapshot.classes().values().iterator().next();
        assertThat(evidence.observations()).singleElement().satisfies(seen -> {
            assertThat(seen.origin()).isEqualTo(Origin.PACKETS);
            assertThat(seen.observer()).isEqualTo("node-1");
        });
        return evidence.observations().get(0).signs();
    }

    private static void skipped(PacketFixture connection, SkipReason reason) {
        BaselineSnapshot snapshot = of(connection.weight(7));
        assertThat(snapshot.books()).isEqualTo(new Books(7, 0, new TreeMap<>(Map.of(reason, 7L))));
        assertThat(snapshot.classes()).isEmpty();
    }

    @Test
    void booksCountPacketsAndEvidenceCountsConnections() {
        BaselineSnapshot snapshot = of(
                segments(WEB, API, 8080).weight(100), segments(WEB, API, 8080).weight(3));
        assertThat(snapshot.books().read()).isEqualTo(103);
        assertThat(snapshot.books().used()).isEqualTo(103);
        assertThat(snapshot.classes()).hasSize(1);
        assertThat(snapshot.classes().values().iterator().next().total()).isEqualTo(2);
    }

    @Test
    void eachExchangeHasItsSign() {
        PacketFixture tcp = segments(WEB, API, 8080);
        assertThat(signs(tcp)).containsExactly(entry(Sign.ANSWER_DATA, 1L));
        assertThat(signs(tcp.exchange(Exchange.MID_STREAM))).containsExactly(entry(Sign.ANSWER_DATA, 1L));
        assertThat(signs(tcp.exchange(Exchange.HANDSHAKE_ONLY))).containsExactly(entry(Sign.HANDSHAKE, 1L));
        assertThat(signs(tcp.exchange(Exchange.REFUSED))).containsExactly(entry(Sign.RESET, 1L));
        assertThat(signs(tcp.exchange(Exchange.UNREACHABLE))).containsExactly(entry(Sign.UNREACHABLE, 1L));
        assertThat(signs(tcp.exchange(Exchange.HALF_OPEN))).containsExactly(entry(Sign.REQUEST, 1L));
        assertThat(signs(tcp.exchange(Exchange.UNANSWERED))).containsExactly(entry(Sign.REQUEST, 1L));
        assertThat(signs(tcp.exchange(Exchange.ONE_WAY))).containsExactly(entry(Sign.REQUEST_DATA, 1L));
        assertThat(signs(tcp.exchange(Exchange.ONE_WAY).packets(0, 9))).containsExactly(entry(Sign.ANSWER_DATA, 1L));
    }

    @Test
    void unansweredDatagramsCountOneByOne() {
        PacketFixture udp = datagrams(WEB, API, 8125).packets(4, 0);
        assertThat(signs(udp.exchange(Exchange.ONE_WAY))).containsExactly(entry(Sign.REQUEST_DATA, 4L));
        assertThat(signs(udp.exchange(Exchange.UNANSWERED))).containsExactly(entry(Sign.REQUEST_DATA, 4L));
    }

    @Test
    void undirectedDataBothWaysIsServedWhicheverEndServes() {
        PacketFixture stream = segments(WEB, API, 8080).exchange(Exchange.MID_STREAM);
        assertThat(signs(stream.undirected())).containsOnly(entry(Sign.REQUEST, 1L), entry(Sign.ANSWER, 1L));
    }

    @Test
    void undirectedSegmentsOfOneEndCountForThatEnd() {
        OpenQuestion question =
                of(segments(WEB, API, 8080).undirected()).questions().firstKey();
        boolean webIsLeft = question.leftPort() == 40_000;
        PacketFixture ofWeb = segments(WEB, API, 8080)
                .exchange(Exchange.ONE_WAY)
                .packets(3, 0)
                .undirected();
        PacketFixture ofApi = segments(WEB, API, 8080)
                .exchange(Exchange.ONE_WAY)
                .packets(0, 3)
                .undirected();
        assertThat(signs(ofWeb)).containsExactly(entry(webIsLeft ? Sign.REQUEST : Sign.ANSWER, 1L));
        assertThat(signs(ofApi)).containsExactly(entry(webIsLeft ? Sign.ANSWER : Sign.REQUEST, 1L));
    }

    @Test
    void anUndirectedConnectionIsTheSameQuestionWhicheverEndIsNamedFirst() {
        BaselineSnapshot snapshot = of(
                segments(WEB, API, 8080).exchange(Exchange.MID_STREAM).undirected(),
                segments(API, WEB, 40_000)
                        .from(8080)
                        .exchange(Exchange.MID_STREAM)
                        .undirected());
        assertThat(snapshot.questions()).hasSize(1);
    }

    @Test
    void whatIsNoMatterOfPoliciesIsSkippedWithItsPackets() {
        skipped(datagrams(WEB, "224.0.0.251", 5353), SkipReason.NOT_POLICY_MATTER);
        skipped(datagrams("0.0.0.0", "255.255.255.255", 67), SkipReason.NOT_POLICY_MATTER);
        skipped(segments("127.0.0.1", "127.0.0.1", 80), SkipReason.NOT_POLICY_MATTER);
        skipped(segments("fe80::1", "fe80::2", 80), SkipReason.NOT_POLICY_MATTER);
        skipped(segments(NODE_1, NODE_2, 10250), SkipReason.NODE_TO_NODE);
        skipped(segments(OUTSIDE, "203.0.113.10", 80), SkipReason.OUTSIDE);
        skipped(segments(NODE_1, OUTSIDE, 443), SkipReason.NODE_OR_MASQUERADED);
        skipped(segments(OUTSIDE, NODE_1, 22), SkipReason.NODE_OR_MASQUERADED);
        skipped(ping(WEB, API, 3), SkipReason.ICMP_CONTROL);
        skipped(ping(WEB, API, -1), SkipReason.BAD_PORT);
        skipped(segments(WEB, API, 70_000), SkipReason.BAD_PORT);
    }

    @Test
    void aNodePortIsKeptWhoeverCallsIt() {
        assertThat(of(segments(OUTSIDE, NODE_1, 30080)).classes()).hasSize(1);
        assertThat(of(segments(NODE_2, NODE_1, 30080)).classes()).hasSize(1);
        assertThat(of(segments(OUTSIDE, NODE_1, 30080).undirected()).books().used())
                .isZero();
    }

    @Test
    void aNodeIsItsPodsOwnByItsCniAddressesToo() {
        assertThat(of(segments("10.244.1.0", API, 8080)).classes().firstKey().client())
                .isEqualTo(new Party.Node(Ip.parse("10.244.1.0"), true, false));
        assertThat(of(segments("10.244.2.0", API, 8080)).classes().firstKey().client())
                .isEqualTo(new Party.Node(Ip.parse("10.244.2.0"), false, false));
    }

    @Test
    void anAddressBelongsToWhoHadItWhenTheConnectionBegan() {
        LearnFixture cluster = new LearnFixture()
                .with(
                        pod("shop/api-1", API),
                        pod("shop/old-1", WEB).lived(START.minusSeconds(900), START.plusSeconds(60)),
                        pod("shop/new-1", WEB).lived(START.plusSeconds(61), START.plusSeconds(900)))
                .captured(
                        segments(WEB, API, 1).lasting(Duration.ofSeconds(500)),
                        segments(WEB, API, 2).at(START.plusSeconds(100)));
        assertThat(cluster.snapshot(List.of(), cluster.inventory()).classes().keySet())
                .extracting(ConnectionClass::client)
                .map(Party::sortKey)
                .map(text -> text.replaceAll(".*app=(\\w+).*", "$1"))
                .containsExactlyInAnyOrder("old", "new");
    }

    @Test
    void icmpIsKeptByTheTypeOfItsRequest() {
        ConnectionClass type = of(ping(WEB, API, 8)).classes().firstKey();
        assertThat(type.protocol()).isEqualTo(Protocol.ICMP);
        assertThat(type.port()).isEqualTo(8);
        assertThat(of(captured(Protocol.SCTP, WEB, API, 3868))
                        .classes()
                        .firstKey()
                        .protocol())
                .isEqualTo(Protocol.SCTP);
    }

    @Test
    void aLongConnectionWasThereInEveryIntervalOfItsLife() {
        ClassEvidence evidence = of(segments(WEB, API, 8080).lasting(Duration.ofMinutes(35)))
                .classes()
                .values()
                .iterator()
                .next();
        assertThat(evidence.buckets())
                .singleElement()
                .satisfies(run -> assertThat(run.size()).isEqualTo(4));
        assertThat(of(segments(WEB, API, 8080).lasting(Duration.ofDays(300_000)))
                        .classes()
                        .values()
                        .iterator()
                        .next()
                        .buckets())
                .hasSize(2);
    }

    @Test
    void namesThatACaptureGivesToAnOutsideServerAreKept() {
        assertThat(of(segments(WEB, OUTSIDE, 443).names("pay.example.com"))
                        .classes()
                        .values()
                        .iterator()
                        .next()
                        .names())
                .containsExactly("pay.example.com");
        assertThat(of(segments(WEB, API, 443).names("api.example.com"))
                        .classes()
                        .values()
                        .iterator()
                        .next()
                        .names())
                .isEmpty();
    }

    @Test
    void theHostOfAConnectionIsKeptAndTheOuterNameOfAnEncryptedHelloOnlyAsACommentThatSaysSo() {
        ClassEvidence open = of(segments(WEB, OUTSIDE, 443).host("pay.example.com", false))
                .classes()
                .values()
                .iterator()
                .next();
        assertThat(open.contacts().openings()).containsOnlyKeys("pay.example.com");
        assertThat(open.names()).isEmpty();

        ClassEvidence encrypted = of(segments(WEB, OUTSIDE, 443).host("public.example.net", true))
                .classes()
                .values()
                .iterator()
                .next();
        assertThat(encrypted.contacts().openings()).containsOnlyKeys("");
        assertThat(encrypted.names()).containsExactly("public.example.net (outer name, ECH)");
    }

    @Test
    void claimsOfOneVantageJoinAndMakeTheWindow() {
        LearnFixture cluster = cluster()
                .covers(new Vantage.Uplink("node-1"), START, START.plusSeconds(60))
                .covers(new Vantage.Uplink("node-1"), START.plusSeconds(30), START.plusSeconds(90))
                .covers(new Vantage.Node("node-1"), START.minusSeconds(9), START)
                .seen(FlowFixture.tcp(WEB, API, 80).node("node-1"));
        BaselineSnapshot snapshot = cluster.snapshot(cluster.flows(), cluster.inventory());
        assertThat(snapshot.claims())
                .containsExactly(
                        entry(new Vantage.Node("node-1"), new Span(START.minusSeconds(9), START)),
                        entry(new Vantage.Uplink("node-1"), new Span(START, START.plusSeconds(90))));
        assertThat(snapshot.span()).isEqualTo(new Span(START.minusSeconds(9), START.plusSeconds(90)));
        assertThat(snapshot.nodes()).containsExactly("node-1");
    }
}
