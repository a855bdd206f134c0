package io.policap.infer.intent;

import java.util.Locale;

/** What a reviewer has to know about a permission beyond its count; several may hold. */
public enum Mark {
    /** Added for name resolution, whether or not it was seen (R10). */
    DNS(true),
    /** Names every node, or every control-plane node, instead of the one that was seen (R5). */
    NODES(true),
    /** A port range widened beyond the ports seen (R8). */
    RANGE(true),
    /** A prefix that holds more addresses than were seen. */
    PREFIX(true),
    /** Open to the outside because a service exposes it (R9). */
    PUBLIC_ENDPOINT(true),
    /** Named by DNS: whatever addresses the name has one day (R9). */
    NAME(true),
    /** An outside address that may change. */
    VOLATILE_ADDRESS(false),
    /** Connections were opened and closed without a byte (R2). */
    HANDSHAKE_ONLY(false),
    /** Datagrams without an answer (R2). */
    ONE_WAY(false),
    /** Only a policy verdict was seen, no answer (R2). */
    VERDICT_ONLY(false),
    /** Learned from traffic that a policy denied (R3). */
    DENIED(false);

    private final boolean wider;

    Mark(boolean wider) {
        this.wider = wider;
    }

    /** Whether the permission is wider than what was seen, on purpose. */
    public boolean isWider() {
        return wider;
    }

    /** The mark as it is printed: lower case with hyphens. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
