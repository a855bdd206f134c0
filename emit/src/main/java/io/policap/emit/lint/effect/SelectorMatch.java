package io.policap.emit.lint.effect;

import io.policap.emit.lint.finding.Spot;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Whether a selector, as written, selects given labels. */
final class SelectorMatch {
    private SelectorMatch() {}

    /** Whether pods alone decide: no reserved identities, clusters or service accounts, which an inventory of pods lacks. */
    static boolean isAboutPods(Spot selector) {
        return keys(selector).stream()
                .map(LabelKey::of)
                .allMatch(key -> key.isKubernetes()
                        && (!key.name().startsWith("io.cilium.") || key.name().startsWith(LabelKey.NAMESPACE_LABELS)));
    }

    /** Whether a key says which namespaces are meant. */
    static boolean tellsNamespace(Spot selector) {
        return keys(selector).stream().map(LabelKey::of).anyMatch(LabelKey::tellsNamespace);
    }

    /** The keys that it names. */
    static List<String> keys(Spot selector) {
        List<String> keys = new java.util.ArrayList<>();
        selector.field("matchLabels")
                .ifPresent(labels -> keys.addAll(labels.fields().keySet()));
        selector.items("matchExpressions").forEach(expression -> keys.add(expression.text("key")));
        return keys;
    }

    static boolean matches(Spot selector, Map<String, String> labels) {
        Optional<Spot> matchLabels = selector.field("matchLabels");
        if (matchLabels.isPresent()) {
            for (Map.Entry<String, Spot> wanted : matchLabels.get().fields().entrySet()) {
                String value = labels.get(LabelKey.of(wanted.getKey()).name());
                if (value == null || !value.equals(wanted.getValue().text().orElse(""))) {
                    return false;
                }
            }
        }
        for (Spot expression : selector.items("matchExpressions")) {
            if (!matchesExpression(expression, labels)) {
                return false;
            }
        }
        return true;
    }

    private static boolean matchesExpression(Spot expression, Map<String, String> labels) {
        String value = labels.get(LabelKey.of(expression.text("key")).name());
        boolean in = value != null
                && expression.items("values").stream()
                        .anyMatch(item -> value.equals(item.text().orElse("")));
        switch (expression.text("operator")) {
            case "In":
                return in;
            case "NotIn":
                return !in;
            case "Exists":
                return value != null;
            default:
                return value == null;
        }
    }
}
