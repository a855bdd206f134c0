package io.policap.infer.connection;

/** The end of a connection at which it was observed. */
public enum Side {
    CLIENT,
    SERVER,
    UNKNOWN
}
