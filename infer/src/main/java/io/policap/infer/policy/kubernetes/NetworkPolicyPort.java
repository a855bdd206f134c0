package io.policap.infer.policy.kubernetes;

import io.policap.infer.net.Protocol;
import io.policap.infer.policy.PortRef;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A port of a NetworkPolicy rule.
 *
 * @param protocol TCP, UDP or SCTP; absent means TCP
 * @param port the port; absent means all ports of the protocol
 * @param endPort the last port of a range that starts at {@code port}, which then is a number
 */
public record NetworkPolicyPort(Optional<Protocol> protocol, Optional<PortRef> port, OptionalInt endPort) {
    public NetworkPolicyPort {
        if (protocol.isPresent() && !protocol.get().hasPorts()) {
            throw new IllegalArgumentException("protocol " + protocol.get() + " is not TCP, UDP or SCTP");
        }
        if (port.isPresent() && port.get() instanceof PortRef.Number number && number.number() == 0) {
            throw new IllegalArgumentException("port 0 is outside 1..65535");
        }
        if (endPort.isPresent()) {
            if (!(port.isPresent() && port.get() instanceof PortRef.Number number)) {
                throw new IllegalArgumentException("endPort " + endPort.getAsInt() + " needs a numeric port");
            }
            if (endPort.getAsInt() < number.number() || endPort.getAsInt() > 65535) {
                throw new IllegalArgumentException(
                        "endPort " + endPort.getAsInt() + " is outside " + number.number() + "..65535");
            }
        }
    }

    public static NetworkPolicyPort of(Protocol protocol, int port) {
        return new NetworkPolicyPort(Optional.of(protocol), Optional.of(PortRef.of(port)), OptionalInt.empty());
    }

    public static NetworkPolicyPort range(Protocol protocol, int first, int last) {
        return new NetworkPolicyPort(Optional.of(protocol), Optional.of(PortRef.of(first)), OptionalInt.of(last));
    }

    /** The protocol with the API's default filled in. */
    public Protocol effectiveProtocol() {
        return protocol.orElse(Protocol.TCP);
    }
}
