package io.policap.capture.packet.join;

import io.policap.infer.net.Protocol;
import org.jspecify.annotations.Nullable;

/** One end of legs of one transport protocol. */
record ProtocolEnd(Protocol protocol, End end) {
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ProtocolEnd that && protocol == that.protocol && end.equals(that.end);
    }

    @Override
    public int hashCode() {
        return end.hashCode() * 31 + protocol.ordinal();
    }
}
