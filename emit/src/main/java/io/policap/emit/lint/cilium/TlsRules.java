package io.policap.emit.lint.cilium;

import io.policap.emit.lint.finding.Findings;
import io.policap.emit.lint.finding.LintRule;
import io.policap.emit.lint.finding.Spot;
import io.policap.infer.policy.rollout.CiliumVersion;
import java.util.List;

/** What the agent checks of server names and listeners. */
final class TlsRules {
    private TlsRules() {}

    static void check(Spot toPorts, CiliumSection section, CiliumVersion version, Findings findings) {
        boolean l7 = L7Rules.isFilled(toPorts, version);
        List<Spot> names = toPorts.items("serverNames");
        for (Spot name : names) {
            if (name.text().filter(String::isEmpty).isPresent()) {
                findings.add(name, LintRule.SERVER_NAME, Findings.CILIUM, "is empty");
            }
        }
        if (!names.isEmpty() && l7 && toPorts.field("terminatingTLS").isEmpty()) {
            findings.add(
                    toPorts.field("serverNames").orElse(toPorts),
                    LintRule.SERVER_NAME,
                    Findings.CILIUM,
                    "server names cannot stand beside L7 rules without terminatingTLS");
        }
        toPorts.field("listener").ifPresent(listener -> {
            if (section.isIngress()) {
                findings.add(listener, LintRule.LISTENER, Findings.CILIUM, "a listener is for egress only");
            }
            if (l7) {
                findings.add(listener, LintRule.LISTENER, Findings.CILIUM, "a listener cannot stand beside L7 rules");
            }
        });
    }
}
