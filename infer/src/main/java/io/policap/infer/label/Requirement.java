package io.policap.infer.label;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * One expression of a label selector (Kubernetes API, LabelSelectorRequirement).
 *
 * @param key the label's key
 * @param operator how the values are compared
 * @param values not empty for {@code In} and {@code NotIn}, empty for the others
 */
public record Requirement(String key, Operator operator, SortedSet<String> values) implements Comparable<Requirement> {
    /** The operators of the Kubernetes API. */
    public enum Operator {
        IN("In"),
        NOT_IN("NotIn"),
        EXISTS("Exists"),
        DOES_NOT_EXIST("DoesNotExist");

        private final String text;

        Operator(String text) {
            this.text = text;
        }

        /** The operator as the API spells it. */
        public String text() {
            return text;
        }
    }

    public Requirement {
        requireNonNull(key, "key");
        requireNonNull(operator, "operator");
        values = Collections.unmodifiableSortedSet(new TreeSet<>(values));
        boolean wantsValues = operator == Operator.IN || operator == Operator.NOT_IN;
        if (wantsValues == values.isEmpty()) {
            throw new IllegalArgumentException(
                    "operator " + operator.text() + " of key '" + key + "' has " + values.size() + " values");
        }
    }

    public static Requirement in(String key, Set<String> values) {
        return new Requirement(key, Operator.IN, new TreeSet<>(values));
    }

    public static Requirement notIn(String key, Set<String> values) {
        return new Requirement(key, Operator.NOT_IN, new TreeSet<>(values));
    }

    public static Requirement exists(String key) {
        return new Requirement(key, Operator.EXISTS, new TreeSet<>());
    }

    public static Requirement doesNotExist(String key) {
        return new Requirement(key, Operator.DOES_NOT_EXIST, new TreeSet<>());
    }

    /** Whether labels satisfy the expression; {@code NotIn} holds where the key is absent. */
    public boolean matches(Map<String, String> labels) {
        String value = labels.get(key);
        switch (operator) {
            case IN:
                return value != null && values.contains(value);
            case NOT_IN:
                return value == null || !values.contains(value);
            case EXISTS:
                return value != null;
            case DOES_NOT_EXIST:
                return value == null;
        }
        throw new AssertionError(operator);
    }

    @Override
    public int compareTo(Requirement other) {
        int byKey = key.compareTo(other.key);
        if (byKey != 0) {
            return byKey;
        }
        int byOperator = operator.compareTo(other.operator);
        return byOperator != 0 ? byOperator : String.join(",", values).compareTo(String.join(",", other.values));
    }
}
