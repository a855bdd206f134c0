package io.policap.capture.hubble.skim;

/** The members of {@code flow.Flow} that are used, each a bit. */
final class FlowField {
    static final int TIME = 1;
    static final int VERDICT = 1 << 1;
    static final int DROP_REASON = 1 << 2;
    static final int AUTH_TYPE = 1 << 3;
    static final int IP = 1 << 4;
    static final int L4 = 1 << 5;
    static final int SOURCE = 1 << 6;
    static final int DESTINATION = 1 << 7;
    static final int TYPE = 1 << 8;
    static final int NODE = 1 << 9;
    static final int SOURCE_NAMES = 1 << 10;
    static final int DESTINATION_NAMES = 1 << 11;
    static final int L7 = 1 << 12;
    static final int REPLY = 1 << 13;
    static final int EVENT_TYPE = 1 << 14;
    static final int DIRECTION = 1 << 15;
    static final int MATCH_TYPE = 1 << 16;
    static final int OBSERVATION_POINT = 1 << 17;
    static final int TRACE_REASON = 1 << 18;
    static final int DROP_REASON_DESC = 1 << 19;
    static final int IS_REPLY = 1 << 20;
    static final int AGGREGATE = 1 << 21;
    static final int SOURCE_SERVICE = 1 << 22;
    static final int DESTINATION_SERVICE = 1 << 23;
    static final int SOCKET_POINT = 1 << 24;
    static final int SOCKET_COOKIE = 1 << 25;

    static final int ENDPOINTS = SOURCE | DESTINATION;
    /** What tells the node that reported. */
    static final int REPORTER = TYPE | NODE;
    /** What tells the kind of the event, alike for many lines of different pods. */
    static final int EVENT = REPLY
            | EVENT_TYPE
            | DIRECTION
            | MATCH_TYPE
            | OBSERVATION_POINT
            | TRACE_REASON
            | DROP_REASON_DESC
            | SOURCE_SERVICE
            | DESTINATION_SERVICE
            | IS_REPLY;

    private FlowField() {}

    /** The field of this name, 0 for one that is not used, -1 in doubt. */
    static int of(byte[] line, int from, int to) {
        int field = used(line, from, to);
        if (field != 0) {
            return field;
        }
        if (Keys.is(line, from, to, "Summary")) {
            return 0;
        }
        boolean other =
                Keys.isProtoName(line, from, to) && !Keys.is(line, from, to, "ip") && !Keys.is(line, from, to, "type");
        return other ? 0 : -1;
    }

    private static int used(byte[] line, int from, int to) {
        switch (to - from) {
            case 2:
                return Keys.is(line, from, to, "IP")
                        ? IP
                        : Keys.is(line, from, to, "l4") ? L4 : Keys.is(line, from, to, "l7") ? L7 : 0;
            case 4:
                return Keys.is(line, from, to, "time") ? TIME : Keys.is(line, from, to, "Type") ? TYPE : 0;
            case 5:
                return Keys.is(line, from, to, "reply") ? REPLY : 0;
            case 6:
                return Keys.is(line, from, to, "source") ? SOURCE : 0;
            case 7:
                return Keys.is(line, from, to, "verdict") ? VERDICT : 0;
            case 8:
                return Keys.is(line, from, to, "is_reply") ? IS_REPLY : 0;
            case 9:
                return Keys.is(line, from, to, "node_name")
                        ? NODE
                        : Keys.is(line, from, to, "auth_type")
                                ? AUTH_TYPE
                                : Keys.is(line, from, to, "aggregate") ? AGGREGATE : 0;
            case 10:
                return Keys.is(line, from, to, "event_type") ? EVENT_TYPE : 0;
            case 11:
                return Keys.is(line, from, to, "destination")
                        ? DESTINATION
                        : Keys.is(line, from, to, "drop_reason") ? DROP_REASON : 0;
            case 12:
                return Keys.is(line, from, to, "trace_reason")
                        ? TRACE_REASON
                        : Keys.is(line, from, to, "source_names") ? SOURCE_NAMES : 0;
            case 13:
                return Keys.is(line, from, to, "socket_cookie") ? SOCKET_COOKIE : 0;
            case 14:
                return Keys.is(line, from, to, "source_service") ? SOURCE_SERVICE : 0;
            case 16:
                return Keys.is(line, from, to, "drop_reason_desc")
                        ? DROP_REASON_DESC
                        : Keys.is(line, from, to, "sock_xlate_point") ? SOCKET_POINT : 0;
            case 17:
                return Keys.is(line, from, to, "traffic_direction")
                        ? DIRECTION
                        : Keys.is(line, from, to, "destination_names")
                                ? DESTINATION_NAMES
                                : Keys.is(line, from, to, "policy_match_type") ? MATCH_TYPE : 0;
            case 19:
                return Keys.is(line, from, to, "destination_service") ? DESTINATION_SERVICE : 0;
            case 23:
                return Keys.is(line, from, to, "trace_observation_point") ? OBSERVATION_POINT : 0;
            default:
                return 0;
        }
    }
}
