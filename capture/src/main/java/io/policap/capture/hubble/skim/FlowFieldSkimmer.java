package io.policap.capture.hubble.skim;

import io.policap.capture.hubble.event.HubbleEnum;
import io.policap.capture.hubble.event.HubbleRecord;
import io.policap.capture.hubble.event.HubbleRecord.IsReply;

/** Reads the members of {@code flow.Flow}, except its time and endpoints, from the bytes of a line. */
final class FlowFieldSkimmer {
    private static final byte[] TYPE = Keys.bytes("{\"type\":");
    private static final byte[] SUB_TYPE = Keys.bytes(",\"sub_type\":");
    private static final byte[] SOURCE = Keys.bytes("{\"source\":");
    private static final byte[] DESTINATION = Keys.bytes(",\"destination\":");
    private static final byte[] VERSION = Keys.bytes(",\"ipVersion\":");

    private final HubbleRecord record;
    private final SkimValues values;
    private final Layer4Skimmer layer4;
    private final Layer7Skimmer layer7;

    FlowFieldSkimmer(HubbleRecord record, SkimValues values) {
        this.record = record;
        this.values = values;
        this.layer4 = new Layer4Skimmer(record, values);
        this.layer7 = new Layer7Skimmer(record, values);
    }

    /** Reads the value that begins here; the position behind it, or -1 in doubt. */
    int read(byte[] line, int at, int field) {
        int end;
        switch (field) {
            case FlowField.VERDICT:
                end = values.enumeration(line, at, HubbleEnum.VERDICT);
                record.verdict = values.enumeration;
                return end;
            case FlowField.DROP_REASON:
                end = values.number(line, at);
                record.dropReason = values.number;
                return end;
            case FlowField.DROP_REASON_DESC:
                end = values.enumeration(line, at, HubbleEnum.DROP_REASON);
                record.dropReasonDesc = values.enumeration;
                return end;
            case FlowField.AUTH_TYPE:
                end = values.enumeration(line, at, HubbleEnum.AUTH_TYPE);
                record.authType = values.enumeration;
                return end;
            case FlowField.IP:
                return addresses(line, at);
            case FlowField.L4:
                return layer4.read(line, at);
            case FlowField.TYPE:
                end = values.enumeration(line, at, HubbleEnum.FLOW_TYPE);
                record.type = values.enumeration;
                return end;
            case FlowField.NODE:
                end = values.text(line, at);
                record.node = values.text;
                return end;
            case FlowField.SOURCE_NAMES:
                return values.texts(line, at, record.sourceNames);
            case FlowField.DESTINATION_NAMES:
                return values.texts(line, at, record.destinationNames);
            case FlowField.L7:
                return layer7.read(line, at);
            case FlowField.REPLY:
                end = values.bool(line, at);
                record.reply = values.bool;
                return end;
            case FlowField.EVENT_TYPE:
                return eventType(line, at);
            case FlowField.DIRECTION:
                end = values.enumeration(line, at, HubbleEnum.DIRECTION);
                record.direction = values.enumeration;
                return end;
            case FlowField.MATCH_TYPE:
                end = values.number(line, at);
                record.policyMatchType = values.number;
                return end;
            case FlowField.OBSERVATION_POINT:
                end = values.enumeration(line, at, HubbleEnum.OBSERVATION_POINT);
                record.observationPoint = values.enumeration;
                return end;
            case FlowField.TRACE_REASON:
                end = values.enumeration(line, at, HubbleEnum.TRACE_REASON);
                record.traceReason = values.enumeration;
                return end;
            case FlowField.IS_REPLY:
                end = values.bool(line, at);
                record.isReply = values.bool ? IsReply.TRUE : IsReply.FALSE;
                return end;
            case FlowField.AGGREGATE:
                return aggregate(line, at);
            case FlowField.SOURCE_SERVICE:
                end = service(line, at);
                record.sourceService = values.bool;
                return end;
            case FlowField.DESTINATION_SERVICE:
                end = service(line, at);
                record.destinationService = values.bool;
                return end;
            case FlowField.SOCKET_POINT:
                end = values.enumeration(line, at, HubbleEnum.SOCK_XLATE_POINT);
                record.socketPoint = values.enumeration;
                return end;
            case FlowField.SOCKET_COOKIE:
                end = values.digits(line, at);
                record.socketCookie = values.number;
                return end;
            default:
                throw new AssertionError(field);
        }
    }

