package io.policap.infer.evaluate;

import io.policap.infer.label.Labels;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Finds the policies that select a pod; the answer is kept for pods that are alike. Safe for several threads. */
final class SubjectIndex {
    /** Pods that differ in more ways than this are looked up anew each time. */
    private static final int MAX_KEPT = 100_000;

    private final Map<String, List<CompiledPolicy>> byNamespace = new HashMap<>();
    private final List<CompiledPolicy> everywhere = new ArrayList<>();
    private final Map<Key, List<CompiledPolicy>> kept = new ConcurrentHashMap<>();

    /**
     * @param policies in the order in which rules are to be named
     */
    SubjectIndex(List<CompiledPolicy> policies) {
        for (CompiledPolicy policy : policies) {
            if (policy.namespace().isEmpty()) {
                everywhere.add(policy);
            } else {
                byNamespace
                        .computeIfAbsent(policy.namespace(), namespace -> new ArrayList<>())
                        .add(policy);
            }
        }
    }

    List<CompiledPolicy> policiesFor(Endpoint.Pod pod, Party party) {
        Key key = new Key(pod.cluster(), pod.namespace(), pod.labels(), pod.namespaceLabels(), pod.serviceAccount());
        List<CompiledPolicy> known = kept.get(key);
        if (known != null) {
            return known;
        }
        List<CompiledPolicy> found = new ArrayList<>();
        for (CompiledPolicy policy : byNamespace.getOrDefault(pod.namespace(), List.of())) {
            if (policy.subject().test(party)) {
                found.add(policy);
            }
        }
        for (CompiledPolicy policy : everywhere) {
            if (policy.subject().test(party)) {
                found.add(policy);
            }
        }
        if (kept.size() < MAX_KEPT) {
            kept.put(key, found);
        }
        return found;
    }

    private record Key(
            String cluster, String namespace, Labels labels, Labels namespaceLabels, String serviceAccount) {}
}
