package io.policap.infer.evaluate;

import io.policap.infer.label.Labels;
import io.policap.infer.net.Ip;
import io.policap.infer.policy.cilium.CiliumEntity;
import io.policap.infer.policy.cilium.CiliumLabelFilter;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * An end of a connection as policies see it.
 *
 * @param pod the pod, unless it is on its node's network and so is a node to every policy
 * @param identityLabels the labels of its identity in Cilium, without source; empty unless it is a pod
 * @param reserved the reserved labels of its identity
 * @param addresses its addresses
 * @param names the DNS names that led to it
 */
record Party(
        Optional<Endpoint.Pod> pod,
        Map<String, String> identityLabels,
        Set<CiliumEntity> reserved,
        List<Ip> addresses,
        SortedSet<String> names) {
    static final String NAMESPACE = "io.kubernetes.pod.namespace";
    static final String CLUSTER = "io.cilium.k8s.policy.cluster";
    static final String SERVICE_ACCOUNT = "io.cilium.k8s.policy.serviceaccount";
    static final String NAMESPACE_LABELS = "io.cilium.k8s.namespace.labels";

    /** The party that an endpoint is to a peer on the node given, empty where that is not known. */
    static Party of(Endpoint endpoint, String otherNode, CiliumLabelFilter filter) {
        if (endpoint instanceof Endpoint.Pod pod) {
            if (pod.hostNetwork()) {
                boolean sameNode = !pod.node().isEmpty() && pod.node().equals(otherNode);
                CiliumEntity node = sameNode ? CiliumEntity.HOST : CiliumEntity.REMOTE_NODE;
                return reserved(EnumSet.of(node), pod.addresses());
            }
            return new Party(
                    Optional.of(pod),
                    identityLabels(pod, filter),
                    EnumSet.noneOf(CiliumEntity.class),
                    pod.addresses(),
                    new TreeSet<>());
        }
        if (endpoint instanceof Endpoint.Address address) {
            return new Party(
                    Optional.empty(),
                    new TreeMap<>(),
                    EnumSet.of(CiliumEntity.WORLD),
                    List.of(address.ip()),
                    address.names());
        }
        Endpoint.Reserved reserved = (Endpoint.Reserved) endpoint;
        return reserved(reserved.entities(), reserved.addresses());
    }

    private static Party reserved(Set<CiliumEntity> entities, List<Ip> addresses) {
        return new Party(Optional.empty(), new TreeMap<>(), entities, addresses, new TreeSet<>());
    }

    private static Map<String, String> identityLabels(Endpoint.Pod pod, CiliumLabelFilter filter) {
        Labels kept = filter.filter(pod.labels());
        TreeMap<String, String> labels = new TreeMap<>(kept.map());
        pod.namespaceLabels().map().forEach((key, value) -> labels.put(NAMESPACE_LABELS + "." + key, value));
        labels.put(NAMESPACE, pod.namespace());
        labels.put(CLUSTER, pod.cluster());
        if (!pod.serviceAccount().isEmpty()) {
            labels.put(SERVICE_ACCOUNT, pod.serviceAccount());
        }
        return labels;
    }

    /** Whether it is outside the cluster. */
    boolean isWorld() {
        return reserved.contains(CiliumEntity.WORLD)
                || reserved.contains(CiliumEntity.WORLD_IPV4)
                || reserved.contains(CiliumEntity.WORLD_IPV6);
    }

    /** Whether it is the node of the other end. */
    boolean isOwnNode() {
        return reserved.contains(CiliumEntity.HOST);
    }
}