    private int addresses(byte[] line, int from) {
        if (!Keys.at(line, from, SOURCE)) {
            return -1;
        }
        int at = values.text(line, from + SOURCE.length);
        if (at < 0 || !Keys.at(line, at, DESTINATION)) {
            return -1;
        }
        record.sourceIp = values.text;
        at = values.text(line, at + DESTINATION.length);
        if (at < 0) {
            return -1;
        }
        record.destinationIp = values.text;
        if (Keys.at(line, at, VERSION)) {
            at = line[at + VERSION.length] == '"' ? JsonSkip.plainText(line, at + VERSION.length + 1) + 1 : -1;
            if (at <= 0) {
                return -1;
            }
        }
        return line[at] == '}' ? at + 1 : otherMembers(line, at);
    }

    /** From a comma over members of an object that are not used to behind its end. */
    private static int otherMembers(byte[] line, int from) {
        int at = from;
        while (line[at] == ',' && line[at + 1] == '"') {
            int end = JsonSkip.plainText(line, at + 2);
            if (end < 0 || line[end + 1] != ':' || isAddress(line, at + 2, end)) {
                return -1;
            }
            at = JsonSkip.value(line, end + 2);
            if (at < 0) {
                return -1;
            }
            if (line[at] == '}') {
                return at + 1;
            }
        }
        return -1;
    }

    private static boolean isAddress(byte[] line, int from, int to) {
        return Keys.is(line, from, to, "source") || Keys.is(line, from, to, "destination");
    }

    /** Whether the service has a name is left in {@code values.bool}. */
    private int service(byte[] line, int from) {
        values.bool = false;
        if (line[from] != '{') {
            return -1;
        }
        int at = from + 1;
        boolean seen = false;
        while (line[at] == '"') {
            int end = JsonSkip.plainText(line, at + 1);
            if (end < 0 || line[end + 1] != ':') {
                return -1;
            }
            if (Keys.is(line, at + 1, end, "name")) {
                int text = end + 2;
                end = line[text] == '"' && !seen ? JsonSkip.plainText(line, text + 1) : -1;
                if (end < 0) {
                    return -1;
                }
                seen = true;
                values.bool = end > text + 1;
                at = end + 1;
            } else {
                at = JsonSkip.value(line, end + 2);
                if (at < 0) {
                    return -1;
                }
            }
            if (line[at] == '}') {
                return at + 1;
            }
            if (line[at] != ',') {
                return -1;
            }
            at++;
        }
        return -1;
    }

    private int eventType(byte[] line, int from) {
        if (!Keys.at(line, from, TYPE)) {
            return -1;
        }
        int at = values.number(line, from + TYPE.length);
        if (at < 0) {
            return -1;
        }
        record.eventType = values.number;
        if (Keys.at(line, at, SUB_TYPE)) {
            at = values.number(line, at + SUB_TYPE.length);
            if (at < 0) {
                return -1;
            }
            record.eventSubType = values.number;
        }
        return line[at] == '}' ? at + 1 : -1;
    }

    private int aggregate(byte[] line, int from) {
        if (line[from] != '{') {
            return -1;
        }
        int at = from + 1;
        int seen = 0;
        while (line[at] == '"') {
            int end = JsonSkip.plainText(line, at + 1);
            if (end < 0 || line[end + 1] != ':') {
                return -1;
            }
            int field = Keys.is(line, at + 1, end, "ingress_flow_count")
                    ? 1
                    : Keys.is(line, at + 1, end, "egress_flow_count")
                            ? 2
                            : Keys.is(line, at + 1, end, "unknown_direction_flow_count") ? 4 : 0;
            if (field == 0 || (seen & field) != 0) {
                return -1;
            }
            seen |= field;
            at = values.number(line, end + 2);
            if (at < 0) {
                return -1;
            }
            if (field == 1) {
                record.aggregateIngress = values.number;
            } else if (field == 2) {
                record.aggregateEgress = values.number;
            } else {
                record.aggregateUnknown = values.number;
            }
            if (line[at] == '}') {
                return at + 1;
            }
            if (line[at] != ',') {
                return -1;
            }
            at++;
        }
        return -1;
    }
}
