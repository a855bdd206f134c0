package io.policap.capture.hubble.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.policap.infer.flow.BlindSpot;
import io.policap.infer.flow.Direction;
import io.policap.infer.flow.EventKind;
import io.policap.infer.flow.Flow;
import io.policap.infer.flow.Layer7;
import io.policap.infer.flow.Reply;
import io.policap.infer.flow.SkipReason;
import io.policap.infer.flow.TcpFlags;
import io.policap.infer.flow.Verdict;
import io.policap.infer.net.Ip;
import io.policap.infer.net.Protocol;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HubbleJsonReaderTest {
    private final CollectedFlows snake = CollectedFlows.ofResource("snake.jsonl");

    @Test
    void aTracedPacketKeepsWhatTheLineSaid() {
        Flow flow = snake.flows.get(0);
        assertThat(flow.place()).hasToString("snake.jsonl:1");
        assertThat(flow.time()).isEqualTo(Instant.parse("2026-05-01T10:00:01.123456789Z"));
        assertThat(flow.node()).isEqualTo("node-1");
        assertThat(flow.event()).isEqualTo(EventKind.TRACE);
        assertThat(flow.verdict()).isEqualTo(Verdict.FORWARDED);
        assertThat(flow.direction()).isEqualTo(Direction.INGRESS);
        assertThat(flow.reply()).isEqualTo(Reply.NO);
        assertThat(flow.source()).isEqualTo(Ip.parse("10.9.0.5"));
        assertThat(flow.destination()).isEqualTo(Ip.parse("10.9.1.6"));
        assertThat(flow.protocol()).isEqualTo(Protocol.TCP);
        assertThat(flow.sourcePort()).isEqualTo(40001);
        assertThat(flow.destinationPort()).isEqualTo(8080);
        assertThat(flow.tcpFlags()).isEqualTo(TcpFlags.SYN);
        assertThat(flow.weight()).isEqualTo(1);
        assertThat(flow.fromProxy()).isFalse();
        assertThat(flow.authenticated()).isFalse();
    }

    @Test
    void endpointsKeepTheirOwnLabelsAndNotCiliums() {
        Flow flow = snake.flows.get(0);
        assertThat(flow.destinationEndpoint().local()).isTrue();
        assertThat(flow.destinationEndpoint().cluster()).isEqualTo("blue");
        assertThat(flow.destinationEndpoint().namespace()).isEqualTo("books");
        assertThat(flow.destinationEndpoint().pod()).isEqualTo("api-77-b");
        assertThat(flow.destinationEndpoint().workloadKind()).isEqualTo("Deployment");
        assertThat(flow.destinationEndpoint().workloadName()).isEqualTo("api");
        assertThat(flow.destinationEndpoint().labels().map()).isEqualTo(Map.of("app", "api", "tier", ""));
        assertThat(flow.sourceEndpoint().local()).isFalse();
        assertThat(snake.flows.get(6).destinationEndpoint().reserved()).containsExactly("world");
        assertThat(snake.flows.get(6).destinationEndpoint().labels().isEmpty()).isTrue();
        assertThat(snake.flows.get(6).destinationEndpoint().names()).containsExactly("api.example.com");
        assertThat(snake.flows.get(6).authenticated()).isTrue();
    }

    @Test
    void endpointsThatRepeatAreOneObject() {
        assertThat(snake.flows.get(4).sourceEndpoint())
                .isSameAs(snake.flows.get(5).sourceEndpoint());
    }

    @Test
    void aDnsAnswerKeepsNamesAndAddresses() {
        assertThat(snake.flows.get(2).event()).isEqualTo(EventKind.L7);
        assertThat(snake.flows.get(2).layer7())
                .contains(new Layer7.Dns(
                        true,
                        "api.example.com",
                        List.of(Ip.parse("203.0.113.10"), Ip.parse("2001:db8::1")),
                        List.of("edge.example.net"),
                        30,
                        0));
    }

    @Test
    void anHttpRequestKeepsNoQueryNoUserInfoAndNoHeaderValue() {
        assertThat(snake.flows.get(3).layer7())
                .contains(new Layer7.Http(
                        false, "GET", "api.books.svc", "/v1/books/42", 0, List.of("Authorization", "Accept")));
        assertThat(snake.flows.toString()).doesNotContain("pa55w0rd", "s3cr3t", "t0ps3cret", "frag");
    }

    @Test
    void dropsPolicyDecisionsAndProxyLegsAreTold() {
        assertThat(snake.flows.get(4).event()).isEqualTo(EventKind.POLICY_VERDICT);
        assertThat(snake.flows.get(4).verdict()).isEqualTo(Verdict.REDIRECTED);
        assertThat(snake.flows.get(5).event()).isEqualTo(EventKind.DROP);
        assertThat(snake.flows.get(5).dropReason()).isEqualTo(Flow.POLICY_DENY);
        assertThat(snake.flows.get(5).reply()).isEqualTo(Reply.NO);
        assertThat(snake.flows.get(7).protocol()).isEqualTo(Protocol.ICMPV6);
        assertThat(snake.flows.get(7).icmpType()).isEqualTo(128);
        assertThat(snake.flows.get(8).protocol()).isEqualTo(Protocol.SCTP);
        assertThat(snake.flows.get(8).fromProxy()).isTrue();
        assertThat(snake.flows.get(8).direction()).isEqualTo(Direction.UNKNOWN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "camel.jsonl",
                "bare.jsonl",
                "numbers-as-strings.jsonl",
                "array.json",
                "pretty-array.json",
                "pretty-concatenated.json",
                "one-line-concatenated.json"
            })
    void everyFormOfTheSameEventsGivesTheSameFlows(String resource) {
        CollectedFlows other = CollectedFlows.ofResource(resource);
        assertThat(other.issueTexts()).isEmpty();
        assertThat(other.counts).isEqualTo(new HubbleJsonReader.Counts(9, 9, 0));
        assertThat(other.flowsWithoutPlace()).isEqualTo(snake.flowsWithoutPlace());
    }

    @Test
    void placesInIndentedJsonAreTheLinesWhereEventsBegin() {
        CollectedFlows pretty = CollectedFlows.ofText("{\n  \"flow\": {\n  }\n}\n{\"apples\": 1}\n");
        assertThat(pretty.issueTexts())
                .containsExactly("malformed-flow flows.jsonl:5 neither a flow nor another event of Hubble");
        assertThat(pretty.skips).isEqualTo(Map.of(SkipReason.NO_ADDRESS, 1L, SkipReason.MALFORMED, 1L));
    }

    @Test
    void windowsLineEndsAndAByteOrderMarkDoNotMatter() {
        String text = "\uFEFF" + new String(CollectedFlows.resource("snake.jsonl"), StandardCharsets.UTF_8);
        CollectedFlows other = CollectedFlows.ofText(text.replace("\n", "\r\n"));
        assertThat(other.issueTexts()).isEmpty();
        assertThat(other.flowsWithoutPlace()).isEqualTo(snake.flowsWithoutPlace());
    }

    @Test
    void eventsThatAreNoFlowsAreCountedAndLossBecomesABlindSpot() {
        CollectedFlows events = CollectedFlows.ofResource("events.jsonl");
        assertThat(events.issueTexts()).isEmpty();
        assertThat(events.skips).isEqualTo(Map.of(SkipReason.NOT_A_FLOW, 9L));
        assertThat(events.blindSpots)
                .containsExactlyInAnyOrder(
                        new BlindSpot(
                                "node-1",
                                Instant.parse("2026-05-01T09:59:00Z"),
                                Instant.parse("2026-05-01T10:00:00.5Z"),
                                12,
                                "HUBBLE_RING_BUFFER"),
                        new BlindSpot(
                                "node-2",
                                Instant.parse("2026-05-01T10:00:02Z"),
                                Instant.parse("2026-05-01T10:00:02Z"),
                                7,
                                "PERF_EVENT_RING_BUFFER"),
                        new BlindSpot(
                                "node-3",
                                Instant.parse("2026-05-01T10:00:03Z"),
                                Instant.parse("2026-05-01T10:00:09Z"),
                                0,
                                "NODE_UNAVAILABLE"),
                        new BlindSpot(
                                "node-4", Instant.parse("2026-05-01T10:00:03Z"), Instant.MAX, 0, "NODE_UNAVAILABLE"),
                        new BlindSpot("node-5", Instant.parse("2026-05-01T10:00:04Z"), Instant.MAX, 0, "NODE_ERROR"));
    }

    @Test
    void lossOfUnknownTimeIsBlindAllTheTime() {
        CollectedFlows lost = CollectedFlows.ofText("{\"lost_events\":{\"num_events_lost\":\"1\"}}");
        assertThat(lost.blindSpots)
                .containsExactly(new BlindSpot("", Instant.MIN, Instant.MAX, 1, "UNKNOWN_LOST_EVENT_SOURCE"));
    }

    @Test
    void lossOfWhichOnlyTheBeginningIsKnownLastsToTheEnd() {
        CollectedFlows lost = CollectedFlows.ofText("{\"lost_events\":{\"first\":\"2026-05-01T10:00:00Z\"}}");
        assertThat(lost.blindSpots)
                .extracting(BlindSpot::from, BlindSpot::to)
                .containsExactly(tuple(Instant.parse("2026-05-01T10:00:00Z"), Instant.MAX));
    }

    @Test
    void aProxysLegToTheServerIsMarkedWhereTheEventProvesIt() {
        String leg =
                "{\"flow\":{\"verdict\":\"FORWARDED\",\"IP\":{\"source\":\"10.0.0.1\",\"destination\":\"10.0.1.2\"},"
                        + "\"l4\":{\"TCP\":{\"source_port\":1024,\"destination_port\":80}},"
                        + "\"source\":{\"identity\":3418,\"labels\":[\"k8s:app=web\"]},\"event_type\":{\"type\":4},"
                        + "\"trace_observation_point\":\"TO_OVERLAY\"}}";
        CollectedFlows read = CollectedFlows.ofText(String.join(
                "\n",
                leg,
                leg.replace("3418", "6"),
                leg.replace("TO_OVERLAY", "TO_ENDPOINT"),
                leg.replace("\"identity\"", "\"ID\":7,\"identity\""),
                leg.replace("\"event_type\"", "\"is_reply\":false,\"event_type\""),
                leg.replace("TO_OVERLAY", "FROM_PROXY")));
        assertThat(read.flows).extracting(Flow::fromProxy).containsExactly(true, false, false, false, false, true);
    }

    @Test
    void aggregatedAndMaskedLinesAreWeightedAndTellTheirDirection() {
        CollectedFlows masked = CollectedFlows.ofResource("masked.jsonl");
        assertThat(masked.issueTexts()).isEmpty();
        assertThat(masked.flows).extracting(Flow::weight).containsExactly(3L, 5L, 2L, 1L, 1L);
        assertThat(masked.flows)
                .extracting(Flow::direction)
                .containsExactly(
                        Direction.INGRESS, Direction.UNKNOWN, Direction.EGRESS, Direction.UNKNOWN, Direction.UNKNOWN);
        assertThat(masked.flows).extracting(Flow::time).containsOnly(Instant.MIN);
        assertThat(masked.flows.get(3).dropReason()).isEqualTo(Flow.POLICY_DENIED);
        assertThat(masked.flows.get(3).reply()).isEqualTo(Reply.NO);
        assertThat(masked.skips).isEqualTo(Map.of(SkipReason.NO_ADDRESS, 5L));
    }

    @Test
    void aPodIsKnownByItsLabelsWhereTheAggregationLeftItsAddressOut() {
        CollectedFlows flows = CollectedFlows.ofText("""
                {"flow":{"verdict":"FORWARDED","l4":{"TCP":{"destination_port":8080}},"source":{"namespace":"shop",\
                "labels":["k8s:app=web"]},"destination":{"namespace":"shop","labels":["k8s:app=api"]},"is_reply":false,\
                "aggregate":{"egress_flow_count":7}}}
                {"flow":{"verdict":"FORWARDED","l4":{"TCP":{"destination_port":443}},"source":{"namespace":"shop",\
                "labels":["k8s:app=web"]},"destination":{"labels":["reserved:world"]},"is_reply":false,\
                "aggregate":{"egress_flow_count":2}}}
                """);
        assertThat(flows.flows).extracting(Flow::weight).containsExactly(7L);
        assertThat(flows.flows.get(0).destination().isUnspecified()).isTrue();
        assertThat(flows.skips)
                .as("nobody can name a world without address")
                .isEqualTo(Map.of(SkipReason.NO_ADDRESS, 2L));
    }

    @Test
    void whatIsNoConnectionIsSkippedWithItsReason() {
        CollectedFlows none = CollectedFlows.ofResource("no-flows.jsonl");
        assertThat(none.flows).isEmpty();
        assertThat(none.skips)
                .isEqualTo(Map.of(
                        SkipReason.NO_TRANSPORT, 3L,
                        SkipReason.NO_ADDRESS, 2L,
                        SkipReason.SOCKET_EVENT, 1L,
                        SkipReason.OTHER_EVENT, 1L,
                        SkipReason.BAD_PORT, 2L));
        assertThat(none.issueTexts())
                .containsExactly("malformed-flow no-flows.jsonl:8 a port above 65535 or an ICMP type above 255");
    }

    @Test
    void namesAndNumbersOfLaterVersionsAreTolerated() {
        CollectedFlows later = CollectedFlows.ofText("{\"flow\":{\"verdict\":\"POSTPONED\",\"Type\":9,"
                + "\"event_type\":{\"type\":4,\"era\":3},\"traffic_direction\":\"SIDEWAYS\",\"moon\":{\"phase\":[1,{}]},"
                + "\"drop_reason_desc\":\"DROP_OF_TOMORROW\",\"drop_reason\":250,\"auth_type\":77,"
                + "\"IP\":{\"source\":\"10.0.0.1\",\"destination\":\"10.0.0.2\"},"
                + "\"l4\":{\"TCP\":{\"source_port\":1,\"destination_port\":2,\"flags\":{\"AE\":true}}}}}");
        assertThat(later.issueTexts()).isEmpty();
        assertThat(later.flows).hasSize(1);
        assertThat(later.flows.get(0).verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(later.flows.get(0).dropReason()).isEqualTo(250);
        assertThat(later.flows.get(0).direction()).isEqualTo(Direction.UNKNOWN);
    }

    @Test
    void shuffledLinesGiveTheSameFlows() {
        long seed = 20260501;
        String text = new String(CollectedFlows.resource("snake.jsonl"), StandardCharsets.UTF_8)
                + new String(CollectedFlows.resource("events.jsonl"), StandardCharsets.UTF_8);
        CollectedFlows straight = CollectedFlows.ofText(text);
        List<String> lines = Arrays.asList(text.split("\n"));
        Random random = new Random(seed);
        for (int round = 0; round < 20; round++) {
            Collections.shuffle(lines, random);
            CollectedFlows shuffled = CollectedFlows.ofText(String.join("\n", lines));
            assertThat(shuffled.flowsWithoutPlace())
                    .as("seed %d round %d", seed, round)
                    .containsExactlyInAnyOrderElementsOf(straight.flowsWithoutPlace());
            assertThat(shuffled.blindSpots).containsExactlyInAnyOrderElementsOf(straight.blindSpots);
            assertThat(shuffled.skips).isEqualTo(straight.skips);
        }
    }
}
