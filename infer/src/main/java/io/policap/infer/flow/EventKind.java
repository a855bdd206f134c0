package io.policap.infer.flow;

/** What kind of event a flow was made from. */
public enum EventKind {
    /** A packet passed an observation point (Hubble event type 4), or was captured. */
    TRACE,
    /** A policy decided on the first packet (Hubble event type 5). */
    POLICY_VERDICT,
    /** A packet was dropped (Hubble event type 1). */
    DROP,
    /** A proxy saw a request or a response (Hubble event type 129). */
    L7,
    /** A socket call was translated (Hubble event type 7): never a connection of its own (R3). */
    SOCK,
    /** Debug, capture and other events: never evidence. */
    OTHER
}
