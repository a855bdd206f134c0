package io.policap.infer.connection;

/** The kind of source that an observation comes from, which says what its counts and its silence mean (R2). */
public enum Origin {
    /** Hubble's flow events: each one counts; an answer may be missing because it was not reported. */
    HUBBLE,
    /** Packet captures: each connection counts once, or each datagram where none was answered. */
    PACKETS
}
