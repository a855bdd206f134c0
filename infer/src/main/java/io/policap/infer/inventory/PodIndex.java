package io.policap.infer.inventory;

import io.policap.infer.net.Ip;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The pods by address, by name and by workload, over time. */
final class PodIndex {
    private final List<PodRecord> pods;
    private final Tenancies<Ip> byAddress = new Tenancies<>();
    private final Tenancies<PodKey> byName = new Tenancies<>();
    private final Map<WorkloadKey, List<PodRecord>> byWorkload = new TreeMap<>();

    PodIndex(List<PodRecord> sorted) {
        pods = List.copyOf(sorted);
        for (PodRecord pod : pods) {
            byWorkload.computeIfAbsent(pod.workload(), key -> new ArrayList<>()).add(pod);
        }
        List<PodRecord> byStart = new ArrayList<>(pods);
        byStart.sort(PodIndex::compareStart);
        for (PodRecord pod : byStart) {
            byName.add(pod.key(), pod);
            if (!pod.hostNetwork()) {
                for (Ip address : pod.addresses()) {
                    byAddress.add(address, pod);
                }
            }
        }
    }

    private static int compareStart(PodRecord left, PodRecord right) {
        int byStart = left.lifetime().from().compareTo(right.lifetime().from());
        return byStart != 0 ? byStart : left.compareTo(right);
    }

    List<PodRecord> pods() {
        return pods;
    }

    List<PodRecord> podsOf(WorkloadKey workload) {
        return List.copyOf(byWorkload.getOrDefault(workload, List.of()));
    }

    Iterable<WorkloadKey> workloads() {
        return byWorkload.keySet();
    }

    List<PodRecord> everyoneAt(Ip address) {
        return byAddress.everyone(address);
    }

    Lifetime same(Ip address, Instant time) {
        return byAddress.same(address, time);
    }

    /** The pod that owned the address; with an unknown time, the only one that ever did. */
    Optional<PodRecord> owner(Ip address, Instant time) {
        List<PodRecord> owners = time.equals(Instant.MIN) ? byAddress.everyone(address) : byAddress.at(address, time);
        return owners.size() == 1 ? Optional.of(owners.get(0)) : Optional.empty();
    }

    /**
     * The pod of that name at that time. A name tells more than an address: outside every lifetime it is the last pod
     * that had started by then, else the first; with an unknown time the newest, if all are of one workload.
     */
    Optional<PodRecord> named(PodKey key, Instant time) {
        List<PodRecord> all = byName.everyone(key);
        if (all.size() <= 1) {
            return all.stream().findFirst();
        }
        if (time.equals(Instant.MIN)) {
            long workloads = all.stream().map(PodRecord::workload).distinct().count();
            return workloads == 1 ? Optional.of(all.get(all.size() - 1)) : Optional.empty();
        }
        PodRecord best = all.get(0);
        for (PodRecord pod : all) {
            if (!pod.lifetime().from().isAfter(time)) {
                best = pod;
            }
        }
        return Optional.of(best);
    }
}
