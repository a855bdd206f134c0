package io.policap.capture.hubble.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Any;
import com.google.protobuf.BoolValue;
import com.google.protobuf.Int32Value;
import com.google.protobuf.Message;
import com.google.protobuf.Timestamp;
import io.policap.capture.hubble.json.CollectedFlows;
import io.policap.capture.hubble.proto.flow.AgentEvent;
import io.policap.capture.hubble.proto.flow.AgentEventType;
import io.policap.capture.hubble.proto.flow.CiliumEventType;
import io.policap.capture.hubble.proto.flow.Endpoint;
import io.policap.capture.hubble.proto.flow.Flow;
import io.policap.capture.hubble.proto.flow.FlowType;
import io.policap.capture.hubble.proto.flow.HTTP;
import io.policap.capture.hubble.proto.flow.HTTPHeader;
import io.policap.capture.hubble.proto.flow.IP;
import io.policap.capture.hubble.proto.flow.IPVersion;
import io.policap.capture.hubble.proto.flow.L7FlowType;
import io.policap.capture.hubble.proto.flow.Layer4;
import io.policap.capture.hubble.proto.flow.Layer7;
import io.policap.capture.hubble.proto.flow.LostEvent;
import io.policap.capture.hubble.proto.flow.LostEventSource;
import io.policap.capture.hubble.proto.flow.TCP;
import io.policap.capture.hubble.proto.flow.TCPFlags;
import io.policap.capture.hubble.proto.flow.Verdict;
import io.policap.capture.hubble.proto.observer.ExportEvent;
import io.policap.capture.hubble.proto.observer.GetFlowsResponse;
import io.policap.capture.hubble.proto.relay.NodeState;
import io.policap.capture.hubble.proto.relay.NodeStatusEvent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HubbleJsonWriterTest {
    private static final int ROUNDS = Integer.getInteger("policap.wire.rounds", 3_000);
    private static final Timestamp TIME = Timestamp.newBuilder()
            .setSeconds(1_700_000_000L)
            .setNanos(120_000_000)
            .build();

    @Test
    void aFlowHasItsFieldsInTheOrderOfTheirDeclaration() throws IOException {
        Flow.Builder flow = Flow.newBuilder()
                .setTime(TIME)
                .setUuid("u-1")
                .setVerdict(Verdict.FORWARDED)
                .setIP(IP.newBuilder()
                        .setSource("10.0.0.1")
                        .setDestination("10.0.0.2")
                        .setIpVersion(IPVersion.IPv4))
                .setL4(Layer4.newBuilder()
                        .setTCP(TCP.newBuilder()
                                .setSourcePort(40_000)
                                .setDestinationPort(-1)
                                .setFlags(TCPFlags.newBuilder().setSYN(true))))
                .setSource(Endpoint.newBuilder().setID(7).setClusterName("c").setNamespace("shop"))
                .setDestination(Endpoint.getDefaultInstance())
                .setType(FlowType.L3_L4)
                .setNodeName("c/n1")
                .setEventType(CiliumEventType.newBuilder().setType(4).setSubType(-3))
                .setTrafficDirectionValue(9)
                .setIsReply(BoolValue.of(false))
                .setSocketCookie(-1L)
                .setSummary("a <b> & \"c\"")
                .setExtensions(Any.newBuilder().setTypeUrl("type.example/x"))
                .addPolicyLog("")
                .addPolicyLog("l");
        GetFlowsResponse response = GetFlowsResponse.newBuilder()
                .setFlow(flow)
                .setNodeName("c/n1")
                .setTime(TIME)
                .build();

        assertThat(written(response))
                .isEqualTo(
                        "{\"flow\":{\"time\":\"2023-11-14T22:13:20.120Z\",\"uuid\":\"u-1\",\"verdict\":\"FORWARDED\","
                                + "\"IP\":{\"source\":\"10.0.0.1\",\"destination\":\"10.0.0.2\",\"ipVersion\":\"IPv4\"},"
                                + "\"l4\":{\"TCP\":{\"source_port\":40000,\"destination_port\":4294967295,\"flags\":{\"SYN\":true}}},"
                                + "\"source\":{\"ID\":7,\"cluster_name\":\"c\",\"namespace\":\"shop\"},\"destination\":{},"
                                + "\"Type\":\"L3_L4\",\"node_name\":\"c/n1\",\"event_type\":{\"type\":4,\"sub_type\":-3},"
                                + "\"traffic_direction\":9,\"is_reply\":false,\"socket_cookie\":\"18446744073709551615\","
                                + "\"Summary\":\"a \\u003cb\\u003e \\u0026 \\\"c\\\"\",\"policy_log\":[\"\",\"l\"]},"
                                + "\"node_name\":\"c/n1\",\"time\":\"2023-11-14T22:13:20.120Z\"}\n");
    }

    @Test
    void otherEventsHaveTheSameEnvelope() throws IOException {
        LostEvent lost = LostEvent.newBuilder()
                .setSource(LostEventSource.HUBBLE_RING_BUFFER)
                .setNumEventsLost(12)
                .setCpu(Int32Value.of(0))
                .setFirst(TIME)
                .build();
        NodeStatusEvent status = NodeStatusEvent.newBuilder()
                .setStateChange(NodeState.NODE_UNAVAILABLE)
                .addNodeNames("n1")
                .setMessage("gone\u2028")
                .build();
        AgentEvent agent =
                AgentEvent.newBuilder().setType(AgentEventType.AGENT_STARTED).build();

        assertThat(written(GetFlowsResponse.newBuilder()
                        .setLostEvents(lost)
                        .setNodeName("n1")
                        .build()))
                .isEqualTo("{\"lost_events\":{\"source\":\"HUBBLE_RING_BUFFER\",\"num_events_lost\":\"12\",\"cpu\":0,"
                        + "\"first\":\"2023-11-14T22:13:20.120Z\"},\"node_name\":\"n1\"}\n");
        assertThat(written(GetFlowsResponse.newBuilder()
                        .setNodeStatus(status)
                        .setTime(TIME)
                        .build()))
                .isEqualTo("{\"node_status\":{\"state_change\":\"NODE_UNAVAILABLE\",\"node_names\":[\"n1\"],"
                        + "\"message\":\"gone\\u2028\"},\"time\":\"2023-11-14T22:13:20.120Z\"}\n");
        assertThat(written(ExportEvent.newBuilder().setAgentEvent(agent).build()))
                .isEqualTo("{\"agent_event\":{\"type\":\"AGENT_STARTED\"}}\n");
        assertThat(written(GetFlowsResponse.getDefaultInstance())).isEqualTo("{}\n");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0, 1970-01-01T00:00:00Z",
        "0, 1, 1970-01-01T00:00:00.000000001Z",
        "59, 1000, 1970-01-01T00:00:59.000001Z",
        "60, 999000000, 1970-01-01T00:01:00.999Z",
        "-62135596800, 0, 0001-01-01T00:00:00Z",
        "253402300799, 999999999, 9999-12-31T23:59:59.999999999Z",
        "253402300800, 0, 253402300800s 0ns",
        "0, -1, 0s -1ns"
    })
    void timesHaveNoneThreeSixOrNineDigits(long seconds, int nanos, String expected) throws IOException {
        Timestamp time =
                Timestamp.newBuilder().setSeconds(seconds).setNanos(nanos).build();
        assertThat(written(GetFlowsResponse.newBuilder().setTime(time).build()))
                .isEqualTo("{\"time\":\"" + expected + "\"}\n");
    }

    @Test
    void anyEventWrittenAndReadIsTheSameFlowSkipOrBlindSpot() throws IOException {
        long seed = System.nanoTime();
        RandomEvents events = new RandomEvents(seed);
        HubbleJsonWriter writer = new HubbleJsonWriter();
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        List<byte[]> messages = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            byte[] message = events.next().toByteArray();
            messages.add(message);
            assertThat(writer.write(message, 0, message.length, lines)).isTrue();
        }
        CollectedFlows expected = WireEvents.collect("x", messages);
        CollectedFlows read = CollectedFlows.of("x", lines.toByteArray());
        for (int i = 0; i < expected.flows.size(); i++) {
            assertThat(read.flows.get(i)).as("seed %d, flow %d", seed, i).isEqualTo(expected.flows.get(i));
        }
        assertThat(read.flows.size()).isEqualTo(expected.flows.size());
        assertThat(read.skips).as("seed %d", seed).isEqualTo(expected.skips);
        assertThat(read.blindSpots).isEqualTo(expected.blindSpots);
        assertThat(read.issueTexts()).isEqualTo(expected.issueTexts());
    }

    /** Beside the library of protobuf, for the fields that no reader of ours reads. */
    @Test
    void nothingIsWrittenOtherwiseThanByTheLibraryButTheOrder() throws IOException {
        long seed = System.nanoTime();
        RandomEvents events = new RandomEvents(seed);
        for (int round = 0; round < ROUNDS; round++) {
            ExportEvent event = events.next();
            ExportEvent expected = WireEvents.parse(WireEvents.json(SecretFree.event(event)));
            assertThat(WireEvents.parse(written(event)))
                    .as("seed %d, round %d", seed, round)
                    .isEqualTo(expected);
        }
    }

    @Test
    void secretsAreNotWritten() throws IOException {
        HTTP.Builder http = HTTP.newBuilder()
                .setMethod("GET")
                .setUrl("http://user:secret@host:80/p?token=visible")
                .addHeaders(HTTPHeader.newBuilder().setKey("Authorization").setValue("Bearer secret"))
                .addHeaders(HTTPHeader.newBuilder().setKey("X-Empty"));
        Flow.Builder flow = Flow.newBuilder()
                .setL7(Layer7.newBuilder().setType(L7FlowType.REQUEST).setHttp(http))
                .setSummary("HTTP/1.1 GET http://user:secret@host:80/p?token=visible");

        assertThat(written(GetFlowsResponse.newBuilder().setFlow(flow).build()))
                .isEqualTo("{\"flow\":{\"l7\":{\"type\":\"REQUEST\",\"http\":{\"method\":\"GET\","
                        + "\"url\":\"http://host:80/p?token=visible\",\"headers\":["
                        + "{\"key\":\"Authorization\",\"value\":\"HUBBLE_REDACTED\"},"
                        + "{\"key\":\"X-Empty\",\"value\":\"HUBBLE_REDACTED\"}]}},"
                        + "\"Summary\":\"HTTP/1.1 GET http://host:80/p?token=visible\"}}\n");
    }

    @Test
    void whatIsNoMessageIsNotWritten() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] cut = {0x0A, 0x05, 0x0A};
        assertThat(new HubbleJsonWriter().write(cut, 0, cut.length, out)).isFalse();
        byte[] notUtf8 = {(byte) 0xC2, 0x3E, 0x01, (byte) 0xFF};
        assertThat(new HubbleJsonWriter().write(notUtf8, 0, notUtf8.length, out))
                .isFalse();
        assertThat(out.size()).isZero();
    }

    private static String written(Message message) throws IOException {
        byte[] bytes = message.toByteArray();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertThat(new HubbleJsonWriter().write(bytes, 0, bytes.length, out)).isTrue();
        return out.toString(StandardCharsets.UTF_8);
    }
}
