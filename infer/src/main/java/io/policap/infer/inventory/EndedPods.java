package io.policap.infer.inventory;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which of the pods that are gone are forgotten when there are too many. */
final class EndedPods {
    private record Ended(String id, PodHistory history) {}

    private static final Comparator<Ended> LAST_FIRST = Comparator.<Ended, Instant>comparing(
                    ended -> ended.history.end())
            .thenComparing(Ended::id)
            .reversed();

    private EndedPods() {}

    /** The names, in {@code pods}, of those that go: the first that ended, the last of each workload after all others. */
    static List<String> surplus(Map<String, PodHistory> pods, int kept, Ownership ownership) {
        List<Ended> ended = new ArrayList<>();
        pods.forEach((id, history) -> {
            if (history.isDeleted()) {
                ended.add(new Ended(id, history));
            }
        });
        if (ended.size() <= kept) {
            return List.of();
        }
        ended.sort(LAST_FIRST);
        Set<WorkloadKey> seen = new HashSet<>();
        List<String> lastOfTheirs = new ArrayList<>();
        List<String> others = new ArrayList<>();
        for (Ended pod : ended) {
            (seen.add(ownership.workloadOf(pod.history.owned())) ? lastOfTheirs : others).add(pod.id);
        }
        lastOfTheirs.addAll(others);
        return List.copyOf(lastOfTheirs.subList(kept, lastOfTheirs.size()));
    }
}
