package io.policap.emit.report;

import io.policap.infer.label.LabelSelector;
import io.policap.infer.label.Requirement;
import java.util.StringJoiner;

/** Label selectors as {@code kubectl -l} would take them. */
final class SelectorText {
    private SelectorText() {}

    static String of(LabelSelector selector) {
        StringJoiner text = new StringJoiner(", ");
        selector.matchLabels().forEach((key, value) -> text.add(key + "=" + value));
        for (Requirement requirement : selector.matchExpressions()) {
            String values = "(" + String.join(",", requirement.values()) + ")";
            text.add(
                    switch (requirement.operator()) {
                        case IN -> requirement.key() + " in " + values;
                        case NOT_IN -> requirement.key() + " notin " + values;
                        case EXISTS -> requirement.key();
                        case DOES_NOT_EXIST -> "!" + requirement.key();
                    });
        }
        return text.toString();
    }
}
