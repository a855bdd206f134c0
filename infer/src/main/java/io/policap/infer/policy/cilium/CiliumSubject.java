package io.policap.infer.policy.cilium;

import static java.util.Objects.requireNonNull;

import io.policap.infer.label.LabelSelector;

/** Whom a Cilium policy is for. The keys of selectors are as written, with {@code k8s:} or {@code any:} or neither. */
public sealed interface CiliumSubject {
    LabelSelector selector();

    static CiliumSubject endpoints(LabelSelector selector) {
        return new Endpoints(selector);
    }

    /** Endpoints by labels ({@code endpointSelector}), in a namespaced policy those of its namespace only. */
    record Endpoints(LabelSelector selector) implements CiliumSubject {
        public Endpoints {
            requireNonNull(selector, "selector");
        }
    }

    /** Nodes by labels ({@code nodeSelector}): a host policy, allowed in the cluster-wide kind only. */
    record Nodes(LabelSelector selector) implements CiliumSubject {
        public Nodes {
            requireNonNull(selector, "selector");
        }
    }
}
