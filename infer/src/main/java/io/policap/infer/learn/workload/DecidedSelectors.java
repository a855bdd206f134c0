package io.policap.infer.learn.workload;

import io.policap.infer.decision.Decision;
import io.policap.infer.inventory.WorkloadKey;
import io.policap.infer.label.LabelSelector;
import io.policap.infer.label.Labels;
import io.policap.infer.label.VolatileLabels;
import io.policap.infer.learn.decided.DecisionUse;
import java.util.Collection;
import java.util.Optional;

/** Selectors that people decided on, held to the same proof as those that are chosen (R6). */
final class DecidedSelectors {
    private final DecisionUse use;

    DecidedSelectors(DecisionUse use) {
        this.use = use;
    }

    /**
     * The selector decided for a workload; empty where nobody decided, or where it is not used and an issue says why.
     *
     * @param own the label sets of its pods
     * @param others those of every other workload of the namespace
     */
    Optional<LabelSelector> of(WorkloadKey workload, Collection<Labels> own, Collection<Labels> others) {
        Optional<Decision.Selector> decided = use.decisions().selector(workload);
        if (decided.isEmpty()) {
            return Optional.empty();
        }
        LabelSelector selector = decided.get().selector();
        use.matched(decided.get());
        Optional<String> volatileKey = selector.matchLabels().keySet().stream()
                .filter(VolatileLabels::isVolatile)
                .findFirst()
                .or(() -> selector.matchExpressions().stream()
                        .map(expression -> expression.key())
                        .filter(VolatileLabels::isVolatile)
                        .findFirst());
        if (volatileKey.isPresent()) {
            return unused(
                    decided.get(), "the label " + volatileKey.get() + " of its selector changes with every rollout");
        }
        Optional<Labels> missed =
                own.stream().filter(labels -> !selector.matches(labels)).findFirst();
        if (missed.isPresent()) {
            return unused(
                    decided.get(),
                    "its selector does not select pods of " + workload + " with the labels "
                            + VolatileLabels.stable(missed.get()));
        }
        Optional<Labels> foreign = others.stream().filter(selector::matches).findFirst();
        if (foreign.isPresent()) {
            return unused(
                    decided.get(),
                    "its selector also selects pods of another workload, with the labels "
                            + VolatileLabels.stable(foreign.get()));
        }
        return Optional.of(selector);
    }

    /** Tells that Cilium's policies have another one, as Cilium does not keep all of its labels. */
    void notForCilium(WorkloadKey workload) {
        use.decisions()
                .selector(workload)
                .ifPresent(decided -> use.notApplied(
                        decided,
                        "the labels that Cilium keeps on the identities of " + workload + " do not fit its selector, so"
                                + " the cilium tree has another; decide on labels that Cilium keeps, or see"
                                + " --cilium-labels"));
    }

    private Optional<LabelSelector> unused(Decision.Selector decided, String why) {
        use.notApplied(decided, why + "; another selector was chosen: correct it or remove it");
        return Optional.empty();
    }
}
