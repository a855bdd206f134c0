package io.policap.infer.evaluate;

import static java.util.Objects.requireNonNull;

import io.policap.infer.policy.PolicyRef;

/**
 * The place of a rule.
 *
 * @param policy the policy that holds it
 * @param section the list it is in: {@code spec.ingress}, {@code specs[1].egressDeny}, ...
 * @param index its position in that list, from 0
 */
public record RuleRef(PolicyRef policy, String section, int index) {
    public RuleRef {
        requireNonNull(policy, "policy");
        requireNonNull(section, "section");
    }

    @Override
    public String toString() {
        return policy + " " + section + "[" + index + "]";
    }
}
