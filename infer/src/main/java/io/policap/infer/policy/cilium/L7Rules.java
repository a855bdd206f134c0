package io.policap.infer.policy.cilium;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/**
 * The L7 rules of a port: any of them has to match a request.
 *
 * @param http HTTP rules
 * @param dns DNS rules
 * @param kafka how many Kafka rules there are; gone in Cilium 1.20
 * @param l7proto the name of a proxylib parser; gone in Cilium 1.20
 * @param l7 how many rules there are for that parser
 */
public record L7Rules(
        Optional<List<HttpRule>> http, Optional<List<FqdnSelector>> dns, int kafka, Optional<String> l7proto, int l7) {
    /** No L7 rules. */
    public static final L7Rules NONE = new L7Rules(Optional.empty(), Optional.empty(), 0, Optional.empty(), 0);

    public L7Rules {
        requireNonNull(l7proto, "l7proto");
        http = http.map(List::copyOf);
        dns = dns.map(List::copyOf);
    }

    public static L7Rules http(List<HttpRule> rules) {
        return new L7Rules(Optional.of(rules), Optional.empty(), 0, Optional.empty(), 0);
    }

    public static L7Rules dns(List<FqdnSelector> rules) {
        return new L7Rules(Optional.empty(), Optional.of(rules), 0, Optional.empty(), 0);
    }

    /** Whether there is no rule at all; empty lists count as none, as in Cilium. */
    public boolean isEmpty() {
        return http.orElse(List.of()).isEmpty()
                && dns.orElse(List.of()).isEmpty()
                && kafka == 0
                && l7proto.isEmpty()
                && l7 == 0;
    }
}
