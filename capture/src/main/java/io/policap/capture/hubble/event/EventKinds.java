package io.policap.capture.hubble.event;

import io.policap.infer.flow.EventKind;

/** The kind of an event by its perf event number, or by what else it tells where that was masked. */
final class EventKinds {
    private static final int TYPE_L7 = 2;
    private static final int TYPE_SOCK = 3;
    private static final int DROPPED = 2;
    private static final int AUDIT = 4;
    private static final int TRACED = 6;
    private static final int TRANSLATED = 7;

    private EventKinds() {}

    static EventKind of(HubbleRecord record) {
        if (record.type == TYPE_SOCK) {
            return EventKind.SOCK;
        }
        if (record.eventType != 0) {
            return byNumber(record.eventType);
        }
        if (record.type == TYPE_L7 || record.layer7 != HubbleRecord.Layer7Kind.NONE) {
            return EventKind.L7;
        }
        if (record.verdict == TRACED || record.verdict == TRANSLATED) {
            return EventKind.SOCK;
        }
        if (record.observationPoint != 0) {
            return EventKind.TRACE;
        }
        if (record.policyMatchType != 0 || record.verdict == AUDIT) {
            return EventKind.POLICY_VERDICT;
        }
        return record.verdict == DROPPED ? EventKind.DROP : EventKind.TRACE;
    }

    private static EventKind byNumber(long number) {
        if (number == 1) {
            return EventKind.DROP;
        }
        if (number == 4) {
            return EventKind.TRACE;
        }
        if (number == 5) {
            return EventKind.POLICY_VERDICT;
        }
        if (number == 7) {
            return EventKind.SOCK;
        }
        return number == 129 ? EventKind.L7 : EventKind.OTHER;
    }
}
