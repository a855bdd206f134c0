package io.policap.emit.lint.kubernetes;

import io.policap.emit.lint.finding.Findings;
import io.policap.emit.lint.finding.LintRule;
import io.policap.emit.lint.finding.Spot;
import io.policap.emit.read.Excerpt;
import io.policap.infer.net.Cidr;
import io.policap.infer.net.Ip;
import java.util.Optional;

/** What the API server checks of an {@code ipBlock}. */
final class IpBlockRules {
    private IpBlockRules() {}

    static void check(Spot block, Findings findings) {
        Optional<Spot> field = block.field("cidr");
        if (field.isEmpty() || field.get().text().filter(String::isEmpty).isPresent()) {
            findings.add(field.orElse(block).line(), block.pathOf("cidr"), LintRule.CIDR, Findings.BOTH, "missing");
            return;
        }
        Optional<Cidr> cidr = prefix(field.get(), findings);
        for (Spot item : block.items("except")) {
            Optional<Cidr> except = prefix(item, findings);
            if (cidr.isPresent()
                    && except.isPresent()
                    && (!cidr.get().contains(except.get()) || cidr.get().equals(except.get()))) {
                findings.add(
                        item,
                        LintRule.EXCEPT_OUTSIDE,
                        Findings.API_SERVER,
                        except.get() + " is not a part of " + cidr.get());
            }
        }
    }

    private static Optional<Cidr> prefix(Spot spot, Findings findings) {
        Optional<String> text = spot.text();
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            String written = text.get();
            int slash = written.indexOf('/');
            Cidr cidr = Cidr.parse(written);
            if (slash < 0) {
                findings.add(
                        spot,
                        LintRule.CIDR,
                        Findings.API_SERVER,
                        "is " + Excerpt.of(written) + ", a single address; write " + cidr);
                return Optional.empty();
            }
            if (written.indexOf(':') >= 0 && !cidr.v6()) {
                findings.add(
                        spot,
                        LintRule.CIDR,
                        Findings.API_SERVER,
                        "is " + Excerpt.of(written) + ", an IPv4 address in IPv6 form; write it in IPv4 form");
            } else if (written.startsWith("0", slash + 1) && written.length() > slash + 2) {
                findings.add(spot, LintRule.CIDR, Findings.API_SERVER, "the length of the prefix starts with a zero");
            } else if (!Ip.parse(written.substring(0, slash)).equals(cidr.network())) {
                findings.add(
                        spot,
                        LintRule.CIDR_HOST_BITS,
                        Findings.API_SERVER,
                        Excerpt.of(written) + " has bits set beyond the length of the prefix; write " + cidr);
            }
            return Optional.of(cidr);
        } catch (IllegalArgumentException notCidr) {
            findings.add(
                    spot,
                    LintRule.CIDR,
                    Findings.API_SERVER,
                    "is " + Excerpt.of(text.get()) + ", not an address prefix");
            return Optional.empty();
        }
    }
}
