package io.policap.emit.lint.effect;

import io.policap.emit.lint.cilium.GoRegex;
import io.policap.emit.lint.finding.Findings;
import io.policap.emit.lint.finding.LintRule;
import io.policap.emit.lint.finding.Spot;
import java.util.List;

/** HTTP rules that match other requests than was meant: Envoy compares the whole path, query included. */
final class HttpEffects {
    /** What lets a query through: a question mark as itself, or something that stands for any character. */
    private static final List<String> QUERY = List.of("\\?", "[?", "\\x3f", "\\x3F", ".*", ".+", "[^");

    private HttpEffects() {}

    static void check(Spot http, Findings findings) {
        String path = http.text("path");
        Spot spot = http.field("path").orElse(http);
        if (!path.isEmpty() && QUERY.stream().noneMatch(path::contains)) {
            findings.warn(
                    spot,
                    LintRule.PATH_WITHOUT_QUERY,
                    "matches no request with a query, as it has to match the whole of path and query; append (\\?.*)?");
        }
        if (!path.isEmpty() && (Character.isLetterOrDigit(path.charAt(0)))) {
            findings.warn(
                    spot,
                    LintRule.PATH_WITHOUT_SLASH,
                    "matches nothing, as it has to match the whole path, which starts with a slash");
        }
        GoRegex.problem(http.text("host"))
                .ifPresent(problem -> findings.warn(
                        http.field("host").orElse(http),
                        LintRule.HOST_REGEX,
                        "nobody checks it, but it is no regular expression (RE2): " + problem));
    }
}
