package io.policap.infer.evaluate;

import io.policap.infer.policy.cilium.HttpRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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
     * @param http the HTTP rules, one of which a request has to match; empty where all pass
     */
    record PortOutcome(PortMatcher matcher, boolean redirects, List<HttpRule> http) {
        static final PortOutcome ANY = new PortOutcome(PortMatcher.ANY, false);

        PortOutcome(PortMatcher matcher, boolean redirects) {
            this(matcher, redirects, List.of());
        }

        PortOutcome {
            http = List.copyOf(http);
        }
    }

    /** The HTTP rules for a connection that the rule lets pass: an empty list for all requests, absent for none. */
    Optional<List<HttpRule>> http(ConnectionQuery query, Party peer) {
        if (apply(query, peer) == Outcome.ABSENT) {
            return Optional.empty();
        }
        List<HttpRule> rules = new ArrayList<>();
        for (PortOutcome port : ports) {
            if (port.matcher().matches(query)) {
                if (port.http().isEmpty()) {
                    return Optional.of(List.of());
                }
                rules.addAll(port.http());
            }
        }
        return Optional.of(rules);
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
