package io.policap.emit.lint.effect;

import io.policap.emit.lint.finding.Findings;
import io.policap.emit.lint.finding.LintRule;
import io.policap.emit.lint.finding.Spot;
import io.policap.infer.net.Cidr;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Prefixes of pods and nodes, which no CIDR rule of Cilium matches, and groups of prefixes that are not there. */
final class CidrEffects {
    private final Surroundings around;
    private final Findings findings;

    CidrEffects(Surroundings around, Findings findings) {
        this.around = around;
        this.findings = findings;
    }

    /** A prefix in a rule, apart from its exceptions. */
    void prefix(Spot spot, List<Spot> exceptions) {
        Optional<Cidr> cidr = cidr(spot);
        // The whole address space means the world, and is hardly ever meant to include the cluster.
        if (cidr.isEmpty() || cidr.get().length() == 0 || around.cluster().isEmpty()) {
            return;
        }
        List<Cidr> except = new ArrayList<>();
        exceptions.forEach(exception -> cidr(exception).ifPresent(except::add));
        long pods = around.cluster().get().podsIn(cidr.get(), except);
        long nodes = around.cluster().get().nodesIn(cidr.get(), except);
        if (pods > 0) {
            warn(spot, pods, "pods", "Cilium never matches pods by address; select them by label");
        } else if (nodes > 0) {
            warn(
                    spot,
                    nodes,
                    "nodes",
                    "Cilium matches nodes by address only with policy-cidr-match-mode=nodes; name them by the entities"
                            + " host and remote-node");
        }
    }

    private void warn(Spot spot, long count, String what, String advice) {
        findings.warn(
                spot, LintRule.CIDR_IN_CLUSTER, "holds addresses of " + what + " (" + count + " of the inventory): " + advice);
    }

    /** An item of {@code fromCIDRSet} or {@code toCIDRSet}. */
    void set(Spot set) {
        set.field("cidr").ifPresent(cidr -> prefix(cidr, set.items("except")));
        if (set.text("cidr").isEmpty() && set.hasItems("except")) {
            findings.warn(
                    set.field("except").orElse(set),
                    LintRule.EXCEPT_UNUSED,
                    "exceptions count beside cidr only, not beside a group");
        }
        String group = set.text("cidrGroupRef");
        if (!group.isEmpty() && !around.cidrGroups().isEmpty() && !around.cidrGroups().contains(group)) {
            findings.warn(
                    set.field("cidrGroupRef").orElse(set),
                    LintRule.CIDR_GROUP_MISSING,
                    "no CiliumCIDRGroup of this name is among those given, so this matches nothing");
        }
    }

    private static Optional<Cidr> cidr(Spot spot) {
        try {
            return spot.text().map(Cidr::parse);
        } catch (IllegalArgumentException notCidr) {
            return Optional.empty();
        }
    }
}
