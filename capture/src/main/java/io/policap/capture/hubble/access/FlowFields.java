package io.policap.capture.hubble.access;

import com.google.protobuf.FieldMask;
import java.util.ArrayList;
import java.util.List;

/**
 * The fields of a flow that policap uses, as paths of a field mask.
 *
 * <p>A server refuses a mask with a path that it does not know, so there are only paths that every agent knows that
 * understands masks at all (Cilium 1.17 on). {@code aggregate} is not among them; only exporters aggregate.
 *
 * <p>{@code l4} and {@code l7} are asked for whole: where a mask leads into a choice ({@code l4.TCP.source_port}), Cilium's
 * {@code fieldmask.Copy} makes that choice in every flow, and a UDP flow arrives as TCP without ports. Paths must not lead
 * below a repeated field either ({@code source.workloads.name}): Go's {@code IsValid} refuses that.
 */
final class FlowFields {
    private static final List<String> OF_FLOW = List.of(
            "time",
            "uuid",
            "verdict",
            "drop_reason",
            "auth_type",
            "IP.source",
            "IP.destination",
            "l4",
            "Type",
            "node_name",
            "source_names",
            "destination_names",
            "l7",
            "reply",
            "event_type",
            "traffic_direction",
            "policy_match_type",
            "trace_observation_point",
            "trace_reason",
            "drop_reason_desc",
            "is_reply",
            "sock_xlate_point",
            "socket_cookie");

    private static final List<String> OF_ENDPOINT =
            List.of("ID", "identity", "cluster_name", "namespace", "labels", "pod_name", "workloads");

    static final FieldMask MASK =
            FieldMask.newBuilder().addAllPaths(paths()).build();

    private FlowFields() {}

    private static List<String> paths() {
        List<String> paths = new ArrayList<>(OF_FLOW);
        for (String end : List.of("source", "destination")) {
            for (String field : OF_ENDPOINT) {
                paths.add(end + '.' + field);
            }
        }
        return paths;
    }
}
