package io.policap.capture.hubble;

import java.util.ArrayList;
import java.util.List;

/**
 * The fields of one Hubble event that policap uses, as they were read, before they mean anything.
 *
 * <p>Whatever decodes an event fills one of these, JSON or protobuf: enums are their numbers in {@code flow.proto}, texts
 * are empty and numbers 0 where a field was absent. One instance is cleared and filled again for each event.
 */
final class HubbleRecord {
    /** The kinds of events in a stream. */
    enum Kind {
        NONE,
        FLOW,
        LOST_EVENTS,
        NODE_STATUS,
        /** Agent, debug, system status and later kinds. */
        OTHER_EVENT
    }

    /** What {@code is_reply} said. */
    enum IsReply {
        ABSENT,
        TRUE,
        FALSE
    }

    /** The member of {@code Layer4.protocol} that was set. */
    enum Transport {
        NONE,
        TCP,
        UDP,
        SCTP,
        ICMPV4,
        ICMPV6,
        OTHER
    }

    /** The member of {@code Layer7.record} that was set. */
    enum Layer7Kind {
        NONE,
        DNS,
        HTTP,
        OTHER
    }

    Kind kind = Kind.NONE;
    /** Why the event cannot be used, empty where it can; says which field, never what it held. */
    String fault = "";

    String envelopeNode = "";
    String envelopeTime = "";
    String time = "";
    String node = "";

    int verdict;
    long dropReason;
    int dropReasonDesc;
    int authType;
    int type;
    long eventType;
    long eventSubType;
    int direction;
    long policyMatchType;
    int observationPoint;
    int traceReason;
    boolean reply;
    IsReply isReply = IsReply.ABSENT;

    String sourceIp = "";
    String destinationIp = "";
    Transport transport = Transport.NONE;
    long sourcePort;
    long destinationPort;
    long icmpType;
    int tcpFlags;

    final EndpointFields source = new EndpointFields();
    final EndpointFields destination = new EndpointFields();
    final List<String> sourceNames = new ArrayList<>();
    final List<String> destinationNames = new ArrayList<>();

    Layer7Kind layer7 = Layer7Kind.NONE;
    int layer7Type;
    String dnsQuery = "";
    final List<String> dnsIps = new ArrayList<>();
    final List<String> dnsCnames = new ArrayList<>();
    long dnsTtl;
    long dnsRcode;
    long httpCode;
    String httpMethod = "";
    String httpUrl = "";
    final List<String> httpHeaderNames = new ArrayList<>();

    long aggregateIngress;
    long aggregateEgress;
    long aggregateUnknown;

    int lostSource;
    long lostCount;
    String lostFirst = "";
    String lostLast = "";

    int nodeState;
    final List<String> nodeNames = new ArrayList<>();

    /** Says why the event cannot be used; the first reason stays. */
    void fault(String reason) {
        if (fault.isEmpty()) {
            fault = reason;
        }
    }

    void clear() {
        kind = Kind.NONE;
        fault = "";
        envelopeNode = "";
        envelopeTime = "";
        lostSource = 0;
        lostCount = 0;
        lostFirst = "";
        lostLast = "";
        nodeState = 0;
        nodeNames.clear();
        clearFlow();
    }

    private void clearFlow() {
        time = "";
        node = "";
        verdict = 0;
        dropReason = 0;
        dropReasonDesc = 0;
        authType = 0;
        type = 0;
        eventType = 0;
        eventSubType = 0;
        direction = 0;
        policyMatchType = 0;
        observationPoint = 0;
        traceReason = 0;
        reply = false;
        isReply = IsReply.ABSENT;
        sourceIp = "";
        destinationIp = "";
        transport = Transport.NONE;
        sourcePort = 0;
        destinationPort = 0;
        icmpType = 0;
        tcpFlags = 0;
        source.clear();
        destination.clear();
        sourceNames.clear();
        destinationNames.clear();
        clearLayer7();
        aggregateIngress = 0;
        aggregateEgress = 0;
        aggregateUnknown = 0;
    }

    private void clearLayer7() {
        layer7 = Layer7Kind.NONE;
        layer7Type = 0;
        dnsQuery = "";
        dnsIps.clear();
        dnsCnames.clear();
        dnsTtl = 0;
        dnsRcode = 0;
        httpCode = 0;
        httpMethod = "";
        httpUrl = "";
        httpHeaderNames.clear();
    }
}
