package io.policap.emit.read;

import io.policap.infer.label.LabelSelector;
import io.policap.infer.label.ObjectNames;
import io.policap.infer.label.Requirement;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** Reads label selectors; keys stay as written, with Cilium's source prefixes. */
final class SelectorReader {
    private SelectorReader() {}

    /** A selector of the Kubernetes API. */
    static LabelSelector kubernetes(Fields fields) throws MalformedException {
        LabelSelector selector = read(fields);
        for (String key : selector.matchLabels().keySet()) {
            checkKey(fields, "matchLabels", key);
        }
        for (Requirement requirement : selector.matchExpressions()) {
            checkKey(fields, "matchExpressions", requirement.key());
        }
        return selector;
    }

    private static void checkKey(Fields fields, String field, String key) throws MalformedException {
        if (!ObjectNames.isLabelKey(key)) {
            throw fields.malformed(field, Excerpt.of(key) + " is not the key of a label");
        }
    }

    /** A selector whose keys may carry a source. */
    static LabelSelector read(Fields fields) throws MalformedException {
        SortedMap<String, String> labels = fields.stringMap("matchLabels");
        for (String value : labels.values()) {
            checkValue(fields, "matchLabels", value);
        }
        List<Requirement> expressions =
                fields.objects("matchExpressions", SelectorReader::requirement).orElse(List.of());
        return new LabelSelector(new TreeMap<>(labels), expressions);
    }

    private static Requirement requirement(Fields fields) throws MalformedException {
        String key = fields.string("key").orElse("");
        if (key.isEmpty()) {
            throw fields.malformed("key", "missing");
        }
        String text = fields.string("operator").orElse("");
        List<String> values = fields.strings("values").orElse(List.of());
        for (String value : values) {
            checkValue(fields, "values", value);
        }
        for (Requirement.Operator operator : Requirement.Operator.values()) {
            if (operator.text().equals(text)) {
                try {
                    return new Requirement(key, operator, new TreeSet<>(values));
                } catch (IllegalArgumentException wrongValues) {
                    throw fields.malformed("values", String.valueOf(wrongValues.getMessage()));
                }
            }
        }
        throw fields.malformed("operator", Excerpt.of(text) + " is not one of In, NotIn, Exists, DoesNotExist");
    }

    private static void checkValue(Fields fields, String field, String value) throws MalformedException {
        if (!ObjectNames.isLabelValue(value)) {
            throw fields.malformed(field, Excerpt.of(value) + " is not the value of a label");
        }
    }
}
