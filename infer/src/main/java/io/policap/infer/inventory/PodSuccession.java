package io.policap.infer.inventory;

import io.policap.infer.net.Ip;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What pods tell of each other: the next pod of a name ends the one before, a node's address makes a pod host-bound. */
final class PodSuccession {
    private PodSuccession() {}

    /** The pods, sorted, where an earlier pod of the same name is over when the next one starts. */
    static List<PodRecord> of(List<PodRecord> pods) {
        List<PodRecord> sorted = new ArrayList<>(pods);
        sorted.sort(null);
        for (int i = 0; i + 1 < sorted.size(); i++) {
            PodRecord pod = sorted.get(i);
            PodRecord next = sorted.get(i + 1);
            if (pod.key().equals(next.key())
                    && pod.lifetime().from().isBefore(next.lifetime().from())) {
                Lifetime life = pod.lifetime();
                Lifetime cut = life.to().isAfter(next.lifetime().from())
                        ? new Lifetime(life.from(), next.lifetime().from())
                        : life;
                sorted.set(i, with(pod, pod.addresses(), pod.hostNetwork(), cut, true));
            }
        }
        return List.copyOf(sorted);
    }

    /** The pods, where one that has its node's own address is on the node's network, whatever was seen of its spec. */
    static List<PodRecord> onNodes(List<PodRecord> pods, List<NodeRecord> nodes) {
        Map<String, List<Ip>> byNode = new TreeMap<>();
        Set<Ip> all = new HashSet<>();
        for (NodeRecord node : nodes) {
            byNode.put(node.cluster() + "/" + node.name(), node.addresses());
            all.addAll(node.addresses());
        }
        List<PodRecord> result = new ArrayList<>();
        for (PodRecord pod : pods) {
            boolean host = pod.hostNetwork() || hasAny(all, pod.addresses());
            if (!host) {
                result.add(pod);
                continue;
            }
            List<Ip> addresses = pod.addresses().isEmpty()
                    ? byNode.getOrDefault(pod.key().cluster() + "/" + pod.node(), List.of())
                    : pod.addresses();
            result.add(with(pod, addresses, true, pod.lifetime(), pod.deleted()));
        }
        return result;
    }

    private static boolean hasAny(Set<Ip> all, List<Ip> addresses) {
        for (Ip address : addresses) {
            if (all.contains(address)) {
                return true;
            }
        }
        return false;
    }

    private static PodRecord with(PodRecord pod, List<Ip> addresses, boolean host, Lifetime life, boolean deleted) {
        return new PodRecord(
                pod.key(),
                pod.uid(),
                pod.labels(),
                pod.workload(),
                pod.node(),
                addresses,
                host,
                pod.phase(),
                life,
                pod.ports(),
                pod.probePorts(),
                pod.specKnown(),
                pod.serviceAccount(),
                deleted);
    }
}
