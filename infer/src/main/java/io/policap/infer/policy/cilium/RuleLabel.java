package io.policap.infer.policy.cilium;

import static java.util.Objects.requireNonNull;

/**
 * A label of a rule itself, not of what it selects.
 *
 * @param source where the label comes from, empty where not written
 * @param key its key
 * @param value its value, empty where not written
 */
public record RuleLabel(String source, String key, String value) {
    public RuleLabel {
        requireNonNull(source, "source");
        requireNonNull(key, "key");
        requireNonNull(value, "value");
    }
}
