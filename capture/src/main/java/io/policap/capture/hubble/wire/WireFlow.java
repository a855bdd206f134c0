package io.policap.capture.hubble.wire;

import io.policap.capture.hubble.event.HubbleRecord;
import io.policap.capture.hubble.event.HubbleRecord.IsReply;

/** Reads {@code flow.Flow}. */
final class WireFlow {
    private static final int TIME = 1 << 3 | 2;
    private static final int VERDICT = 2 << 3;
    private static final int DROP_REASON = 3 << 3;
    private static final int IP = 5 << 3 | 2;
    private static final int L4 = 6 << 3 | 2;
    private static final int SOURCE = 8 << 3 | 2;
    private static final int DESTINATION = 9 << 3 | 2;
    private static final int TYPE = 10 << 3;
    private static final int NODE_NAME = 11 << 3 | 2;
    private static final int SOURCE_NAMES = 13 << 3 | 2;
    private static final int DESTINATION_NAMES = 14 << 3 | 2;
    private static final int L7 = 15 << 3 | 2;
    private static final int REPLY = 16 << 3;
    private static final int EVENT_TYPE = 19 << 3 | 2;
    private static final int TRAFFIC_DIRECTION = 22 << 3;
    private static final int POLICY_MATCH_TYPE = 23 << 3;
    private static final int OBSERVATION_POINT = 24 << 3;
    private static final int DROP_REASON_DESC = 25 << 3;
    private static final int IS_REPLY = 26 << 3 | 2;
    private static final int UUID = 34 << 3 | 2;
    private static final int AUTH_TYPE = 35 << 3;
    private static final int TRACE_REASON = 36 << 3;
    private static final int AGGREGATE = 21_007 << 3 | 2;

    private static final int IP_SOURCE = 1 << 3 | 2;
    private static final int IP_DESTINATION = 2 << 3 | 2;
    private static final int FIRST_NUMBER = 1 << 3;
    private static final int SECOND_NUMBER = 2 << 3;
    private static final int THIRD_NUMBER = 3 << 3;

    private final WireTexts texts;
    private final WireTexts rareTexts;
    private final WireEndpoint source;
    private final WireEndpoint destination;
    private final WireLayer7 layer7;

    WireFlow(WireTexts texts, WireTexts rareTexts) {
        SharedEndpoints shared = new SharedEndpoints();
        this.texts = texts;
        this.rareTexts = rareTexts;
        this.source = new WireEndpoint(texts, shared);
        this.destination = new WireEndpoint(texts, shared);
        this.layer7 = new WireLayer7(texts, rareTexts);
    }

    /** Forgets what was read of a flow. */
    void clear() {
        source.clear();
        destination.clear();
    }

    void read(WireCursor in, HubbleRecord record) {
        int outer = in.enter();
        for (int tag = in.tag(); tag != 0; tag = in.tag()) {
            switch (tag) {
                case TIME:
                    WireTime.read(in, record.time);
                    break;
                case VERDICT:
                    record.verdict = (int) in.varint();
                    break;
                case DROP_REASON:
                    record.dropReason = in.unsigned();
                    break;
                case IP:
                    addresses(in, record);
                    break;
                case L4:
                    WireLayer4.read(in, record);
                    break;
                case SOURCE:
                    record.source = source.next(in, record.source);
                    break;
                case DESTINATION:
                    record.destination = destination.next(in, record.destination);
                    break;
                case TYPE:
                    record.type = (int) in.varint();
                    break;
                case NODE_NAME:
                    record.node = texts.next(in);
                    break;
                case SOURCE_NAMES:
                    record.sourceNames.add(texts.next(in));
                    break;
                case DESTINATION_NAMES:
                    record.destinationNames.add(texts.next(in));
                    break;
                case L7:
                    layer7.read(in, record);
                    break;
                case REPLY:
                    record.reply = in.bool();
                    break;
                case EVENT_TYPE:
                    eventType(in, record);
                    break;
                case TRAFFIC_DIRECTION:
                    record.direction = (int) in.varint();
                    break;
                case POLICY_MATCH_TYPE:
                    record.policyMatchType = in.unsigned();
                    break;
                case OBSERVATION_POINT:
                    record.observationPoint = (int) in.varint();
                    break;
                case DROP_REASON_DESC:
                    record.dropReasonDesc = (int) in.varint();
                    break;
                case IS_REPLY:
                    isReply(in, record);
                    break;
                case UUID:
                    WireUuid.read(in, record);
                    break;
                case AUTH_TYPE:
                    record.authType = (int) in.varint();
                    break;
                case TRACE_REASON:
                    record.traceReason = (int) in.varint();
                    break;
                case AGGREGATE:
                    aggregate(in, record);
                    break;
                default:
                    in.skip(tag);
            }
        }
        in.leave(outer);
    }

    private void addresses(WireCursor in, HubbleRecord record) {
        int outer = in.enter();
        for (int tag = in.tag(); tag != 0; tag = in.tag()) {
            if (tag == IP_SOURCE) {
                record.sourceIp = rareTexts.next(in);
            } else if (tag == IP_DESTINATION) {
                record.destinationIp = rareTexts.next(in);
            } else {
                in.skip(tag);
            }
        }
        in.leave(outer);
    }

    private static void eventType(WireCursor in, HubbleRecord record) {
        int outer = in.enter();
        for (int tag = in.tag(); tag != 0; tag = in.tag()) {
            if (tag == FIRST_NUMBER) {
                record.eventType = (int) in.varint();
            } else if (tag == SECOND_NUMBER) {
                record.eventSubType = (int) in.varint();
            } else {
                in.skip(tag);
            }
        }
        in.leave(outer);
    }

    private static void isReply(WireCursor in, HubbleRecord record) {
        boolean value = record.isReply == IsReply.TRUE;
        int outer = in.enter();
        for (int tag = in.tag(); tag != 0; tag = in.tag()) {
            if (tag == FIRST_NUMBER) {
                value = in.bool();
            } else {
                in.skip(tag);
            }
        }
        in.leave(outer);
        record.isReply = value ? IsReply.TRUE : IsReply.FALSE;
    }

    private static void aggregate(WireCursor in, HubbleRecord record) {
        int outer = in.enter();
        for (int tag = in.tag(); tag != 0; tag = in.tag()) {
            if (tag == FIRST_NUMBER) {
                record.aggregateIngress = in.unsigned();
            } else if (tag == SECOND_NUMBER) {
                record.aggregateEgress = in.unsigned();
            } else if (tag == THIRD_NUMBER) {
                record.aggregateUnknown = in.unsigned();
            } else {
                in.skip(tag);
            }
        }
        in.leave(outer);
    }
}
