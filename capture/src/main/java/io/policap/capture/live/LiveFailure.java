package io.policap.capture.live;

import static java.util.Objects.requireNonNull;

/** Why a live capture could not begin: one line with what to install, to grant or to ask for instead. */
public final class LiveFailure extends Exception {
    private static final long serialVersionUID = 1;

    private final Kind kind;

    /** What is missing. */
    public enum Kind {
        /** libpcap, or the means to call it. */
        LIBRARY,
        /** The right to read packets. */
        PERMISSION,
        /** The interface that was named. */
        INTERFACE,
        /** A filter that libpcap understands. */
        FILTER,
        /** Anything else that libpcap needs. */
        OTHER
    }

    LiveFailure(Kind kind, String message) {
        super(message);
        this.kind = requireNonNull(kind, "kind");
    }

    LiveFailure(Kind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = requireNonNull(kind, "kind");
    }

    public Kind kind() {
        return kind;
    }

    /** Whether the command line asked for something that does not exist, and not this host that lacks something. */
    public boolean isUsage() {
        return kind == Kind.INTERFACE || kind == Kind.FILTER;
    }
}
