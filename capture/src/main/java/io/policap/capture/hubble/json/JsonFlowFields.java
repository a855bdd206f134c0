package io.policap.capture.hubble.json;

import io.policap.capture.hubble.event.HubbleEnum;
import io.policap.capture.hubble.event.HubbleRecord;
import io.policap.capture.hubble.event.HubbleRecord.IsReply;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Reads the fields of {@code flow.Flow}, except its time and node, which an envelope has as well. */
final class JsonFlowFields {
    private final HubbleRecord record;
    private final JsonValues values;
    private final JsonEndpointFields endpoints;
    private final JsonLayer4Fields layer4;
    private final JsonLayer7Fields layer7;

    JsonFlowFields(HubbleRecord record, JsonValues values) {
        this.record = record;
        this.values = values;
        this.endpoints = new JsonEndpointFields(values);
        this.layer4 = new JsonLayer4Fields(record, values);
        this.layer7 = new JsonLayer7Fields(record, values);
    }

    /** Reads the value at which the parser stands; whether the field is one of a flow's. */
    boolean read(String name, JsonParser parser) {
        switch (name) {
            case "verdict":
                record.verdict = values.enumeration(parser, name, HubbleEnum.VERDICT);
                return true;
            case "drop_reason":
            case "dropReason":
                record.dropReason = values.number(parser, name);
                return true;
            case "drop_reason_desc":
            case "dropReasonDesc":
                record.dropReasonDesc = values.enumeration(parser, name, HubbleEnum.DROP_REASON);
                return true;
            case "auth_type":
            case "authType":
                record.authType = values.enumeration(parser, name, HubbleEnum.AUTH_TYPE);
                return true;
            case "IP":
            case "ip":
                addresses(parser);
                return true;
            case "l4":
                layer4.read(parser);
                return true;
            case "source":
                endpoints.read(parser, name, record.source);
                return true;
            case "destination":
                endpoints.read(parser, name, record.destination);
                return true;
            case "Type":
            case "type":
                record.type = values.enumeration(parser, name, HubbleEnum.FLOW_TYPE);
                return true;
            case "source_names":
            case "sourceNames":
                values.texts(parser, name, record.sourceNames);
                return true;
            case "destination_names":
            case "destinationNames":
                values.texts(parser, name, record.destinationNames);
                return true;
            case "l7":
                layer7.read(parser);
                return true;
            case "reply":
                record.reply = values.bool(parser, name);
                return true;
            case "is_reply":
            case "isReply":
                record.isReply = isReply(parser, name);
                return true;
            case "event_type":
            case "eventType":
                eventType(parser, name);
                return true;
            case "traffic_direction":
            case "trafficDirection":
                record.direction = values.enumeration(parser, name, HubbleEnum.DIRECTION);
                return true;
            case "policy_match_type":
            case "policyMatchType":
                record.policyMatchType = values.number(parser, name);
                return true;
            case "trace_observation_point":
            case "traceObservationPoint":
                record.observationPoint = values.enumeration(parser, name, HubbleEnum.OBSERVATION_POINT);
                return true;
            case "trace_reason":
            case "traceReason":
                record.traceReason = values.enumeration(parser, name, HubbleEnum.TRACE_REASON);
                return true;
            case "source_service":
            case "sourceService":
                record.sourceService = service(parser, name);
                return true;
            case "destination_service":
            case "destinationService":
                record.destinationService = service(parser, name);
                return true;
            case "sock_xlate_point":
            case "sockXlatePoint":
                record.socketPoint = values.enumeration(parser, name, HubbleEnum.SOCK_XLATE_POINT);
                return true;
            case "socket_cookie":
            case "socketCookie":
                record.socketCookie = values.number(parser, name);
                return true;
            case "aggregate":
                aggregate(parser, name);
                return true;
            default:
                parser.skipChildren();
                return false;
        }
    }

    private IsReply isReply(JsonParser parser, String field) {
        JsonToken token = parser.currentToken();
        if (token == JsonToken.VALUE_NULL) {
            return IsReply.ABSENT;
        }
        if (token == JsonToken.START_OBJECT) {
            // Encoders that do not know the wrapper types print {"value":true}.
            boolean value = false;
            for (String name = parser.nextName(); name != null; name = parser.nextName()) {
                parser.nextToken();
                if (name.equals("value")) {
                    value = values.bool(parser, field);
                } else {
                    parser.skipChildren();
                }
            }
            return value ? IsReply.TRUE : IsReply.FALSE;
        }
        return values.bool(parser, field) ? IsReply.TRUE : IsReply.FALSE;
    }

    private void addresses(JsonParser parser) {
        record.sourceIp = "";
        record.destinationIp = "";
        if (!values.object(parser, "IP")) {
            return;
        }
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            parser.nextToken();
            switch (name) {
                case "source":
                    record.sourceIp = values.text(parser, name);
                    break;
                case "destination":
                    record.destinationIp = values.text(parser, name);
                    break;
                default:
                    parser.skipChildren();
            }
        }
    }

    private void eventType(JsonParser parser, String field) {
        record.eventType = 0;
        record.eventSubType = 0;
        if (!values.object(parser, field)) {
            return;
        }
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            parser.nextToken();
            switch (name) {
                case "type":
                    record.eventType = values.number(parser, name);
                    break;
                case "sub_type":
                case "subType":
                    record.eventSubType = values.number(parser, name);
                    break;
                default:
                    parser.skipChildren();
            }
        }
    }

    /** Whether a service is named. */
    private boolean service(JsonParser parser, String field) {
        boolean named = false;
        if (!values.object(parser, field)) {
            return false;
        }
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            parser.nextToken();
            if (name.equals("name")) {
                named = !values.text(parser, name).isEmpty();
            } else {
                parser.skipChildren();
            }
        }
        return named;
    }

    private void aggregate(JsonParser parser, String field) {
        if (!values.object(parser, field)) {
            return;
        }
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            parser.nextToken();
            switch (name) {
                case "ingress_flow_count":
                case "ingressFlowCount":
                    record.aggregateIngress = values.number(parser, name);
                    break;
                case "egress_flow_count":
                case "egressFlowCount":
                    record.aggregateEgress = values.number(parser, name);
                    break;
                case "unknown_direction_flow_count":
                case "unknownDirectionFlowCount":
                    record.aggregateUnknown = values.number(parser, name);
                    break;
                default:
                    parser.skipChildren();
            }
        }
    }
}
