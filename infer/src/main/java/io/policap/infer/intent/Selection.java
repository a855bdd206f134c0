package io.policap.infer.intent;

import static java.util.Objects.requireNonNull;

import io.policap.infer.label.LabelSelector;
import java.util.Optional;

/**
 * How the pods of a workload are selected within their namespace, proven to select all of them and no others (R6).
 *
 * @param kubernetes over all pod labels; never empty
 * @param cilium over the labels that Cilium keeps on identities, keys without source prefix; never an empty selector,
 *     absent where no such selector exists
 */
public record Selection(LabelSelector kubernetes, Optional<LabelSelector> cilium) {
    public Selection {
        requireNonNull(kubernetes, "kubernetes");
        requireNonNull(cilium, "cilium");
        if (kubernetes.isEmpty() || cilium.filter(LabelSelector::isEmpty).isPresent()) {
            throw new IllegalArgumentException("a workload's selector is never empty");
        }
    }
}
