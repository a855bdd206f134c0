package io.policap.emit.lint.cilium;

import io.policap.emit.lint.finding.Findings;
import io.policap.emit.lint.finding.LintRule;
import io.policap.emit.lint.finding.Spot;
import io.policap.emit.read.Excerpt;

/** What the agent checks of DNS names and patterns, in {@code toFQDNs} and in DNS rules. */
final class FqdnRules {
    private static final int LONGEST = 255;

    private FqdnRules() {}

    static void check(Spot name, Findings findings) {
        String exact = name.text("matchName");
        String pattern = name.text("matchPattern");
        if (!exact.isEmpty() && !pattern.isEmpty()) {
            findings.add(
                    name, LintRule.DNS_CHOICE, Findings.CILIUM, "one of matchName and matchPattern, not both of them");
        }
        characters(name, "matchName", exact, "", findings);
        characters(name, "matchPattern", pattern, "*", findings);
    }

    private static void characters(Spot name, String field, String text, String more, Findings findings) {
        boolean legal = text.length() <= LONGEST;
        for (int i = 0; i < text.length() && legal; i++) {
            char c = text.charAt(i);
            legal = (c >= 'a' && c <= 'z')
                    || (c >= 'A' && c <= 'Z')
                    || (c >= '0' && c <= '9')
                    || "-_.".indexOf(c) >= 0
                    || more.indexOf(c) >= 0;
        }
        if (!legal) {
            findings.add(
                    name.field(field).orElse(name),
                    LintRule.DNS_NAME,
                    Findings.CILIUM,
                    "is " + Excerpt.of(text) + ", not a DNS name of up to 255 letters, digits, -, _ and .");
        }
    }
}
