package io.policap.infer.replay;

import io.policap.infer.connection.Party;
import io.policap.infer.evaluate.Endpoint;
import io.policap.infer.inventory.Inventory;
import io.policap.infer.inventory.NamespaceRecord;
import io.policap.infer.inventory.PodRecord;
import io.policap.infer.inventory.WorkloadKey;
import io.policap.infer.label.Labels;
import io.policap.infer.learn.edge.End;
import io.policap.infer.net.Cidr;
import io.policap.infer.net.Ip;
import io.policap.infer.policy.cilium.CiliumEntity;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Puts the ends of an edge into the evaluator's terms, as they stand today. */
public final class ReplayEndpoints {
    private static final Comparator<PodRecord> NEWEST_LAST =
            Comparator.comparing((PodRecord pod) -> pod.lifetime().from()).thenComparing(PodRecord::key);

    private final Inventory inventory;

    public ReplayEndpoints(Inventory inventory) {
        this.inventory = inventory;
    }

    /**
     * The endpoints that stand for one end.
     *
     * <p>A workload is stood for by its newest running pod, else by its newest pod of all, with that pod's labels; one
     * that the inventory does not know by a pod with the labels that were seen.
     *
     * @param end what the end is
     * @param party how it was seen
     * @param v6 the family of the connection
     * @param names DNS names by which it was known
     */
    List<Endpoint> of(End end, Party party, boolean v6, Collection<String> names) {
        List<Endpoint> endpoints = new ArrayList<>();
        if (end instanceof End.Workloads) {
            for (WorkloadKey key : ((End.Workloads) end).keys()) {
                endpoints.add(newestPod(key).map(pod -> pod(pod, v6)).orElseGet(() -> seen(key, party)));
            }
        } else if (end instanceof End.Node) {
            endpoints.add(node((End.Node) end));
        } else if (end instanceof End.IngressProxy) {
            endpoints.add(new Endpoint.Reserved(EnumSet.of(CiliumEntity.INGRESS), List.of()));
        } else if (end instanceof End.Outside) {
            for (Cidr prefix : ((End.Outside) end).prefixes()) {
                endpoints.add(new Endpoint.Address(prefix.network(), new TreeSet<>(names)));
                if (!prefix.isSingle()) {
                    endpoints.add(new Endpoint.Address(prefix.last(), new TreeSet<>(names)));
                }
            }
        }
        return endpoints;
    }

    /** The client, as another replica where it is the server as well: a pod may always reach itself. */
    static Endpoint apart(Endpoint client, Endpoint server) {
        boolean same = client instanceof Endpoint.Pod one
                && server instanceof Endpoint.Pod other
                && !one.hostNetwork()
                && one.isSamePod(other);
        if (!same) {
            return client;
        }
        Endpoint.Pod pod = (Endpoint.Pod) client;
        return new Endpoint.Pod(
                pod.cluster(),
                pod.namespace(),
                pod.name() + "-replica",
                pod.labels(),
                pod.namespaceLabels(),
                pod.serviceAccount(),
                pod.addresses(),
                pod.ports(),
                pod.node(),
                false);
    }

    private Optional<PodRecord> newestPod(WorkloadKey workload) {
        List<PodRecord> pods = inventory.podsOf(workload);
        Optional<PodRecord> running = pods.stream().filter(PodRecord::isRunning).max(NEWEST_LAST);
        return running.isPresent() ? running : pods.stream().max(NEWEST_LAST);
    }

    /** A pod of the inventory, with its addresses of one family. */
    public Endpoint pod(PodRecord pod, boolean v6) {
        List<Ip> addresses =
                pod.addresses().stream().filter(address -> address.v6() == v6).toList();
        return new Endpoint.Pod(
                pod.key().cluster(),
                pod.key().namespace(),
                pod.key().name(),
                pod.labels(),
                namespaceLabels(pod.key().cluster(), pod.key().namespace()),
                pod.serviceAccount(),
                addresses,
                pod.ports(),
                pod.node(),
                pod.hostNetwork());
    }

    private Endpoint seen(WorkloadKey key, Party party) {
        Labels labels = party instanceof Party.Pods ? ((Party.Pods) party).labels() : Labels.NONE;
        return new Endpoint.Pod(
                key.cluster(),
                key.namespace(),
                key.name(),
                labels,
                namespaceLabels(key.cluster(), key.namespace()),
                "",
                List.of(),
                List.of(),
                "",
                false);
    }

    private static Endpoint node(End.Node node) {
        Set<CiliumEntity> entities = EnumSet.of(node.own() ? CiliumEntity.HOST : CiliumEntity.REMOTE_NODE);
        if (node.apiServer()) {
            entities.add(CiliumEntity.KUBE_APISERVER);
        }
        return new Endpoint.Reserved(entities, List.of(node.address()));
    }

    private Labels namespaceLabels(String cluster, String namespace) {
        Map<String, String> labels = new TreeMap<>(inventory
                .namespace(cluster, namespace)
                .map(NamespaceRecord::labels)
                .orElse(Labels.NONE)
                .map());
        labels.put("kubernetes.io/metadata.name", namespace);
        return Labels.of(labels);
    }
}
