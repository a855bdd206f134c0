package io.policap.infer.policy;

/**
 * A network policy of some kind: a {@code NetworkPolicy} or a {@code CiliumPolicy}.
 *
 * <p>Not sealed only because Java allows that within one package or a named module; {@link #policyKind} tells the kinds
 * apart.
 */
public interface Policy {
    PolicyKind policyKind();

    /** The namespace of the policy, empty for a cluster-wide one. */
    String namespace();

    String name();

    /** The policy's name for messages: kind, namespace and name. */
    default PolicyRef ref() {
        return new PolicyRef(policyKind(), namespace(), name());
    }
}
