package io.policap.capture.hubble.event;

import java.util.ArrayList;
import java.util.List;

/**
 * The fields of one Hubble event that policap uses, as they were read, before they mean anything.
 *
 * <p>Whatever decodes an event fills one of these, JSON or protobuf: enums are their numbers in {@code flow.proto}, texts
 * are empty and numbers 0 where a field was absent. One instance is cleared and filled again for each event.
 */
public final class HubbleRecord {
    /** The kinds of events in a stream. */
    public enum Kind {
        NONE,
        FLOW,
        LOST_EVENTS,
        NODE_STATUS,
        /** Agent, debug, system status and later kinds. */
        OTHER_EVENT
    }

    /** What {@code is_reply} said. */
    public enum IsReply {
        ABSENT,
        TRUE,
        FALSE
    }

    /** The member of {@code Layer4.protocol} that was set. */
    public enum Transport {
        NONE,
        TCP,
        UDP,
        SCTP,
        ICMPV4,
        ICMPV6,
        OTHER
    }

    /** The member of {@code Layer7.record} that was set. */
    public enum Layer7Kind {
        NONE,
        DNS,
        HTTP,
        OTHER
    }

    private final EndpointFields ownSource = new EndpointFields();
    private final EndpointFields ownDestination = new EndpointFields();

    public Kind kind = Kind.NONE;
    /** Why the event cannot be used, empty where it can; says which field, never what it held. */
    public String fault = "";

    public String envelopeNode = "";
    public final EventTime envelopeTime = new EventTime();
    public final EventTime time = new EventTime();
    public String node = "";

    /**
     * The event's UUID, or a fingerprint of one in another form; both halves 0 where there is none or it was not read.
     * Only the protobuf form tells it, and only to recognise an event that is delivered twice.
     */
    public long uuidHigh;

    public long uuidLow;

    public int verdict;
    public long dropReason;
    public int dropReasonDesc;
    public int authType;
    public int type;
    public long eventType;
    public long eventSubType;
    public int direction;
    public long policyMatchType;
    public int observationPoint;
    public int traceReason;
    /** Whether {@code source_service} and {@code destination_service} name a service. */
    public boolean sourceService;

    public boolean destinationService;
    public int socketPoint;
    public long socketCookie;
    public boolean reply;
    public IsReply isReply = IsReply.ABSENT;

    public String sourceIp = "";
    public String destinationIp = "";
    public Transport transport = Transport.NONE;
    public long sourcePort;
    public long destinationPort;
    public long icmpType;
    public int tcpFlags;

    /** Its own fields, or what the decoder keeps for endpoints that repeat: never changed in the second case. */
    public EndpointFields source = ownSource;

    public EndpointFields destination = ownDestination;
    public final List<String> sourceNames = new ArrayList<>();
    public final List<String> destinationNames = new ArrayList<>();

    public Layer7Kind layer7 = Layer7Kind.NONE;
    public int layer7Type;
    public String dnsQuery = "";
    public final List<String> dnsIps = new ArrayList<>();
    public final List<String> dnsCnames = new ArrayList<>();
    public long dnsTtl;
    public long dnsRcode;
    public long httpCode;
    public String httpMethod = "";
    public String httpUrl = "";
    public final List<String> httpHeaderNames = new ArrayList<>();

    public long aggregateIngress;
    public long aggregateEgress;
    public long aggregateUnknown;

    public int lostSource;
    public long lostCount;
    public final EventTime lostFirst = new EventTime();
    public final EventTime lostLast = new EventTime();

    /** The {@link #nodeMessage} of events that a collector makes of nodes which it could not read itself. */
    public static final String NOT_READ = "policap: not read";

    public int nodeState;
    public final List<String> nodeNames = new ArrayList<>();
    public String nodeMessage = "";

    /** Says why the event cannot be used; the first reason stays. */
    public void fault(String reason) {
        if (fault.isEmpty()) {
            fault = reason;
        }
    }

    /** Forgets everything, for the next event. */
    public void clear() {
        kind = Kind.NONE;
        fault = "";
        envelopeNode = "";
        envelopeTime.clear();
        clearEvent();
    }

    /** Forgets the event within the envelope, whose place another takes. */
    public void clearEvent() {
        lostSource = 0;
        lostCount = 0;
        lostFirst.clear();
        lostLast.clear();
        nodeState = 0;
        nodeNames.clear();
        nodeMessage = "";
        clearFlow();
    }

    private void clearFlow() {
        time.clear();
        node = "";
        uuidHigh = 0;
        uuidLow = 0;
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
        sourceService = false;
        destinationService = false;
        socketPoint = 0;
        socketCookie = 0;
        reply = false;
        isReply = IsReply.ABSENT;
        sourceIp = "";
        destinationIp = "";
        transport = Transport.NONE;
        sourcePort = 0;
        destinationPort = 0;
        icmpType = 0;
        tcpFlags = 0;
        ownSource.clear();
        source = ownSource;
        ownDestination.clear();
        destination = ownDestination;
        sourceNames.clear();
        destinationNames.clear();
        clearLayer7();
        aggregateIngress = 0;
        aggregateEgress = 0;
        aggregateUnknown = 0;
    }

    /** Forgets the L7 record, whose place another kind takes. */
    public void clearLayer7() {
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
