package io.policap.infer.learn.workload;

import io.policap.infer.baseline.BaselineSnapshot;
import io.policap.infer.baseline.Span;
import io.policap.infer.flow.BlindSpot;
import io.policap.infer.intent.Coverage;
import io.policap.infer.inventory.PodRecord;
import io.policap.infer.inventory.WorkloadKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What the sources could see of each workload (R19): a Hubble source covers the pods of the nodes that reported. */
public final class Coverages {
    /** How long a node that reports may have nothing to report. */
    private static final Duration QUIET = Duration.ofMinutes(10);

    private final BaselineSnapshot snapshot;
    private final WorkloadDirectory directory;
    private final Span window;

    public Coverages(BaselineSnapshot snapshot, WorkloadDirectory directory) {
        this.snapshot = snapshot;
        this.directory = directory;
        this.window = snapshot.span();
    }

    /** The coverage of both directions: a node that reports sees its pods' ingress and egress alike. */
    public Coverage of(WorkloadKey workload) {
        TreeSet<Boolean> covered = new TreeSet<>();
        for (PodRecord pod : directory.inventory().podsOf(workload)) {
            if (!pod.hostNetwork() && livedIn(pod, window)) {
                covered.addAll(seen(pod));
            }
        }
        if (covered.isEmpty()) {
            for (String node : directory.nodesOf(workload)) {
                covered.add(snapshot.reports().containsKey(node));
            }
        }
        if (covered.isEmpty() || !covered.last()) {
            return Coverage.UNKNOWN;
        }
        return covered.first() ? Coverage.FULL : Coverage.PARTIAL;
    }

    /**
     * Whether the node reported while the pod lived: true and false together where it did for a part of that time only.
     * A quiet node may have nothing to report for a while.
     */
    private Set<Boolean> seen(PodRecord pod) {
        Span report = snapshot.reports().get(pod.node());
        if (report == null) {
            return Set.of(false);
        }
        if (!report.isKnown() || !window.isKnown()) {
            return Set.of(true);
        }
        Instant from =
                pod.lifetime().from().isAfter(window.first()) ? pod.lifetime().from() : window.first();
        Instant to =
                pod.lifetime().to().isBefore(window.last()) ? pod.lifetime().to() : window.last();
        boolean whole =
                !report.first().isAfter(from.plus(QUIET)) && !report.last().isBefore(to.minus(QUIET));
        return whole ? Set.of(true) : Set.of(true, false);
    }

    /** The blind spots of the nodes on which the workload ran, during the recording. */
    public List<BlindSpot> blindSpots(WorkloadKey workload) {
        TreeSet<String> nodes = new TreeSet<>(directory.nodesOf(workload));
        directory.inventory().podsOf(workload).forEach(pod -> nodes.add(pod.node()));
        return snapshot.blindSpots().stream()
                .filter(spot -> spot.node().isEmpty() || nodes.isEmpty() || nodes.contains(spot.node()))
                .filter(this::inWindow)
                .toList();
    }

    private boolean inWindow(BlindSpot spot) {
        return !window.isKnown()
                || (!spot.from().isAfter(window.last()) && !spot.to().isBefore(window.first()));
    }

    private static boolean livedIn(PodRecord pod, Span window) {
        if (!window.isKnown()) {
            return true;
        }
        Instant from = pod.lifetime().from();
        Instant to = pod.lifetime().to();
        return !from.isAfter(window.last()) && !to.isBefore(window.first());
    }
}
