package io.policap.infer.connection;

/** What one flow, or one connection of a capture, shows of its outcome; the most telling one counts. */
public enum Sign {
    /** A packet of the client, nothing more. */
    REQUEST,
    /** A packet of the client that carries data (PSH). */
    REQUEST_DATA,
    /** A packet of the server that is no reset. */
    ANSWER,
    /** A packet of the server that carries data (PSH). */
    ANSWER_DATA,
    /** A reset by the server. */
    RESET,
    /** An L7 response. */
    RESPONSE,
    /** A policy let the connection pass: FORWARDED, REDIRECTED or AUDIT (R3). */
    VERDICT,
    /** A policy did not allow the connection (drop reason 133). */
    DENIED,
    /** A rule denied the connection (drop reason 181). */
    EXPLICITLY_DENIED,
    /** ICMP said that the port, the host or the network cannot be reached. */
    UNREACHABLE,
    /** A completed handshake that carried no byte. */
    HANDSHAKE,
    /** A TCP segment of the client that neither opens a connection nor carries data (PSH). */
    CONTINUED,
    /** An L7 request. */
    L7_REQUEST
}
