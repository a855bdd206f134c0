package io.policap.capture.recording;

import java.util.Map;
import java.util.Set;

/** Recognises Hubble's events: envelopes with a known member, or bare flows. */
final class HubbleRecognizer implements Recognizer {
    private static final Set<String> MEMBERS = Set.of(
            "flow",
            "lost_events",
            "lostEvents",
            "node_status",
            "nodeStatus",
            "agent_event",
            "agentEvent",
            "debug_event",
            "debugEvent",
            "system_status",
            "systemStatus");
    private static final Set<String> FLOW_FIELDS = Set.of(
            "verdict",
            "IP",
            "l4",
            "Type",
            "source",
            "destination",
            "node_name",
            "nodeName",
            "event_type",
            "eventType",
            "traffic_direction",
            "trafficDirection",
            "is_reply",
            "isReply");

    @Override
    public ContentKind kind() {
        return ContentKind.HUBBLE_FLOWS;
    }

    @Override
    public boolean recognises(ContentHead head) {
        return head.json().any(HubbleRecognizer::isEvent);
    }

    private static boolean isEvent(Map<String, Boolean> fields) {
        int flowFields = 0;
        for (Map.Entry<String, Boolean> field : fields.entrySet()) {
            if (MEMBERS.contains(field.getKey()) && field.getValue()) {
                return true;
            }
            flowFields += FLOW_FIELDS.contains(field.getKey()) ? 1 : 0;
        }
        boolean addressed = fields.getOrDefault("IP", false) || fields.containsKey("verdict");
        return addressed && flowFields >= 2;
    }
}
