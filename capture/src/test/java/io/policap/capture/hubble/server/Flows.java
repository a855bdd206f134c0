package io.policap.capture.hubble.server;

import com.google.protobuf.BoolValue;
import com.google.protobuf.Timestamp;
import io.policap.capture.hubble.proto.flow.Endpoint;
import io.policap.capture.hubble.proto.flow.Flow;
import io.policap.capture.hubble.proto.flow.FlowType;
import io.policap.capture.hubble.proto.flow.IP;
import io.policap.capture.hubble.proto.flow.IPVersion;
import io.policap.capture.hubble.proto.flow.Layer4;
import io.policap.capture.hubble.proto.flow.TCP;
import io.policap.capture.hubble.proto.flow.TrafficDirection;
import io.policap.capture.hubble.proto.flow.Verdict;
import java.util.List;
import java.util.stream.IntStream;

/** Numbered flows, one in a second: a pod of "web" in "shop" asks the pod of "db" in "data". */
final class Flows {
    static final long START = 1_760_000_000L;

    private Flows() {}

    static List<Flow> range(int from, int to) {
        return IntStream.range(from, to).mapToObj(Flows::number).toList();
    }

    static Flow number(int number) {
        return on("node-1", number);
    }

    static Flow on(String node, int number) {
        return Flow.newBuilder()
                .setUuid("00000000-0000-4000-8000-%012d".formatted(number))
                .setNodeName(node)
                .setTime(second(number))
                .setVerdict(Verdict.FORWARDED)
                .setType(FlowType.L3_L4)
                .setIP(IP.newBuilder()
                        .setSource("10.0.0.1")
                        .setDestination("10.0.0.2")
                        .setIpVersion(IPVersion.IPv4))
                .setL4(Layer4.newBuilder()
                        .setTCP(TCP.newBuilder().setSourcePort(40_000).setDestinationPort(5_432)))
                .setSource(endpoint(7, "shop", "web", "web-" + number))
                .setDestination(endpoint(8, "data", "db", "db-0"))
                .setTrafficDirection(TrafficDirection.EGRESS)
                .setIsReply(BoolValue.of(false))
                .build();
    }

    private static Endpoint endpoint(int id, String namespace, String app, String pod) {
        return Endpoint.newBuilder()
                .setID(id)
                .setIdentity(1_000 + id)
                .setNamespace(namespace)
                .setPodName(pod)
                .addLabels("k8s:app=" + app)
                .addLabels("k8s:io.kubernetes.pod.namespace=" + namespace)
                .build();
    }

    static Timestamp second(int number) {
        return Timestamp.newBuilder().setSeconds(START + number).build();
    }
}
