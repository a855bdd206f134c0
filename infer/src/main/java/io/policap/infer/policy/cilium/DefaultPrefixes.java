package io.policap.infer.policy.cilium;

import java.util.List;

/**
 * The prefixes of label keys in Cilium's default label filter. The agent reads them as regular expressions anchored at
 * the start, in which a dot is any character; no key in use makes a difference of that.
 */
final class DefaultPrefixes {
    static final List<String> INCLUDED = List.of(
            "io.kubernetes.pod.namespace",
            "io.cilium.k8s.namespace.labels",
            "app.kubernetes.io",
            "io.cilium.k8s.policy.cluster",
            "io.cilium.k8s.policy.serviceaccount");

    static final List<String> EXCLUDED = List.of(
            "io.kubernetes",
            "kubernetes.io",
            "statefulset.kubernetes.io/pod-name",
            "apps.kubernetes.io/pod-index",
            "batch.kubernetes.io/job-completion-index",
            "batch.kubernetes.io/controller-uid",
            "topology.kubernetes.io",
            "k8s.io",
            "pod-template-generation",
            "pod-template-hash",
            "controller-revision-hash",
            "controller-uid",
            "annotation",
            "etcd_node");

    private DefaultPrefixes() {}
}
