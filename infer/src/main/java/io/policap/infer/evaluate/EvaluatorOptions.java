package io.policap.infer.evaluate;

import static java.util.Objects.requireNonNull;

import io.policap.infer.policy.cilium.CiliumLabelFilter;

/**
 * How the cluster that holds the policies is set up.
 *
 * @param networkPolicies who enforces the NetworkPolicies
 * @param labelFilter which pod labels Cilium's identities carry
 * @param localClusterOnly whether Cilium's selectors without a cluster mean the local one
 *     ({@code --policy-default-local-cluster}, the default from 1.19 on)
 */
public record EvaluatorOptions(Dialect networkPolicies, CiliumLabelFilter labelFilter, boolean localClusterOnly) {
    /** NetworkPolicies as the Kubernetes API defines them, Cilium with its defaults. */
    public static final EvaluatorOptions DEFAULT =
            new EvaluatorOptions(Dialect.KUBERNETES, CiliumLabelFilter.byDefault(), true);

    public EvaluatorOptions {
        requireNonNull(networkPolicies, "networkPolicies");
        requireNonNull(labelFilter, "labelFilter");
    }

    public EvaluatorOptions withNetworkPolicies(Dialect dialect) {
        return new EvaluatorOptions(dialect, labelFilter, localClusterOnly);
    }

    public EvaluatorOptions withLabelFilter(CiliumLabelFilter filter) {
        return new EvaluatorOptions(networkPolicies, filter, localClusterOnly);
    }

    /** Whose reading of NetworkPolicy is evaluated. */
    public enum Dialect {
        /** The definition of the Kubernetes API. */
        KUBERNETES,
        /** Cilium's: {@code ipBlock} never matches pods or nodes, rules outside {@code policyTypes} are enforced. */
        CILIUM
    }
}
