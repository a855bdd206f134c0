package io.policap.emit.lint.cilium;

import io.policap.emit.lint.finding.Findings;
import io.policap.emit.lint.finding.LintRule;
import io.policap.emit.lint.finding.Spot;
import io.policap.emit.lint.schema.CiliumFeatures;
import io.policap.emit.read.Excerpt;
import io.policap.infer.net.Cidr;
import io.policap.infer.policy.rollout.CiliumVersion;
import java.util.Optional;

/** What the agent checks of prefixes. */
final class CidrRules {
    private CidrRules() {}

    /** A prefix of {@code fromCIDR} or {@code toCIDR}. */
    static Optional<Cidr> prefix(Spot spot, CiliumVersion version, Findings findings) {
        Optional<String> text = spot.text();
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            Cidr cidr = Cidr.parse(text.get());
            if (text.get().indexOf('/') < 0 && !CiliumFeatures.takesBareAddresses(version)) {
                findings.add(
                        spot,
                        LintRule.CIDR,
                        Findings.CILIUM,
                        "is " + Excerpt.of(text.get()) + ", a single address; write " + cidr);
                return Optional.empty();
            }
            return Optional.of(cidr);
        } catch (IllegalArgumentException notCidr) {
            findings.add(
                    spot, LintRule.CIDR, Findings.CILIUM, "is " + Excerpt.of(text.get()) + ", not an address prefix");
            return Optional.empty();
        }
    }

    /** An item of {@code fromCIDRSet} or {@code toCIDRSet}. */
    static void set(Spot set, CiliumVersion version, Findings findings) {
        int choices = (set.text("cidr").isEmpty() ? 0 : 1)
                + (set.text("cidrGroupRef").isEmpty() ? 0 : 1)
                + (set.field("cidrGroupSelector").isPresent() ? 1 : 0);
        if (choices != 1) {
            findings.add(
                    set,
                    LintRule.CIDR_CHOICE,
                    Findings.CILIUM,
                    "exactly one of cidr, cidrGroupRef, cidrGroupSelector is needed");
        }
        set.field("cidrGroupSelector").ifPresent(selector -> CiliumSelectorRules.check(selector, findings));
        Optional<Cidr> cidr = set.field("cidr").flatMap(field -> prefix(field, version, findings));
        for (Spot item : set.items("except")) {
            Optional<Cidr> except = prefix(item, version, findings);
            if (cidr.isEmpty() || except.isEmpty()) {
                continue;
            }
            boolean inside = CiliumFeatures.checksExceptLength(version)
                    ? cidr.get().contains(except.get())
                    : cidr.get().contains(except.get().network());
            if (!inside) {
                findings.add(
                        item,
                        LintRule.EXCEPT_OUTSIDE,
                        Findings.CILIUM,
                        except.get() + " is not a part of " + cidr.get());
            }
        }
    }
}
