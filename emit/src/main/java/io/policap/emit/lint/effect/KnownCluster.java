package io.policap.emit.lint.effect;

import io.policap.emit.lint.finding.Spot;
import io.policap.infer.inventory.ContainerPort;
import io.policap.infer.inventory.Inventory;
import io.policap.infer.inventory.NamespaceRecord;
import io.policap.infer.inventory.NodeRecord;
import io.policap.infer.inventory.OwnerRecord;
import io.policap.infer.inventory.PodRecord;
import io.policap.infer.inventory.ServiceRecord;
import io.policap.infer.inventory.WorkloadKey;
import io.policap.infer.label.Labels;
import io.policap.infer.net.Cidr;
import io.policap.infer.net.Ip;
import io.policap.infer.policy.cilium.CiliumLabelFilter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** The pods and nodes of an inventory, as selectors and prefixes see them. */
public final class KnownCluster {
    private final List<KnownPod> pods = new ArrayList<>();
    private final List<ServiceRecord> services;
    private final TreeSet<Ip> podAddresses = new TreeSet<>();
    private final TreeSet<Ip> nodeAddresses = new TreeSet<>();

    /**
     * A pod that can be selected, or one that a workload would make.
     *
     * @param labels all its labels, as Kubernetes matches them
     * @param identity those that Cilium keeps, with its namespace and the namespace's labels as Cilium spells them
     * @param ports the ports that its containers declare
     * @param portsKnown whether these are known
     */
    record KnownPod(
            String namespace,
            Map<String, String> labels,
            Map<String, String> identity,
            List<ContainerPort> ports,
            boolean portsKnown) {}

    public KnownCluster(Inventory inventory, CiliumLabelFilter filter) {
        services = inventory.services();
        Map<String, NamespaceRecord> namespaces = new TreeMap<>();
        inventory.namespaces().forEach(namespace -> namespaces.put(namespace.name(), namespace));
        for (PodRecord pod : inventory.pods()) {
            // Pods that have ended count: those of a CronJob come again.
            if (!pod.hostNetwork()) {
                KnownPod known = known(pod.key().namespace(), pod.labels(), filter, namespaces);
                pods.add(new KnownPod(
                        known.namespace(), known.labels(), known.identity(), pod.ports(), pod.specKnown()));
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
        return new KnownPod(namespace, labels.map(), identity, List.of(), false);
    }

    /** The pods of a selector of Cilium, in one namespace or in all. */
    List<KnownPod> selected(Spot selector, Optional<String> namespace) {
        if (!SelectorMatch.isAboutPods(selector)) {
            return List.of();
        }
        return pods.stream()
                .filter(pod -> namespace.isEmpty() || namespace.get().equals(pod.namespace()))
                .filter(pod -> SelectorMatch.matches(selector, pod.identity()))
                .toList();
    }

    /**
     * Whether a name is that of a service with pods behind it; one without a selector, or for an external name, may well
     * lead out of the cluster.
     */
    boolean hasPodsBehind(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        for (ServiceRecord service : services) {
            String start = service.name() + "." + service.namespace() + ".svc.";
            if (lower.startsWith(start)
                    && !service.selector().isEmpty()
                    && service.externalName().isEmpty()) {
                return true;
            }
        }
        return false;
    }

    List<ServiceRecord> services() {
        return services;
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
