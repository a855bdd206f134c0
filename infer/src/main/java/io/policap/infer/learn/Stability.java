package io.policap.infer.learn;

import io.policap.infer.baseline.BucketRun;
import io.policap.infer.baseline.Span;
import io.policap.infer.intent.Confidence;
import io.policap.infer.inventory.WorkloadKey;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * How likely the next ten minutes bring something new for a workload (R14).
 *
 * <p>The Good-Turing estimate by incidence: edges seen in exactly one ten-minute interval, divided by the intervals in
 * which the workload was seen at all. One busy client counts once per interval, so it does not hide what is rare.
 */
final class Stability {
    private static final class Tally {
        private final TreeSet<Long> buckets = new TreeSet<>();
        private final Map<String, TreeSet<Long>> edges = new TreeMap<>();
        private Span span = Span.NEVER;
        private long flows;
    }

    private final Map<WorkloadKey, Tally> tallies = new TreeMap<>();

    Stability(List<Edge> served) {
        for (Edge edge : served) {
            TreeSet<WorkloadKey> touched = new TreeSet<>();
            collect(edge.client(), touched);
            collect(edge.server(), touched);
            for (WorkloadKey workload : touched) {
                add(tallies.computeIfAbsent(workload, key -> new Tally()), edge);
            }
        }
    }

    private static void collect(End end, TreeSet<WorkloadKey> into) {
        if (end instanceof End.Workloads) {
            into.addAll(((End.Workloads) end).keys());
        }
    }

    private static void add(Tally tally, Edge edge) {
        TreeSet<Long> seen = tally.edges.computeIfAbsent(edge.describe(), key -> new TreeSet<>());
        for (BucketRun run : edge.evidence().buckets()) {
            for (long bucket = run.first(); bucket <= run.last(); bucket++) {
                seen.add(bucket);
                tally.buckets.add(bucket);
            }
        }
        tally.span = tally.span.join(edge.evidence().span());
        tally.flows += edge.evidence().mostTotal();
    }

    Confidence of(WorkloadKey workload) {
        Tally tally = tallies.get(workload);
        if (tally == null) {
            return new Confidence(0, java.time.Instant.MAX, java.time.Instant.MIN, 0, 0, 1);
        }
        long once = tally.edges.values().stream()
                .filter(buckets -> buckets.size() <= 1)
                .count();
        double estimate = tally.buckets.isEmpty() ? 1 : Math.min(1, (double) once / tally.buckets.size());
        return new Confidence(
                tally.flows, tally.span.first(), tally.span.last(), tally.buckets.size(), tally.edges.size(), estimate);
    }
}
