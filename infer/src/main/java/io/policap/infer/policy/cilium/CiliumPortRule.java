package io.policap.infer.policy.cilium;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/**
 * One item of {@code toPorts}: ports, and what has to hold for the requests to them.
 *
 * @param ports the ports; an item without ports allows nothing
 * @param rules the L7 rules
 * @param serverNames names of TLS SNI that are allowed, empty for any
 * @param terminatingTls whether the proxy ends TLS from the client
 * @param originatingTls whether the proxy starts TLS to the server
 * @param listener whether a custom Envoy listener is named
 */
public record CiliumPortRule(
        List<CiliumPort> ports,
        L7Rules rules,
        List<String> serverNames,
        boolean terminatingTls,
        boolean originatingTls,
        Optional<String> listener) {
    public CiliumPortRule {
        requireNonNull(rules, "rules");
        requireNonNull(listener, "listener");
        ports = List.copyOf(ports);
        serverNames = List.copyOf(serverNames);
    }

    /** Ports without any further condition. */
    public static CiliumPortRule of(List<CiliumPort> ports) {
        return of(ports, L7Rules.NONE);
    }

    /** Ports with L7 rules. */
    public static CiliumPortRule of(List<CiliumPort> ports, L7Rules rules) {
        return new CiliumPortRule(ports, rules, List.of(), false, false, Optional.empty());
    }

    /** Whether Cilium sends the connections through a proxy, which has the last word. */
    public boolean redirects() {
        return !rules.isEmpty() || !serverNames.isEmpty() || terminatingTls || originatingTls || listener.isPresent();
    }
}
