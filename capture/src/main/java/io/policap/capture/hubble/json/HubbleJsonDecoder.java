package io.policap.capture.hubble.json;

import io.policap.capture.hubble.event.HubbleEnum;
import io.policap.capture.hubble.event.HubbleRecord;
import io.policap.capture.hubble.event.TextInterner;
import tools.jackson.core.JsonParser;

/**
 * Fills a {@link HubbleRecord} from one JSON object: an envelope or a bare flow, in proto names or lowerCamelCase.
 *
 * <p>Fields that are not used, and not known, are passed over without being decoded.
 */
final class HubbleJsonDecoder {
    private final HubbleRecord record;
    private final JsonValues values;
    private final JsonFlowFields flowFields;

    HubbleJsonDecoder(HubbleRecord record) {
        this.record = record;
        this.values = new JsonValues(new TextInterner(), record);
        this.flowFields = new JsonFlowFields(record, values);
    }

    /** Reads the object at whose start the parser stands. */
    void decode(JsonParser parser) {
        record.clear();
        boolean envelope = false;
        boolean bare = false;
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            parser.nextToken();
            switch (name) {
                case "flow":
                    record.kind = HubbleRecord.Kind.FLOW;
                    if (values.object(parser, name)) {
                        flow(parser);
                    }
                    break;
                case "node_name":
                case "nodeName":
                    envelope = true;
                    record.envelopeNode = values.text(parser, name);
                    break;
                case "time":
                    envelope = true;
                    values.time(parser, name, record.envelopeTime);
                    break;
                case "lost_events":
                case "lostEvents":
                    record.kind = HubbleRecord.Kind.LOST_EVENTS;
                    lostEvents(parser);
                    break;
                case "node_status":
                case "nodeStatus":
                    record.kind = HubbleRecord.Kind.NODE_STATUS;
                    nodeStatus(parser);
                    break;
                case "agent_event":
                case "agentEvent":
                case "debug_event":
                case "debugEvent":
                case "system_status":
                case "systemStatus":
                    record.kind = HubbleRecord.Kind.OTHER_EVENT;
                    parser.skipChildren();
                    break;
                default:
                    bare |= flowFields.read(name, parser);
            }
        }
        if (record.kind == HubbleRecord.Kind.NONE) {
            // An envelope around something unknown is a kind of event that is newer than this reader.
            record.kind =
                    bare ? HubbleRecord.Kind.FLOW : envelope ? HubbleRecord.Kind.OTHER_EVENT : HubbleRecord.Kind.NONE;
        }
    }

    private void flow(JsonParser parser) {
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            parser.nextToken();
            switch (name) {
                case "time":
                    values.time(parser, name, record.time);
                    break;
                case "node_name":
                case "nodeName":
                    record.node = values.text(parser, name);
                    break;
                default:
                    flowFields.read(name, parser);
            }
        }
    }

    private void lostEvents(JsonParser parser) {
        if (!values.object(parser, "lost_events")) {
            return;
        }
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            parser.nextToken();
            switch (name) {
                case "source":
                    record.lostSource = values.enumeration(parser, name, HubbleEnum.LOST_SOURCE);
                    break;
                case "num_events_lost":
                case "numEventsLost":
                    record.lostCount = values.number(parser, name);
                    break;
                case "first":
                    values.time(parser, name, record.lostFirst);
                    break;
                case "last":
                    values.time(parser, name, record.lostLast);
                    break;
                default:
                    parser.skipChildren();
            }
        }
    }

    private void nodeStatus(JsonParser parser) {
        if (!values.object(parser, "node_status")) {
            return;
        }
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            parser.nextToken();
            switch (name) {
                case "state_change":
                case "stateChange":
                    record.nodeState = values.enumeration(parser, name, HubbleEnum.NODE_STATE);
                    break;
                case "node_names":
                case "nodeNames":
                    values.texts(parser, name, record.nodeNames);
                    break;
                case "message":
                    record.nodeMessage = values.text(parser, name);
                    break;
                default:
                    parser.skipChildren();
            }
        }
    }
}
