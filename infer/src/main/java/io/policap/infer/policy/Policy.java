package io.policap.infer.policy;

import java.util.SortedMap;

/**
 * A network policy of some kind: a {@code NetworkPolicy} or a {@code CiliumPolicy}.
 *
 * <p>Not sealed only because Java allows that within one package or a named module; {@link #policyKind} tells the kinds
 * apart.
 */
public interface Policy {
    /** The kind of the object. */
    PolicyKind policyKind();

    /** The namespace of the policy, empty for a cluster-wide one. */
    String namespace();

    /** The name of the object. */
    String name();

    /** The labels of the policy object itself, sorted. */
    SortedMap<String, String> labels();

    /** The annotations of the policy object, sorted. */
    SortedMap<String, String> annotations();

    /** The policy's name for messages: kind, namespace and name. */
    default PolicyRef ref() {
        return new PolicyRef(policyKind(), namespace(), name());
    }
}
