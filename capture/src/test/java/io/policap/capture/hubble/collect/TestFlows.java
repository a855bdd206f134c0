package io.policap.capture.hubble.collect;

import com.google.protobuf.BoolValue;
import com.google.protobuf.Timestamp;
import io.policap.capture.hubble.proto.flow.CiliumEventType;
import io.policap.capture.hubble.proto.flow.Endpoint;
import io.policap.capture.hubble.proto.flow.Flow;
import io.policap.capture.hubble.proto.flow.IP;
import io.policap.capture.hubble.proto.flow.Layer4;
import io.policap.capture.hubble.proto.flow.TCP;
import io.policap.capture.hubble.proto.flow.TrafficDirection;
import io.policap.capture.hubble.proto.flow.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

/** Flows with a number, from which their time and UUID follow: one each millisecond of a day in 2025. */
final class TestFlows {
    static final Instant BEGIN = Instant.ofEpochSecond(1_760_000_000L);
    private static final long STEP = 1_000_000;

    private TestFlows() {}

    static Instant time(long number) {
        return BEGIN.plusNanos(number * STEP);
    }

    static Timestamp timestamp(Instant time) {
        return Timestamp.newBuilder()
                .setSeconds(time.getEpochSecond())
                .setNanos(time.getNano())
                .build();
    }

    static String uuid(String node, long number) {
        return new UUID(node.hashCode() * 0x9E37_79B9_7F4A_7C15L, number ^ 0x4000_0000_0000L).toString();
    }

    static Flow flow(String node, long number) {
        return flow(node, number, time(number));
    }

    static Flow flow(String node, long number, Instant time) {
        return Flow.newBuilder()
                .setTime(timestamp(time))
                .setUuid(uuid(node, number))
                .setVerdict(Verdict.FORWARDED)
                .setIP(IP.newBuilder().setSource("10.0.0.1").setDestination("10.0.1.2"))
                .setL4(Layer4.newBuilder().setTCP(TCP.newBuilder().setSourcePort(40_000).setDestinationPort(80)))
                .setSource(Endpoint.newBuilder()
                        .setID(1)
                        .setIdentity(1_001)
                        .setNamespace("shop")
                        .setPodName("web-1")
                        .addLabels("k8s:app=web"))
                .setDestination(Endpoint.newBuilder()
                        .setIdentity(1_002)
                        .setNamespace("shop")
                        .setPodName("api-1")
                        .addLabels("k8s:app=api"))
                .setNodeName(node)
                .setEventType(CiliumEventType.newBuilder().setType(4))
                .setTrafficDirection(TrafficDirection.EGRESS)
                .setIsReply(BoolValue.of(false))
                .build();
    }

    static List<Flow> flows(String node, int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> flow(node, i)).toList();
    }

    static List<String> uuids(String node, int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> uuid(node, i)).toList();
    }
}
