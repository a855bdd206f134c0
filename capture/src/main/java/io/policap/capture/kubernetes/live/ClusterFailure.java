package io.policap.capture.kubernetes.live;

import static java.util.Objects.requireNonNull;

/** Why a cluster could not be read: one line with what to grant, to set or to start. Never holds credentials. */
public final class ClusterFailure extends Exception {
    private static final long serialVersionUID = 1;

    private final Kind kind;

    /** What is wrong. */
    public enum Kind {
        /** No kubeconfig, an unreadable one, or one without the context. */
        CONFIGURATION,
        /** The API server does not answer. */
        UNREACHABLE,
        /** The API server's certificate is not trusted, or ours is not accepted. */
        CERTIFICATE,
        /** The API server does not know who asks (401), or a credential plugin failed. */
        UNAUTHENTICATED,
        /** The API server knows who asks and does not permit it (403). */
        FORBIDDEN,
        /** There is no relay, or none that is ready, or several. */
        RELAY,
        /** The API server answered with something else. */
        SERVER
    }

    ClusterFailure(Kind kind, String message) {
        super(message);
        this.kind = requireNonNull(kind, "kind");
    }

    ClusterFailure(Kind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = requireNonNull(kind, "kind");
    }

    public Kind kind() {
        return kind;
    }

    /** Whether the same may work later, without anybody changing a setting. */
    public boolean isTransient() {
        return kind == Kind.UNREACHABLE || kind == Kind.SERVER || kind == Kind.RELAY;
    }
}
