package io.policap.capture.packet.decode;

import io.policap.infer.flow.SkipReason;
import org.jspecify.annotations.Nullable;

/** What decoding a frame came to. */
public enum Decoding {
    /** A packet with its transport header, or an ICMP message; the header is filled. */
    PACKET(null),
    /** A fragment other than the first: its ports are not in it; addresses and the fragment's key are filled. */
    LATER_FRAGMENT(SkipReason.ORPHAN_FRAGMENT),
    NOT_IP(SkipReason.NOT_IP),
    UNKNOWN_LINK(SkipReason.UNKNOWN_LINK),
    CUT_SHORT(SkipReason.CUT_SHORT),
    MALFORMED(SkipReason.MALFORMED),
    /** Neither TCP, UDP, SCTP nor ICMP inside the innermost IP header. */
    OTHER_TRANSPORT(SkipReason.NO_TRANSPORT),
    OPAQUE_TUNNEL(SkipReason.OPAQUE_TUNNEL);

    private final @Nullable SkipReason reason;

    Decoding(@Nullable SkipReason reason) {
        this.reason = reason;
    }

    /** Why the packet makes no evidence where it makes none; null for {@link #PACKET}. */
    public @Nullable SkipReason reason() {
        return reason;
    }
}
