package io.policap.capture.hubble.skim;

import io.policap.capture.hubble.event.HubbleRecord;
import io.policap.capture.hubble.event.HubbleRecord.IsReply;

/** Consecutive members of a flow that many lines share: their bytes, and what they say. */
final class Run {
    final byte[] bytes;
    /** The fields that stand in it. */
    final int seen;
    /** Whether it reaches to the value of the envelope's time. */
    final boolean ends;

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
    private final long aggregateIngress;
    private final long aggregateEgress;
    private final long aggregateUnknown;

    Run(byte[] bytes, int seen, boolean ends, HubbleRecord record) {
        this.bytes = bytes;
        this.seen = seen;
        this.ends = ends;
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
        this.aggregateIngress = record.aggregateIngress;
        this.aggregateEgress = record.aggregateEgress;
        this.aggregateUnknown = record.aggregateUnknown;
    }

    /** Puts the node of the run into a record. */
    void putNode(HubbleRecord record) {
        record.type = type;
        record.node = node;
    }

    /** Puts what follows the node into a record. */
    void putRest(HubbleRecord record) {
        record.envelopeNode = envelopeNode;
        record.direction = direction;
        record.eventType = eventType;
        record.eventSubType = eventSubType;
        record.policyMatchType = policyMatchType;
        record.observationPoint = observationPoint;
        record.traceReason = traceReason;
        record.reply = reply;
        record.isReply = isReply;
        record.dropReasonDesc = dropReasonDesc;
        record.aggregateIngress = aggregateIngress;
        record.aggregateEgress = aggregateEgress;
        record.aggregateUnknown = aggregateUnknown;
    }
}
