package io.policap.infer.evaluate;

import static java.util.Objects.requireNonNull;

/**
 * Whether a connection passes: both ends have to let it through.
 *
 * @param egress what the source's policies say
 * @param ingress what the destination's policies say
 */
public record Decision(SideDecision egress, SideDecision ingress) {
    public Decision {
        requireNonNull(egress, "egress");
        requireNonNull(ingress, "ingress");
    }

    /** Deny if an end denies, else redirect if an end redirects, else allow. */
    public Outcome verdict() {
        if (!allowed()) {
            return Outcome.DENY;
        }
        boolean redirected = egress.outcome() == Outcome.REDIRECT || ingress.outcome() == Outcome.REDIRECT;
        return redirected ? Outcome.REDIRECT : Outcome.ALLOW;
    }

    /** Whether the connection passes by address and port. */
    public boolean allowed() {
        return egress.passes() && ingress.passes();
    }
}
