package io.policap.capture.hubble.event;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** The numbers behind the names of Hubble's enums (flow.proto and relay.proto of Cilium 1.19), as far as they are used. */
public final class HubbleEnum {
    /** The number of a name that is not known here, from an agent newer than this reader. */
    public static final int UNRECOGNISED = -1;

    public static final HubbleEnum VERDICT = of(
            "VERDICT_UNKNOWN",
            0,
            "FORWARDED",
            1,
            "DROPPED",
            2,
            "ERROR",
            3,
            "AUDIT",
            4,
            "REDIRECTED",
            5,
            "TRACED",
            6,
            "TRANSLATED",
            7);
    public static final HubbleEnum FLOW_TYPE = of("UNKNOWN_TYPE", 0, "L3_L4", 1, "L7", 2, "SOCK", 3);
    public static final HubbleEnum L7_TYPE = of("UNKNOWN_L7_TYPE", 0, "REQUEST", 1, "RESPONSE", 2, "SAMPLE", 3);
    public static final HubbleEnum DIRECTION = of("TRAFFIC_DIRECTION_UNKNOWN", 0, "INGRESS", 1, "EGRESS", 2);
    public static final HubbleEnum AUTH_TYPE = of("DISABLED", 0, "SPIRE", 1, "TEST_ALWAYS_FAIL", 2);
    public static final HubbleEnum OBSERVATION_POINT = of(
            "UNKNOWN_POINT",
            0,
            "TO_PROXY",
            1,
            "TO_HOST",
            2,
            "TO_STACK",
            3,
            "TO_OVERLAY",
            4,
            "FROM_ENDPOINT",
            5,
            "FROM_PROXY",
            6,
            "FROM_HOST",
            7,
            "FROM_STACK",
            8,
            "FROM_OVERLAY",
            9,
            "FROM_NETWORK",
            10,
            "TO_NETWORK",
            11,
            "FROM_CRYPTO",
            12,
            "TO_CRYPTO",
            13,
            "TO_ENDPOINT",
            101);
    public static final HubbleEnum TRACE_REASON = of(
            "TRACE_REASON_UNKNOWN",
            0,
            "NEW",
            1,
            "ESTABLISHED",
            2,
            "REPLY",
            3,
            "RELATED",
            4,
            "REOPENED",
            5,
            "SRV6_ENCAP",
            6,
            "SRV6_DECAP",
            7,
            "ENCRYPT_OVERLAY",
            8);
    public static final HubbleEnum LOST_SOURCE = of(
            "UNKNOWN_LOST_EVENT_SOURCE",
            0,
            "PERF_EVENT_RING_BUFFER",
            1,
            "OBSERVER_EVENTS_QUEUE",
            2,
            "HUBBLE_RING_BUFFER",
            3);
    public static final HubbleEnum NODE_STATE =
            of("UNKNOWN_NODE_STATE", 0, "NODE_CONNECTED", 1, "NODE_UNAVAILABLE", 2, "NODE_GONE", 3, "NODE_ERROR", 4);
    public static final HubbleEnum SOCK_XLATE_POINT = of(
            "SOCK_XLATE_POINT_UNKNOWN",
            0,
            "SOCK_XLATE_POINT_PRE_DIRECTION_FWD",
            1,
            "SOCK_XLATE_POINT_POST_DIRECTION_FWD",
            2,
            "SOCK_XLATE_POINT_PRE_DIRECTION_REV",
            3,
            "SOCK_XLATE_POINT_POST_DIRECTION_REV",
            4);
    public static final HubbleEnum DROP_REASON = of(
            "DROP_REASON_UNKNOWN",
            0,
            "INVALID_SOURCE_IP",
            132,
            "POLICY_DENIED",
            133,
            "CT_UNKNOWN_L4_PROTOCOL",
            137,
            "UNSUPPORTED_L3_PROTOCOL",
            139,
            "UNKNOWN_L4_PROTOCOL",
            142,
            "IP_FRAGMENTATION_NOT_SUPPORTED",
            157,
            "SERVICE_BACKEND_NOT_FOUND",
            158,
            "INVALID_IDENTITY",
            171,
            "UNKNOWN_SENDER",
            172,
            "FIRST_LOGICAL_DATAGRAM_FRAGMENT_NOT_FOUND",
            175,
            "DENIED_BY_LB_SRC_RANGE_CHECK",
            177,
            "PROXY_REDIRECTION_NOT_SUPPORTED_FOR_PROTOCOL",
            180,
            "POLICY_DENY",
            181,
            "VLAN_FILTERED",
            182,
            "AUTH_REQUIRED",
            189,
            "UNENCRYPTED_TRAFFIC",
            195,
            "DROP_RATE_LIMITED",
            198,
            "DROP_HOST_NOT_READY",
            202,
            "DROP_EP_NOT_READY",
            203,
            "DROP_NO_EGRESS_IP",
            204,
            "DROP_PUNT_PROXY",
            205,
            "DROP_FRAG_NOT_FOUND_WORLD",
            207);

    private final Map<String, Integer> numbers = new HashMap<>();
    private final Map<Integer, String> names = new HashMap<>();

    private HubbleEnum() {}

    private static HubbleEnum of(Object... namesAndNumbers) {
        HubbleEnum values = new HubbleEnum();
        for (int i = 0; i < namesAndNumbers.length; i += 2) {
            values.numbers.put((String) namesAndNumbers[i], (Integer) namesAndNumbers[i + 1]);
            values.names.put((Integer) namesAndNumbers[i + 1], (String) namesAndNumbers[i]);
        }
        return values;
    }

    public int number(String name) {
        return Objects.requireNonNullElse(numbers.get(name), UNRECOGNISED);
    }

    public String name(int number) {
        return Objects.requireNonNullElse(names.get(number), "UNRECOGNISED");
    }
}
