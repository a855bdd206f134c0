package io.policap.emit.lint.cilium;

import io.policap.emit.lint.finding.Findings;
import io.policap.emit.lint.finding.LintRule;
import io.policap.emit.lint.finding.Spot;
import io.policap.emit.read.Excerpt;
import io.policap.emit.read.IcmpNames;
import io.policap.infer.net.Protocol;
import java.util.Optional;

/** What the agent checks of {@code icmps}. */
final class IcmpRules {
    private static final int MOST = 40;

    private IcmpRules() {}

    static void check(Spot rule, Findings findings) {
        Optional<Spot> icmps = rule.field("icmps").filter(field -> rule.hasItems("icmps"));
        if (icmps.isPresent() && rule.hasItems("toPorts")) {
            findings.add(
                    icmps.get(),
                    LintRule.ICMP,
                    Findings.CILIUM,
                    "icmps cannot stand beside toPorts; write a rule of its own");
        }
        for (Spot icmp : rule.items("icmps")) {
            if (icmp.items("fields").size() > MOST) {
                findings.add(
                        icmp.field("fields").orElse(icmp),
                        LintRule.TOO_MANY_ITEMS,
                        Findings.CILIUM,
                        icmp.items("fields").size() + " fields, " + MOST + " are the most");
            }
            for (Spot field : icmp.items("fields")) {
                field(field, findings);
            }
        }
    }

    private static void field(Spot field, Findings findings) {
        String family = field.text("family");
        if (!family.isEmpty() && !family.equals("IPv4") && !family.equals("IPv6")) {
            findings.add(
                    field.field("family").orElse(field),
                    LintRule.ICMP,
                    Findings.CILIUM,
                    "is " + Excerpt.of(family) + ", not IPv4 or IPv6");
            return;
        }
        Protocol protocol = family.equals("IPv6") ? Protocol.ICMPV6 : Protocol.ICMP;
        Optional<Spot> type = field.field("type");
        if (type.isEmpty()) {
            findings.add(field.line(), field.pathOf("type"), LintRule.MISSING_FIELD, Findings.CILIUM, "missing");
            return;
        }
        type.get()
                .text()
                .filter(name -> IcmpNames.type(protocol, name).isEmpty())
                .ifPresent(name -> findings.add(
                        type.get(),
                        LintRule.ICMP,
                        Findings.CILIUM,
                        "is " + Excerpt.of(name) + ", no ICMP type of " + (family.isEmpty() ? "IPv4" : family)
                                + " that Cilium knows"));
    }
}
