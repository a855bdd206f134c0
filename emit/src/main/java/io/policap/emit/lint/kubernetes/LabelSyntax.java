package io.policap.emit.lint.kubernetes;

import io.policap.emit.lint.finding.Findings;
import io.policap.emit.lint.finding.LintRule;
import io.policap.emit.lint.finding.Refuser;
import io.policap.emit.lint.finding.Spot;
import io.policap.emit.read.Excerpt;
import io.policap.emit.read.Node;
import io.policap.infer.label.ObjectNames;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** The syntax of labels and label selectors (apimachinery's validation), whoever insists on it. */
public final class LabelSyntax {
    private LabelSyntax() {}

    /** Labels: keys and values. */
    public static void labels(Spot labels, Set<Refuser> by, Findings findings) {
        labels(labels, ObjectNames::isLabelKey, by, findings);
    }

    /**
     * A selector: keys, operators, and values.
     *
     * @param key whether a key is right
     */
    public static void selector(Spot selector, Predicate<String> key, Set<Refuser> by, Findings findings) {
        selector.field("matchLabels").ifPresent(labels -> labels(labels, key, by, findings));
        for (Spot expression : selector.items("matchExpressions")) {
            expression(expression, key, by, findings);
        }
    }

    private static void labels(Spot labels, Predicate<String> isKey, Set<Refuser> by, Findings findings) {
        for (Map.Entry<String, Spot> label : labels.fields().entrySet()) {
            if (!isKey.test(label.getKey())) {
                findings.add(
                        label.getValue(),
                        LintRule.LABEL_KEY,
                        by,
                        Excerpt.of(label.getKey()) + " is not the key of a label");
            }
            label.getValue().text().ifPresent(value -> value(label.getValue(), value, by, findings));
        }
    }

    private static void value(Spot spot, String value, Set<Refuser> by, Findings findings) {
        if (!ObjectNames.isLabelValue(value)) {
            findings.add(
                    spot,
                    LintRule.LABEL_VALUE,
                    by,
                    "is " + Excerpt.of(value) + ", not the value of a label: up to 63 letters, digits, -, _ and ., with"
                            + " a letter or digit at both ends");
        }
    }

    private static void expression(Spot expression, Predicate<String> isKey, Set<Refuser> by, Findings findings) {
        String key = expression.text("key");
        if (!isKey.test(key)) {
            findings.add(
                    expression.field("key").map(Spot::line).orElse(expression.line()),
                    expression.pathOf("key"),
                    LintRule.LABEL_KEY,
                    by,
                    Excerpt.of(key) + " is not the key of a label");
        }
        String operator = expression.text("operator");
        boolean empty = !expression.hasItems("values");
        Spot values = expression.field("values").orElse(expression);
        switch (operator) {
            case "In":
            case "NotIn":
                if (empty) {
                    findings.add(
                            values.line(),
                            expression.pathOf("values"),
                            LintRule.SELECTOR_VALUES,
                            by,
                            operator + " needs values");
                }
                break;
            case "Exists":
            case "DoesNotExist":
                if (!empty) {
                    findings.add(values, LintRule.SELECTOR_VALUES, by, operator + " takes no values");
                }
                break;
            default:
                findings.add(
                        expression.field("operator").map(Spot::line).orElse(expression.line()),
                        expression.pathOf("operator"),
                        LintRule.SELECTOR_OPERATOR,
                        by,
                        "is " + Excerpt.of(operator) + ", not one of In, NotIn, Exists, DoesNotExist");
        }
        for (Spot value : expression.items("values")) {
            if (!(value.node() instanceof Node.Null)) {
                value.text().ifPresent(text -> value(value, text, by, findings));
            }
        }
    }
}
