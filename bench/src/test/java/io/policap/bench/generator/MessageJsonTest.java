package io.policap.bench.generator;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.BoolValue;
import com.google.protobuf.Timestamp;
import io.policap.capture.hubble.proto.flow.Flow;
import io.policap.capture.hubble.proto.flow.FlowType;
import org.junit.jupiter.api.Test;

class MessageJsonTest {
    @Test
    void aMessageIsWrittenAsHubbleWritesIt() {
        Flow.Builder flow = Flow.newBuilder()
                .setType(FlowType.L7)
                .setUuid("a\"b")
                .setTime(Timestamp.newBuilder().setSeconds(1_760_000_000L).setNanos(5_000))
                .setIsReply(BoolValue.of(false))
                .setSocketCookie(12)
                .setProxyPort(80)
                .addSourceNames("x")
                .addSourceNames("y");
        flow.getL7Builder().getHttpBuilder().setUrl("http://a/?b=1&c=<2>");
        StringBuilder json = new StringBuilder();

        new MessageJson(json).write(flow.build());

        assertThat(json)
                .hasToString("{\"time\":\"2025-10-09T08:53:20.000005Z\",\"uuid\":\"a\\\"b\",\"Type\":\"L7\","
                        + "\"source_names\":[\"x\",\"y\"],"
                        + "\"l7\":{\"http\":{\"url\":\"http://a/?b=1\\u0026c=\\u003c2\\u003e\"}},"
                        + "\"is_reply\":false,\"proxy_port\":80,\"socket_cookie\":\"12\"}");
    }
}
