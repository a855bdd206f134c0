package io.policap.infer.flow;

import java.util.Locale;

/** What the packets of one connection prove about its outcome (R2). */
public enum Exchange {
    /** The server answered with data, or took data after a completed handshake; for UDP, SCTP and ICMP: it answered. */
    SERVED,
    /** The start was not seen, and data went both ways, or went one way and was acknowledged. */
    MID_STREAM,
    /** The handshake was completed, or an open connection was kept alive, and no byte was carried. */
    HANDSHAKE_ONLY,
    /** The server answered the opening by a reset (TCP) or an abort (SCTP). */
    REFUSED,
    /** An ICMP error said that the port, the host or the network cannot be reached. */
    UNREACHABLE,
    /** The server answered the opening and the client never completed it. */
    HALF_OPEN,
    /** Packets that open a connection, and no answer. */
    UNANSWERED,
    /** Datagrams, or segments of a connection whose start was not seen, in one direction only. */
    ONE_WAY;

    /** The exchange as it is printed: lower case with hyphens. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
