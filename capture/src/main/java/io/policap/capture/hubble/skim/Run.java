package io.policap.capture.hubble.skim;

import io.policap.capture.hubble.event.HubbleRecord;
import io.policap.capture.hubble.event.HubbleRecord.IsReply;
import java.util.Arrays;

/** Consecutive members of a flow that many lines share: their bytes, and what they say. */
final class Run {
    final byte[] bytes;
    /** The fields that stand in it. */
    final int seen;

    private final int type;
    private final String node;
    private final String envelopeNode;
    private final int direction;
    private final long eventType;
    private final long eventSubType;
    private final long policyMatchType;
    private final int observationPoint;
    private final int traceReason;
    private final boolean reply;
    private final IsReply isReply;
    private final int dropReasonDesc;
    private final boolean sourceService;
    private final boolean destinationService;
    private final long aggregateIngress;
    private final long aggregateEgress;
    private final long aggregateUnknown;

    Run(byte[] bytes, int seen, HubbleRecord record) {
        this.bytes = bytes;
        this.seen = seen;
        this.type = record.type;
        this.node = record.node;
        this.envelopeNode = record.envelopeNode;
        this.direction = record.direction;
        this.eventType = record.eventType;
        this.eventSubType = record.eventSubType;
        this.policyMatchType = record.policyMatchType;
        this.observationPoint = record.observationPoint;
        this.traceReason = record.traceReason;
        this.reply = record.reply;
        this.isReply = record.isReply;
        this.dropReasonDesc = record.dropReasonDesc;
        this.sourceService = record.sourceService;
        this.destinationService = record.destinationService;
        this.aggregateIngress = record.aggregateIngress;
        this.aggregateEgress = record.aggregateEgress;
        this.aggregateUnknown = record.aggregateUnknown;
    }

    boolean stands(byte[] line, int from, int limit) {
        int length = bytes.length;
        return limit - from > length && Arrays.equals(bytes, 0, length, line, from, from + length);
    }

    /** Puts the fields of {@link FlowField#REPORTER} into a record. */
    void putReporter(HubbleRecord record) {
        record.type = type;
        record.node = node;
    }

    /** Puts the fields of {@link FlowField#EVENT} into a record. */
    void putEvent(HubbleRecord record) {
        record.direction = direction;
        record.eventType = eventType;
        record.eventSubType = eventSubType;
        record.policyMatchType = policyMatchType;
        record.observationPoint = observationPoint;
        record.traceReason = traceReason;
        record.reply = reply;
        record.isReply = isReply;
        record.dropReasonDesc = dropReasonDesc;
        record.sourceService = sourceService;
        record.destinationService = destinationService;
    }

    /** Puts {@link FlowField#AGGREGATE} and the envelope's node into a record. */
    void putEnd(HubbleRecord record) {
        record.envelopeNode = envelopeNode;
        record.aggregateIngress = aggregateIngress;
        record.aggregateEgress = aggregateEgress;
        record.aggregateUnknown = aggregateUnknown;
    }
}
