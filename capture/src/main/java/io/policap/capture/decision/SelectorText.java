package io.policap.capture.decision;

import io.policap.capture.yaml.LinedText;
import io.policap.capture.yaml.LinedValue;
import io.policap.infer.label.LabelSelector;
import io.policap.infer.label.ObjectNames;
import io.policap.infer.label.Requirement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** A label selector as the Kubernetes API writes it. */
final class SelectorText {
    private final String file;
    private final ErrorLog errors;

    SelectorText(String file, ErrorLog errors) {
        this.file = file;
        this.errors = errors;
    }

    /** The selector of an entry; {@link LabelSelector#ALL} where something is wrong with it. */
    LabelSelector read(Entry entry) {
        Map<String, String> labels = entry.mapping("matchLabels");
        labels.forEach((key, value) -> {
            if (!ObjectNames.isLabelKey(key) || !ObjectNames.isLabelValue(value)) {
                entry.wrong(
                        entry.line("matchLabels"),
                        "'" + LinedText.quoted(key) + ": " + LinedText.quoted(value) + "' is no label; correct it");
            }
        });
        List<Requirement> expressions = new ArrayList<>();
        for (LinedValue item : entry.items("matchExpressions", false)) {
            expression(item).ifPresent(expressions::add);
        }
        if (!entry.has("matchLabels") && !entry.has("matchExpressions")) {
            entry.wrong(entry.line("workload"), "the selector has no matchLabels and no matchExpressions; add some");
        }
        return entry.isSound() ? new LabelSelector(new TreeMap<>(labels), expressions) : LabelSelector.ALL;
    }

    private Optional<Requirement> expression(LinedValue item) {
        Entry entry = new Entry(file, item, List.of("key", "operator", "values"), errors);
        Optional<String> key = entry.required("key", SelectorText::key);
        Optional<Requirement.Operator> operator = entry.required("operator", SelectorText::operator);
        boolean wanted = operator.equals(Optional.of(Requirement.Operator.IN))
                || operator.equals(Optional.of(Requirement.Operator.NOT_IN));
        List<String> values = entry.list("values", wanted, SelectorText::value);
        if (operator.isPresent() && !wanted && entry.has("values")) {
            entry.wrong(
                    entry.line("values"),
                    "'values' does not go with " + operator.get().text() + "; remove it");
        }
        return entry.isSound()
                ? Optional.of(new Requirement(key.orElseThrow(), operator.orElseThrow(), new TreeSet<>(values)))
                : Optional.empty();
    }

    private static String key(String text) {
        if (!ObjectNames.isLabelKey(text)) {
            throw new IllegalArgumentException("is no key of a label; correct it");
        }
        return text;
    }

    private static String value(String text) {
        if (!ObjectNames.isLabelValue(text)) {
            throw new IllegalArgumentException("is no value of a label; correct it");
        }
        return text;
    }

    private static Requirement.Operator operator(String text) {
        for (Requirement.Operator operator : Requirement.Operator.values()) {
            if (operator.text().equals(text)) {
                return operator;
            }
        }
        throw new IllegalArgumentException("is none of In, NotIn, Exists, DoesNotExist; correct it");
    }
}
