package io.policap.capture.hubble.wire;

import io.policap.capture.hubble.event.HubbleRecord;

/** Numbers that are never below 0, though their type would allow it: enums and event types. */
final class WireNumbers {
    private WireNumbers() {}

    /** Faults the record for the first such field in the order of the JSON form, with the words of its reader. */
    static void check(HubbleRecord record) {
        long all = record.verdict | record.dropReasonDesc | record.authType | record.type | record.direction;
        all |= record.observationPoint | record.traceReason | record.layer7Type | record.lostSource | record.nodeState;
        all |= record.eventType | record.eventSubType;
        if (all >= 0) {
            return;
        }
        check(record.verdict, "verdict", record);
        check(record.authType, "auth_type", record);
        check(record.type, "Type", record);
        check(record.layer7Type, "type", record);
        check(record.eventType, "type", record);
        check(record.eventSubType, "sub_type", record);
        check(record.direction, "traffic_direction", record);
        check(record.observationPoint, "trace_observation_point", record);
        check(record.traceReason, "trace_reason", record);
        check(record.dropReasonDesc, "drop_reason_desc", record);
        check(record.nodeState, "state_change", record);
        check(record.lostSource, "source", record);
    }

    private static void check(long number, String field, HubbleRecord record) {
        if (number < 0) {
            record.fault("'" + field + "' is not a number from 0");
        }
    }
}
