package io.policap.infer.replay;

import static java.util.Objects.requireNonNull;

import io.policap.infer.evaluate.ConnectionQuery;
import io.policap.infer.evaluate.Evaluator;
import io.policap.infer.http.HeaderNames;
import io.policap.infer.http.PathLeaf;
import io.policap.infer.http.PathMatcher;
import io.policap.infer.policy.PolicyType;
import io.policap.infer.policy.cilium.HttpRule;
import io.policap.infer.policy.cilium.HttpRule.HeaderMatch;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Asks the HTTP rules of a connection about the requests that were seen over it: with a query and without, each with the
 * headers that all requests of its form had.
 */
final class RequestReplay {
    /** Paths asked about of each form: the identifiers in them differ. */
    private static final int PATHS_OF_EACH = 4;

    private final Evaluator evaluator;
    private final PathMatcher matcher;

    RequestReplay(Evaluator evaluator, PathMatcher matcher) {
        this.evaluator = requireNonNull(evaluator, "evaluator");
        this.matcher = requireNonNull(matcher, "matcher");
    }

    /** Why requests would be refused, one text for each form of them that would. */
    List<String> refused(ConnectionQuery query, List<PathLeaf> requests) {
        List<String> refused = new ArrayList<>();
        for (PolicyType type : PolicyType.values()) {
            List<HttpRule> rules = evaluator.httpRules(query, type);
            if (rules.isEmpty()) {
                continue;
            }
            for (PathLeaf request : requests) {
                for (String path : request.paths(PATHS_OF_EACH)) {
                    boolean passes =
                            passes(rules, request, path) && (isBare(path) || passes(rules, request, path + "?q=1"));
                    if (!passes) {
                        refused.add(type.section() + ": none of " + rules.size() + " HTTP rules matches "
                                + request.method() + " " + path);
                        break;
                    }
                }
            }
        }
        return refused;
    }

    private static boolean isBare(String path) {
        return path.equals("*");
    }

    private boolean passes(List<HttpRule> rules, PathLeaf request, String path) {
        SortedSet<String> headers = request.headers().orElse(new TreeSet<>());
        for (HttpRule rule : rules) {
            if (matches(rule.method(), request.method())
                    && matches(rule.path(), path)
                    // Hosts and the values of headers are not kept, so that no rule of them can be shown to match.
                    && rule.host().isEmpty()
                    && rule.headers().stream().allMatch(header -> isPresent(header, headers))
                    && rule.headerMatches().stream().allMatch(match -> isPresent(match, headers))) {
                return true;
            }
        }
        return false;
    }

    private boolean matches(String expression, String text) {
        return expression.isEmpty() || matcher.matches(expression, text);
    }

    private static boolean isPresent(String header, SortedSet<String> headers) {
        return headers.contains(HeaderNames.canonical(header));
    }

    private static boolean isPresent(HeaderMatch match, SortedSet<String> headers) {
        boolean refuses = match.mismatch().isEmpty();
        boolean presence = match.value().isEmpty() && match.secret().isEmpty();
        return !refuses || (presence && isPresent(match.name(), headers));
    }
}
