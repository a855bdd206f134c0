package io.policap.infer.evaluate;

import io.policap.infer.label.LabelSelector;

/**
 * What the selectors of a Cilium policy's peers mean besides what they say: the policy's namespace, the local cluster.
 *
 * @param namespace the policy's namespace, empty for the cluster-wide kind
 * @param forInit whether the policy is for endpoints that have no labels yet, whose peers are not narrowed
 * @param view what the peers refer to
 * @param options how the cluster is set up
 */
record PeerScope(String namespace, boolean forInit, ClusterView view, EvaluatorOptions options) {
    /** The selector as the agent completes it. */
    CiliumSelector complete(LabelSelector written) {
        CiliumSelector selector = CiliumSelector.of(written);
        if (selector.mentionsReserved()) {
            return selector;
        }
        if (!selector.mentions(Party.NAMESPACE)) {
            if (!namespace.isEmpty()) {
                if (!selector.mentionsPrefix(Party.NAMESPACE_LABELS)) {
                    selector = selector.and(Party.NAMESPACE, namespace);
                }
            } else if (!forInit) {
                selector = selector.andExists(Party.NAMESPACE);
            }
        }
        if (options.localClusterOnly() && !forInit && !selector.mentions(Party.CLUSTER)) {
            selector = selector.and(Party.CLUSTER, view.cluster());
        }
        return selector;
    }
}
