package io.policap.capture.hubble.access;

import static java.util.Objects.requireNonNull;

/** Why a Hubble server could not be asked: one line with the server, what happened, and what to do. */
public final class HubbleFailure extends Exception {
    private static final long serialVersionUID = 1;

    private final Kind kind;

    /** What is wrong. */
    public enum Kind {
        /** Nothing listens there, or no way leads there. */
        UNREACHABLE(true),
        /** The host's name has no address. */
        UNKNOWN_HOST(true),
        /** It was reached and gave no answer in time. */
        TIMEOUT(true),
        /** The connection or the stream ended before its time. */
        DISCONNECTED(true),
        /** The server has too much to do. */
        OVERLOADED(true),
        /** A relay that reaches no node. */
        NO_NODES(true),
        /** Something answers, but not Hubble. */
        NOT_HUBBLE(false),
        /** The server's certificate was not issued by a CA that is trusted here, or is not valid now. */
        TLS_WRONG_CA(false),
        /** The server's certificate is for other names. */
        TLS_WRONG_NAME(false),
        /** The server speaks TLS and was asked without. */
        TLS_REQUIRED(false),
        /** The server does not speak TLS and was asked with it. */
        TLS_UNEXPECTED(false),
        /** Both speak TLS and found nothing that both accept. */
        TLS_HANDSHAKE(false),
        /** A file with a certificate or key that cannot be used. */
        TLS_FILE(false),
        /** The server wants a client certificate, or another one. */
        CLIENT_CERTIFICATE(false),
        /** The server, or what is in front of it, wants to know who asks. */
        UNAUTHENTICATED(false),
        /** The server knows who asks, and refuses. */
        PERMISSION_DENIED(false),
        /** The server does not understand what flows are wanted. */
        BAD_FILTER(false),
        /** A message larger than is taken from a server. */
        TOO_LARGE(false),
        /** Anything else that a server answered. */
        OTHER(true);

        private final boolean retriable;

        Kind(boolean retriable) {
            this.retriable = retriable;
        }

        /** Whether the same question may well be answered later. */
        public boolean isRetriable() {
            return retriable;
        }
    }

    HubbleFailure(Kind kind, String message) {
        super(message);
        this.kind = requireNonNull(kind, "kind");
    }

    HubbleFailure(Kind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = requireNonNull(kind, "kind");
    }

    /** A server to which no way leads at the moment. */
    public static HubbleFailure unreachable(String server, Exception cause) {
        return new HubbleFailure(Kind.UNREACHABLE, server + ": " + cause.getMessage(), cause);
    }

    public Kind kind() {
        return kind;
    }

    /** Whether the same question may well be answered later: false where somebody has to change something first. */
    public boolean isRetriable() {
        return kind.isRetriable();
    }
}
