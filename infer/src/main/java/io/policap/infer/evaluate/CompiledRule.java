package io.policap.infer.evaluate;

import java.util.List;

/**
 * A rule, ready to be asked.
 *
 * @param ref where it is
 * @param peers its peers
 * @param ports its ports, with what happens to a connection to them
 */
record CompiledRule(RuleRef ref, PeerMatcher peers, List<PortOutcome> ports) {
    CompiledRule {
        ports = List.copyOf(ports);
    }

    /**
     * Ports of a rule.
     *
     * @param matcher the ports
     * @param redirects whether connections to them go through a proxy
     */
    record PortOutcome(PortMatcher matcher, boolean redirects) {
        static final PortOutcome ANY = new PortOutcome(PortMatcher.ANY, false);
    }

    /** What the rule does to the connection: nothing ({@link Outcome#ABSENT}), allow, or redirect. */
    Outcome apply(ConnectionQuery query, Party peer) {
        Outcome outcome = Outcome.ABSENT;
        for (PortOutcome port : ports) {
            if ((port.redirects() || outcome == Outcome.ABSENT)
                    && port.matcher().matches(query)) {
                outcome = port.redirects() ? Outcome.REDIRECT : Outcome.ALLOW;
            }
        }
        return outcome != Outcome.ABSENT && peers.matches(peer) ? outcome : Outcome.ABSENT;
    }
}
