package io.policap.infer.flow;

import java.util.Locale;

/** Why a flow that was read makes no evidence; every flow is either used or counted under one of these. */
public enum SkipReason {
    /** The line or record could not be read. */
    MALFORMED,
    /** An event of another kind: agent, debug, system status, node status, lost events. */
    NOT_A_FLOW,
    /** No source or destination address (masked or not IP). */
    NO_ADDRESS,
    /** Neither TCP, UDP, SCTP nor ICMP, or no transport told. */
    NO_TRANSPORT,
    /** A socket translation event (R3). */
    SOCKET_EVENT,
    /** A proxy's own leg to the server (R3). */
    PROXY_LEG,
    /** Debug, capture and unknown events. */
    OTHER_EVENT,
    /** Multicast, broadcast, link-local, loopback or unspecified addresses (R11). */
    NOT_POLICY_MATTER,
    /** Between nodes, or between a node and the outside. */
    NODE_TO_NODE,
    /** From a node to the outside at an uplink: perhaps a pod's masqueraded egress (R5). */
    NODE_OR_MASQUERADED,
    /** Cilium's health endpoints; init and unmanaged ones that nobody knows; its ingress proxy and what is no pod. */
    RESERVED_ENDPOINT,
    /** From outside to outside: no end is in the cluster. */
    OUTSIDE,
    /** An ICMP error or neighbour discovery: part of another connection or not a policy matter. */
    ICMP_CONTROL,
    /** Dropped for a reason that no policy decides. */
    DROPPED,
    /** Dropped because the service has no backend. */
    NO_BACKEND,
    /** Verdict unknown, error or other without evidence of a served connection. */
    NO_VERDICT,
    /** A port number that does not exist. */
    BAD_PORT,
    /** A frame that carries no IP: ARP, spanning tree, LLDP and the like. */
    NOT_IP,
    /** A link type, or a header below IP, that policap does not open. */
    UNKNOWN_LINK,
    /** Cut by the snapshot length before its addresses and ports. */
    CUT_SHORT,
    /** Encrypted between nodes: WireGuard, IPsec. */
    OPAQUE_TUNNEL,
    /** A later fragment whose first one was not seen. */
    ORPHAN_FRAGMENT;

    /** The reason as it is printed: lower case with hyphens. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
