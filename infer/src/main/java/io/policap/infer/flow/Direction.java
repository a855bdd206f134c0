package io.policap.infer.flow;

/** The side of the connection at which it was seen, relative to the reporting node's own endpoint. */
public enum Direction {
    /** At the server's end. */
    INGRESS,
    /** At the client's end. */
    EGRESS,
    UNKNOWN
}
