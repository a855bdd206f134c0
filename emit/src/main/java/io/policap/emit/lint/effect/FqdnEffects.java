package io.policap.emit.lint.effect;

import io.policap.emit.lint.finding.Findings;
import io.policap.emit.lint.finding.LintRule;
import io.policap.emit.lint.finding.Spot;
import io.policap.emit.read.Excerpt;
import io.policap.infer.policy.cilium.FqdnSelector;
import java.util.List;
import java.util.Optional;

/** Rules of {@code toFQDNs} that never get an address. */
final class FqdnEffects {
    private FqdnEffects() {}

    static void check(Spot spec, String namespace, Surroundings around, Findings findings) {
        List<FqdnSelector> askable = around.dns().askable(spec, namespace);
        for (Spot rule : spec.items("egress")) {
            List<Spot> names = rule.items("toFQDNs");
            if (!names.isEmpty() && askable.isEmpty()) {
                findings.warn(
                        rule.field("toFQDNs").orElse(rule),
                        LintRule.FQDN_WITHOUT_DNS,
                        "matches nothing: addresses are learned from the DNS proxy, and no rule sends these pods' DNS"
                                + " there; add an egress rule to the resolver, port 53, with rules.dns");
            }
            for (Spot name : names) {
                name(name, askable, around, findings);
            }
        }
    }

    private static void name(Spot name, List<FqdnSelector> askable, Surroundings around, Findings findings) {
        Optional<FqdnSelector> wanted = DnsOpenings.selector(name);
        if (wanted.isEmpty()) {
            return;
        }
        if (!askable.isEmpty() && !DnsOpenings.asks(askable, wanted.get())) {
            findings.warn(
                    name,
                    LintRule.FQDN_NOT_ASKED,
                    "matches nothing: no DNS rule of these pods lets them ask for "
                            + Excerpt.of(wanted.get().text()));
        }
        if (around.cluster()
                .filter(cluster -> cluster.hasPodsBehind(wanted.get().text()))
                .isPresent()) {
            findings.warn(
                    name,
                    LintRule.FQDN_IN_CLUSTER,
                    "matches nothing: names never select what is in the cluster, and this is a service with pods behind"
                            + " it; select those by label");
        }
    }
}
