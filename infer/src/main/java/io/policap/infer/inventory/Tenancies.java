package io.policap.infer.inventory;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which pods held a name or an address, and when; an interval index.
 *
 * <p>The start of the next holder in the same cluster ends the one before, so within a cluster at most one holds it at
 * a time unless two start at the same moment.
 */
final class Tenancies<K> {
    private record Tenancy(PodRecord pod, Lifetime lifetime) {}

    private final Map<K, List<Tenancy>> byKey = new HashMap<>();

    /** Adds a holder; pods have to come in the order of their start. */
    void add(K key, PodRecord pod) {
        List<Tenancy> holders = byKey.computeIfAbsent(key, k -> new ArrayList<>(1));
        Instant start = pod.lifetime().from();
        Instant lastStart = Instant.MIN;
        for (int i = holders.size() - 1; i >= 0; i--) {
            Tenancy before = holders.get(i);
            if (!before.pod.key().cluster().equals(pod.key().cluster())
                    || !before.lifetime.from().isBefore(start)) {
                continue;
            }
            if (before.lifetime.from().isBefore(lastStart)) {
                break; // the last start has ended all before it
            }
            lastStart = before.lifetime.from();
            if (before.lifetime.to().isAfter(start)) {
                holders.set(i, new Tenancy(before.pod, new Lifetime(lastStart, start)));
            }
        }
        holders.add(new Tenancy(pod, pod.lifetime()));
    }

    /** Everyone who ever held it, in the order of their start. */
    List<PodRecord> everyone(K key) {
        List<Tenancy> holders = byKey.get(key);
        return holders == null ? List.of() : holders.stream().map(Tenancy::pod).toList();
    }

    /** The time around a point in it in which nobody began or ceased to hold it. */
    Lifetime same(K key, Instant time) {
        Instant from = Instant.MIN;
        Instant to = Instant.MAX;
        List<Tenancy> holders = byKey.getOrDefault(key, List.of());
        for (int i = 0; i < holders.size() * 2; i++) {
            Lifetime lifetime = holders.get(i / 2).lifetime;
            Instant change = i % 2 == 0 ? lifetime.from() : lifetime.to();
            if (change.isAfter(time)) {
                to = change.isBefore(to) ? change : to;
            } else {
                from = change.isAfter(from) ? change : from;
            }
        }
        return new Lifetime(from, to);
    }

    /** Those who held it at that time. */
    List<PodRecord> at(K key, Instant time) {
        List<Tenancy> holders = byKey.get(key);
        if (holders == null) {
            return List.of();
        }
        List<PodRecord> found = new ArrayList<>(1);
        for (int i = 0; i < holders.size(); i++) {
            Tenancy holder = holders.get(i);
            if (holder.lifetime.contains(time)) {
                found.add(holder.pod);
            }
        }
        return found;
    }
}
