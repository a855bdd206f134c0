package io.policap.infer.policy.cilium;

import static java.util.Objects.requireNonNull;

import io.policap.infer.net.Protocol;
import java.util.List;

/**
 * One item of {@code icmps}.
 *
 * @param fields the ICMP types; the code of a message never matters to Cilium
 */
public record IcmpRule(List<IcmpField> fields) {
    public IcmpRule {
        fields = List.copyOf(fields);
    }

    /**
     * A type of ICMP message.
     *
     * @param protocol ICMP for the family IPv4, ICMPV6 for IPv6
     * @param type its number, 0 to 255
     */
    public record IcmpField(Protocol protocol, int type) {
        public IcmpField {
            requireNonNull(protocol, "protocol");
            if (protocol.hasPorts()) {
                throw new IllegalArgumentException("not an ICMP protocol: " + protocol);
            }
            if (type < 0 || type > 255) {
                throw new IllegalArgumentException("ICMP type " + type + " is outside 0..255");
            }
        }
    }
}
