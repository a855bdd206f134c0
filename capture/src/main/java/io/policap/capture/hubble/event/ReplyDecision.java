package io.policap.capture.hubble.event;

import io.policap.capture.hubble.event.HubbleRecord.IsReply;
import io.policap.capture.hubble.event.HubbleRecord.Transport;
import io.policap.infer.flow.EventKind;
import io.policap.infer.flow.Flow;
import io.policap.infer.flow.Reply;
import io.policap.infer.flow.TcpFlags;
import io.policap.infer.flow.Verdict;

/**
 * Whether a packet or message answers: {@code is_reply} where the agent said so, else what the event itself proves.
 *
 * <p>Without {@code is_reply}: the older {@code reply} is meant only where it is true; a trace's reason tells; an L7
 * response answers and a request does not; a policy decides on first packets; SYN and SYN+ACK, echo request and echo
 * reply tell by themselves; what a policy dropped was the forward direction. Ports never decide.
 */
final class ReplyDecision {
    private static final int TRACE_NEW = 1;
    private static final int TRACE_ESTABLISHED = 2;
    private static final int TRACE_REPLY = 3;
    private static final int TRACE_RELATED = 4;
    private static final int RESPONSE = 2;
    private static final int REQUEST = 1;

    private ReplyDecision() {}

    static Reply of(HubbleRecord record, EventKind event, Verdict verdict, int dropReason) {
        if (record.isReply != IsReply.ABSENT) {
            return record.isReply == IsReply.TRUE ? Reply.YES : Reply.NO;
        }
        if (record.reply) {
            return Reply.YES;
        }
        if (event == EventKind.L7) {
            return record.layer7Type == RESPONSE ? Reply.YES : record.layer7Type == REQUEST ? Reply.NO : Reply.UNKNOWN;
        }
        if (event == EventKind.POLICY_VERDICT && verdict != Verdict.DROPPED) {
            return Reply.NO;
        }
        if (record.traceReason == TRACE_REPLY) {
            return Reply.YES;
        }
        if (record.traceReason == TRACE_NEW
                || record.traceReason == TRACE_ESTABLISHED
                || record.traceReason == TRACE_RELATED) {
            return Reply.NO;
        }
        Reply byPacket = byPacket(record);
        if (byPacket != Reply.UNKNOWN) {
            return byPacket;
        }
        boolean byPolicy = dropReason == Flow.POLICY_DENIED || dropReason == Flow.POLICY_DENY;
        return verdict == Verdict.DROPPED && byPolicy ? Reply.NO : Reply.UNKNOWN;
    }

    private static Reply byPacket(HubbleRecord record) {
        if (record.transport == Transport.TCP) {
            if (TcpFlags.isSyn(record.tcpFlags)) {
                return Reply.NO;
            }
            return TcpFlags.isSynAck(record.tcpFlags) ? Reply.YES : Reply.UNKNOWN;
        }
        if (record.transport == Transport.ICMPV4) {
            // Type 0 is the echo reply, and also what a masked type looks like.
            return record.icmpType == 8 ? Reply.NO : Reply.UNKNOWN;
        }
        if (record.transport == Transport.ICMPV6) {
            return record.icmpType == 128 ? Reply.NO : record.icmpType == 129 ? Reply.YES : Reply.UNKNOWN;
        }
        return Reply.UNKNOWN;
    }
}
