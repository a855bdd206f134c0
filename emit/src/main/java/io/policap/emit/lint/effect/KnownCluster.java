package io.policap.emit.lint.effect;

import io.policap.infer.inventory.Inventory;
import io.policap.infer.inventory.NamespaceRecord;
import io.policap.infer.inventory.NodeRecord;
import io.policap.infer.inventory.OwnerRecord;
import io.policap.infer.inventory.PodRecord;
import io.policap.infer.inventory.WorkloadKey;
import io.policap.infer.label.Labels;
import io.policap.infer.net.Cidr;
import io.policap.infer.net.Ip;
import io.policap.infer.policy.cilium.CiliumLabelFilter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** The pods and nodes of an inventory, as selectors and prefixes see them. */
public final class KnownCluster {
    private final List<KnownPod> pods = new ArrayList<>();
    private final TreeSet<Ip> podAddresses = new TreeSet<>();
    private final TreeSet<Ip> nodeAddresses = new TreeSet<>();

    /**
     * A pod that can be selected, or one that a workload would make.
     *
     * @param labels all its labels, as Kubernetes matches them
     * @param identity those that Cilium keeps, with its namespace and the namespace's labels as Cilium spells them
     */
    record KnownPod(String namespace, Map<String, String> labels, Map<String, String> identity) {}

    public KnownCluster(Inventory inventory, CiliumLabelFilter filter) {
        Map<String, NamespaceRecord> namespaces = new TreeMap<>();
        inventory.namespaces().forEach(namespace -> namespaces.put(namespace.name(), namespace));
        for (PodRecord pod : inventory.pods()) {
            // Pods that have ended count: those of a CronJob come again.
            if (!pod.hostNetwork()) {
                pods.add(known(pod.key().namespace(), pod.labels(), filter, namespaces));
                if (pod.isRunning()) {
                    podAddresses.addAll(pod.addresses());
                }
            }
        }
        for (WorkloadKey workload : inventory.workloads()) {
            inventory
                    .owner(workload)
                    .map(OwnerRecord::templateLabels)
                    .filter(labels -> !labels.isEmpty())
                    .ifPresent(labels -> pods.add(known(workload.namespace(), labels, filter, namespaces)));
        }
        for (NodeRecord node : inventory.nodes()) {
            nodeAddresses.addAll(node.addresses());
            nodeAddresses.addAll(node.cniAddresses());
        }
    }

    private static KnownPod known(
            String namespace, Labels labels, CiliumLabelFilter filter, Map<String, NamespaceRecord> namespaces) {
        Map<String, String> identity = new TreeMap<>(filter.filter(labels).map());
        identity.put(LabelKey.NAMESPACE, namespace);
        identity.put(LabelKey.NAMESPACE_LABELS + "kubernetes.io/metadata.name", namespace);
        NamespaceRecord record = namespaces.get(namespace);
        if (record != null) {
            record.labels().map().forEach((key, value) -> identity.put(LabelKey.NAMESPACE_LABELS + key, value));
        }
        return new KnownPod(namespace, labels.map(), identity);
    }

    List<KnownPod> pods() {
        return pods;
    }

    /** How many addresses of pods are in a prefix and in none of its exceptions. */
    long podsIn(Cidr cidr, List<Cidr> except) {
        return in(podAddresses, cidr, except);
    }

    /** How many addresses of nodes are in a prefix and in none of its exceptions. */
    long nodesIn(Cidr cidr, List<Cidr> except) {
        return in(nodeAddresses, cidr, except);
    }

    private static long in(TreeSet<Ip> addresses, Cidr cidr, List<Cidr> except) {
        return addresses.subSet(cidr.network(), true, cidr.last(), true).stream()
                .filter(address -> except.stream().noneMatch(hole -> hole.contains(address)))
                .count();
    }
}
