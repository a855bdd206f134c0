package io.policap.cli.scenario;

import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The same events as other agents write them: of other versions of Cilium, or with directions they got wrong. */
public enum EventForms {
    /** Agents that tell no direction at all (cilium/hubble issue 1781). */
    DIRECTION_NOT_TOLD(flow -> flow.remove("traffic_direction")),

    /** As above, and only the flags and the reasons of traces are left to tell requests from answers. */
    NEITHER_DIRECTION_NOR_REPLY(flow -> {
        without(flow, "traffic_direction");
        if (!flow.path("Type").asString("").equals("SOCK")) {
            without(flow, "is_reply", "reply");
        }
    }),

    /** What the node itself does at its pods' doors, labelled as if the pods did it (seen on EKS). */
    HOST_TRAFFIC_LABELLED_EGRESS(flow -> {
        if (isHost(flow.path("source")) || isHost(flow.path("destination"))) {
            flow.put("traffic_direction", "EGRESS");
        }
    }),

    CILIUM_1_14(flow -> {
        without(flow, "node_labels", "trace_reason", "extensions", "file", "tunnel", "policy_log");
        without(flow, "egress_allowed_by", "ingress_allowed_by", "egress_denied_by", "ingress_denied_by");
        without(flow, "emitter", "ip_trace_id");
        without(flow.path("IP"), "source_xlated");
        without(flow.path("source"), "cluster_name");
        without(flow.path("destination"), "cluster_name");
    }),

    CILIUM_1_17(flow -> without(flow, "file", "tunnel", "policy_log", "emitter", "ip_trace_id")),

    CILIUM_1_18(flow -> without(flow, "tunnel", "policy_log", "emitter", "ip_trace_id")),

    CILIUM_1_19_BEFORE_RELEASE(flow -> without(flow, "emitter", "ip_trace_id")),

    /** Later agents: more fields, and more kinds of SCTP chunks. */
    CILIUM_1_20(flow -> {
        flow.putObject("not_yet_known").putArray("values").add(1).addObject().put("deep", true);
        if (flow.path("l4").path("SCTP") instanceof ObjectNode sctp) {
            sctp.put("chunk_type", "INIT");
        }
    });

    private static final JsonMapper JSON = JsonMapper.shared();

    private final Consumer<ObjectNode> form;

    EventForms(Consumer<ObjectNode> form) {
        this.form = form;
    }

    /** The line in this form; what is no flow stays as it is. */
    public String of(String line) {
        if (!line.startsWith("{\"flow\":{")) {
            return line;
        }
        JsonNode event = JSON.readTree(line);
        form.accept((ObjectNode) event.path("flow"));
        return JSON.writeValueAsString(event);
    }

    private static void without(JsonNode parent, String... fields) {
        if (parent instanceof ObjectNode object) {
            object.remove(List.of(fields));
        }
    }

    private static boolean isHost(JsonNode end) {
        Set<String> labels = Set.copyOf(end.path("labels").valueStream().map(JsonNode::asString).toList());
        return labels.contains("reserved:host") || end.path("identity").asInt(0) == 1;
    }
}
