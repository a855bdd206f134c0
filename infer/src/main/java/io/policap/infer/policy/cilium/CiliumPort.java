package io.policap.infer.policy.cilium;

import static java.util.Objects.requireNonNull;

import io.policap.infer.policy.PortRef;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A port of a Cilium rule.
 *
 * @param port number (0 for all) or name; absent only with a protocol that has no ports
 * @param endPort the last port of a range; one at or below {@code port} is ignored, as Cilium does
 * @param protocol absent means {@link CiliumProtocol#ANY}
 */
public record CiliumPort(Optional<PortRef> port, OptionalInt endPort, Optional<CiliumProtocol> protocol) {
    public CiliumPort {
        requireNonNull(port, "port");
        requireNonNull(protocol, "protocol");
        if (endPort.isPresent() && (endPort.getAsInt() < 0 || endPort.getAsInt() > 65535)) {
            throw new IllegalArgumentException("endPort " + endPort.getAsInt() + " is outside 0..65535");
        }
    }

    public static CiliumPort of(CiliumProtocol protocol, int port) {
        return new CiliumPort(Optional.of(PortRef.of(port)), OptionalInt.empty(), Optional.of(protocol));
    }

    public static CiliumPort range(CiliumProtocol protocol, int first, int last) {
        return new CiliumPort(Optional.of(PortRef.of(first)), OptionalInt.of(last), Optional.of(protocol));
    }

    /** The protocol with Cilium's default filled in. */
    public CiliumProtocol effectiveProtocol() {
        return protocol.orElse(CiliumProtocol.ANY);
    }
}
