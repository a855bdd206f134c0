package io.policap.infer.learn;

import io.policap.infer.baseline.BucketRun;
import io.policap.infer.baseline.Span;
import io.policap.infer.intent.Confidence;
import io.policap.infer.inventory.WorkloadKey;
import io.policap.infer.learn.edge.Edge;
import io.policap.infer.learn.edge.End;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
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
        private final List<BucketRun> buckets = new ArrayList<>();
        private final Map<String, List<BucketRun>> edges = new TreeMap<>();
        private Span span = Span.NEVER;
        private long flows;
    }

    /** No clock reaches this interval: keeps sums from overflowing on nonsense. */
    private static final long FARTHEST = 1L << 50;

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
        tally.edges
                .computeIfAbsent(edge.describe(), key -> new ArrayList<>())
                .addAll(edge.evidence().buckets());
        tally.buckets.addAll(edge.evidence().buckets());
        tally.span = tally.span.join(edge.evidence().span());
        tally.flows += edge.evidence().mostTotal();
    }

    /** How many intervals the runs cover together; never by counting them one by one, as a run may be very long. */
    static long covered(List<BucketRun> runs) {
        List<BucketRun> sorted =
                runs.stream().sorted(Comparator.comparing(BucketRun::first)).toList();
        long covered = 0;
        long end = Long.MIN_VALUE;
        for (BucketRun run : sorted) {
            long first = Math.max(run.first(), -FARTHEST);
            long last = Math.min(run.last(), FARTHEST);
            if (last > end && last >= first) {
                covered += last - Math.max(first - 1, end);
                end = last;
            }
        }
        return covered;
    }

    Confidence of(WorkloadKey workload) {
        Tally tally = tallies.get(workload);
        if (tally == null) {
            return new Confidence(0, Instant.MAX, Instant.MIN, 0, 0, 1, 0, 0);
        }
        long once =
                tally.edges.values().stream().filter(runs -> covered(runs) <= 1).count();
        long intervals = covered(tally.buckets);
        double estimate = intervals == 0 ? 1 : Math.min(1, (double) once / intervals);
        return new Confidence(
                tally.flows, tally.span.first(), tally.span.last(), intervals, tally.edges.size(), estimate, 0, 0);
    }
}
