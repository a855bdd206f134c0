package io.policap.infer.evaluate;

import io.policap.infer.policy.PolicyRef;
import java.util.List;
import java.util.function.Predicate;

/**
 * A policy, or one of the specs of a Cilium policy, ready to be asked.
 *
 * @param ref the policy
 * @param namespace the namespace of the pods it selects, empty for all
 * @param subject whether it selects a pod of that namespace
 * @param ingress what it says about connections to the pod
 * @param egress what it says about connections from the pod
 */
record CompiledPolicy(
        PolicyRef ref, String namespace, Predicate<Party> subject, CompiledSide ingress, CompiledSide egress) {
    /**
     * What a policy says about one direction.
     *
     * @param concerned whether it says anything
     * @param closes whether the direction is closed for what no rule allows
     * @param allows the allow rules
     * @param denies the deny rules, which come first
     * @param gaps what could not be evaluated
     */
    record CompiledSide(
            boolean concerned,
            boolean closes,
            List<CompiledRule> allows,
            List<CompiledRule> denies,
            List<String> gaps) {
        CompiledSide {
            allows = List.copyOf(allows);
            denies = List.copyOf(denies);
            gaps = List.copyOf(gaps);
        }
    }
}
