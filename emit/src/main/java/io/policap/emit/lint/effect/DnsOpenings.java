package io.policap.emit.lint.effect;

import io.policap.emit.lint.cilium.CiliumPolicyRules;
import io.policap.emit.lint.finding.Spot;
import io.policap.infer.evaluate.FqdnMatcher;
import io.policap.infer.policy.cilium.FqdnSelector;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The DNS rules of all policies: only names that a workload asks Cilium's DNS proxy for ever become addresses of its
 * {@code toFQDNs}.
 */
public final class DnsOpenings {
    private final List<Opening> openings = new ArrayList<>();

    /** The names that the pods of one selector may ask for; an empty namespace stands for all of them. */
    private record Opening(String namespace, Map<String, String> labels, boolean exact, List<FqdnSelector> names) {}

    /** Takes note of the DNS rules of a policy. */
    public void add(Spot object, String namespace) {
        for (Spot spec : CiliumPolicyRules.specs(object)) {
            List<FqdnSelector> names = new ArrayList<>();
            for (Spot rule : spec.items("egress")) {
                for (Spot toPorts : rule.items("toPorts")) {
                    toPorts.field("rules").ifPresent(rules -> names.addAll(names(rules)));
                }
            }
            if (!names.isEmpty()) {
                openings.add(new Opening(namespace, labels(spec), isExact(spec), names));
            }
        }
    }

    /** What the pods of a spec may ask for, by all policies that are known to select them. */
    List<FqdnSelector> askable(Spot spec, String namespace) {
        Map<String, String> labels = labels(spec);
        List<FqdnSelector> names = new ArrayList<>();
        for (Opening opening : openings) {
            boolean same = opening.namespace.isEmpty() || opening.namespace.equals(namespace);
            boolean selected = labels.entrySet().containsAll(opening.labels.entrySet());
            // Expressions are compared with nothing: a policy with any counts as one for these pods.
            if (same && (selected || !opening.exact)) {
                names.addAll(opening.names);
            }
        }
        return names;
    }

    /** Whether a name may be asked for. */
    static boolean asks(List<FqdnSelector> askable, FqdnSelector wanted) {
        for (FqdnSelector selector : askable) {
            boolean same = selector.text().equalsIgnoreCase(wanted.text());
            boolean any = !selector.text().isEmpty() && selector.text().chars().allMatch(c -> c == '*');
            boolean covered = wanted instanceof FqdnSelector.MatchName && FqdnMatcher.matches(selector, wanted.text());
            if (same || any || covered) {
                return true;
            }
        }
        return false;
    }

    private static List<FqdnSelector> names(Spot rules) {
        List<FqdnSelector> names = new ArrayList<>();
        for (Spot dns : rules.items("dns")) {
            selector(dns).ifPresent(names::add);
        }
        return names;
    }

    /** The name or pattern of an entry. */
    static Optional<FqdnSelector> selector(Spot entry) {
        if (!entry.text("matchName").isEmpty()) {
            return Optional.of(new FqdnSelector.MatchName(entry.text("matchName")));
        }
        return entry.text("matchPattern").isEmpty()
                ? Optional.empty()
                : Optional.of(new FqdnSelector.MatchPattern(entry.text("matchPattern")));
    }

    private static boolean isExact(Spot spec) {
        return spec.field("endpointSelector")
                .filter(selector -> !selector.hasItems("matchExpressions"))
                .isPresent();
    }

    private static Map<String, String> labels(Spot spec) {
        Map<String, String> labels = new TreeMap<>();
        spec.field("endpointSelector")
                .flatMap(selector -> selector.field("matchLabels"))
                .ifPresent(found -> found.fields()
                        .forEach((key, value) ->
                                labels.put(LabelKey.of(key).name(), value.text().orElse(""))));
        return labels;
    }
}
