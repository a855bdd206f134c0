package io.policap.infer.policy.cilium;

import io.policap.infer.net.Protocol;
import java.util.Locale;
import java.util.Optional;

/** The protocols of {@code toPorts}; {@code ANY} stands for TCP, UDP and SCTP, never for ICMP. */
public enum CiliumProtocol {
    TCP,
    UDP,
    SCTP,
    ANY,
    VRRP,
    IGMP,
    GRE,
    IPIP,
    IPV6,
    ESP,
    AH;

    /** The protocol of this name in any case, if Cilium knows it. */
    public static Optional<CiliumProtocol> of(String text) {
        String upper = text.toUpperCase(Locale.ROOT);
        for (CiliumProtocol protocol : values()) {
            if (protocol.name().equals(upper)) {
                return Optional.of(protocol);
            }
        }
        return Optional.empty();
    }

    /** The protocol of the same name; there is none for ICMP. */
    public static Optional<CiliumProtocol> of(Protocol protocol) {
        return of(protocol.name());
    }

    /** Whether the protocol has ports that a rule can name. */
    public boolean hasPorts() {
        return this == TCP || this == UDP || this == SCTP || this == ANY;
    }

    /** Whether a connection of the other protocol is meant. */
    public boolean covers(Protocol protocol) {
        return protocol.hasPorts() && (this == ANY || name().equals(protocol.name()));
    }
}
