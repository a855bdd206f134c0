package io.policap.emit.lint.cilium;

import io.policap.emit.lint.finding.Findings;
import io.policap.emit.lint.finding.LintRule;
import io.policap.emit.lint.finding.Spot;
import io.policap.emit.read.Excerpt;
import java.util.List;

/** What the agent checks of an HTTP rule. */
final class HttpRules {
    private static final List<String> MISMATCHES = List.of("", "LOG", "ADD", "DELETE", "REPLACE");

    private HttpRules() {}

    static void check(Spot http, Findings findings) {
        regex(http, "path", findings);
        regex(http, "method", findings);
        for (Spot match : http.items("headerMatches")) {
            if (match.text("name").isEmpty()) {
                findings.add(
                        match.field("name").orElse(match).line(),
                        match.pathOf("name"),
                        LintRule.MISSING_FIELD,
                        Findings.CILIUM,
                        "missing; which header is meant?");
            }
            if (!MISMATCHES.contains(match.text("mismatch"))) {
                findings.add(
                        match.field("mismatch").orElse(match),
                        LintRule.HEADER,
                        Findings.CILIUM,
                        "is " + Excerpt.of(match.text("mismatch")) + ", not one of LOG, ADD, DELETE, REPLACE");
            }
        }
    }

    private static void regex(Spot http, String name, Findings findings) {
        http.field(name)
                .filter(field -> field.text().isPresent())
                .ifPresent(field -> GoRegex.problem(field.text().orElse(""))
                        .ifPresent(problem -> findings.add(
                                field,
                                LintRule.REGEX,
                                Findings.CILIUM,
                                "no regular expression of Go (RE2): " + problem)));
    }
}
