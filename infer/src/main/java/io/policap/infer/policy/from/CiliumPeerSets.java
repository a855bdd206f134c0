package io.policap.infer.policy.from;

import io.policap.infer.intent.Peer;
import io.policap.infer.inventory.WorkloadKey;
import io.policap.infer.label.LabelSelector;
import io.policap.infer.label.Requirement;
import io.policap.infer.policy.cilium.CiliumEntity;
import io.policap.infer.policy.cilium.CiliumPeers;
import io.policap.infer.policy.cilium.FqdnSelector;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** Peers in Cilium's words (R5, R7, R9, R11); never two kinds of them in one rule. */
final class CiliumPeerSets {
    private static final String NAMESPACE = "k8s:io.kubernetes.pod.namespace";
    private static final String CLUSTER = "k8s:io.cilium.k8s.policy.cluster";

    private CiliumPeerSets() {}

    /** The peer in Cilium's words; empty where it has none. */
    static Optional<CiliumPeers> of(Peer peer, WorkloadKey subject) {
        if (peer instanceof Peer.Workload workload) {
            return workload.selection()
                    .cilium()
                    .map(selector -> new CiliumPeers.Endpoints(List.of(pinned(selector, workload.key(), subject))));
        }
        if (peer instanceof Peer.EveryPod) {
            LabelSelector anyNamespace = new LabelSelector(new TreeMap<>(), List.of(Requirement.exists(NAMESPACE)));
            return Optional.of(new CiliumPeers.Endpoints(List.of(anyNamespace)));
        }
        if (peer instanceof Peer.ApiServer) {
            return entities(CiliumEntity.KUBE_APISERVER);
        }
        if (peer instanceof Peer.Nodes nodes) {
            return nodes.controlPlane()
                    ? entities(CiliumEntity.HOST, CiliumEntity.REMOTE_NODE, CiliumEntity.KUBE_APISERVER)
                    : entities(CiliumEntity.HOST, CiliumEntity.REMOTE_NODE);
        }
        if (peer instanceof Peer.IngressProxy) {
            return entities(CiliumEntity.INGRESS);
        }
        if (peer instanceof Peer.Anyone) {
            return entities(CiliumEntity.WORLD, CiliumEntity.HOST, CiliumEntity.REMOTE_NODE);
        }
        if (peer instanceof Peer.Names named) {
            List<FqdnSelector> names = new ArrayList<>();
            named.names().forEach(name -> names.add(new FqdnSelector.MatchName(name)));
            named.patterns().forEach(pattern -> names.add(new FqdnSelector.MatchPattern(pattern)));
            return Optional.of(new CiliumPeers.Fqdns(names));
        }
        return Optional.of(new CiliumPeers.Cidrs(((Peer.Addresses) peer).prefixes()));
    }

    private static Optional<CiliumPeers> entities(CiliumEntity... entities) {
        return Optional.of(new CiliumPeers.Entities(List.of(entities)));
    }

    private static LabelSelector pinned(LabelSelector selector, WorkloadKey peer, WorkloadKey subject) {
        TreeMap<String, String> labels = new TreeMap<>(selector.matchLabels());
        boolean otherCluster = !peer.cluster().equals(subject.cluster());
        if (otherCluster || !peer.namespace().equals(subject.namespace())) {
            labels.put(NAMESPACE, peer.namespace());
        }
        if (otherCluster) {
            labels.put(CLUSTER, peer.cluster());
        }
        return new LabelSelector(labels, selector.matchExpressions());
    }
}
