package io.policap.infer.flow;

import java.util.Locale;

/** What the first bytes from a client say of the protocol above the transport. */
public enum AppProtocol {
    /** No byte from the client was seen, or not the first ones. */
    NOT_SEEN,
    /** HTTP/1.x, or HTTP/2 with prior knowledge, in plain text. */
    HTTP,
    /** HTTP that was left by Upgrade or CONNECT: what follows is something else. */
    UPGRADED,
    /** TLS, or QUIC. */
    TLS,
    /** Anything else. */
    OTHER;

    /** The protocol as it is printed: lower case with hyphens. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
