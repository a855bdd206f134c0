package io.policap.infer.policy.cilium;

import static java.util.Objects.requireNonNull;

import io.policap.infer.policy.PolicyType;
import java.util.Optional;

/**
 * The field {@code enableDefaultDeny} (Cilium 1.16 and later): whether a direction with rules closes for all else.
 *
 * @param ingress as written, absent where Cilium's default applies
 * @param egress as written, absent where Cilium's default applies
 */
public record DefaultDeny(Optional<Boolean> ingress, Optional<Boolean> egress) {
    /** Nothing written: each direction with a rule closes. */
    public static final DefaultDeny UNSET = new DefaultDeny(Optional.empty(), Optional.empty());

    /** Neither direction closes: the audit form. */
    public static final DefaultDeny NONE = new DefaultDeny(Optional.of(false), Optional.of(false));

    public DefaultDeny {
        requireNonNull(ingress, "ingress");
        requireNonNull(egress, "egress");
    }

    public Optional<Boolean> of(PolicyType type) {
        return type == PolicyType.INGRESS ? ingress : egress;
    }
}
