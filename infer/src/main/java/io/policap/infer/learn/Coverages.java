package io.policap.infer.learn;

import io.policap.infer.baseline.BaselineSnapshot;
import io.policap.infer.baseline.Span;
import io.policap.infer.flow.BlindSpot;
import io.policap.infer.intent.Coverage;
import io.policap.infer.inventory.PodRecord;
import io.policap.infer.inventory.WorkloadKey;
import java.time.Instant;
import java.util.List;
import java.util.TreeSet;

/** What the sources could see of each workload (R19): a Hubble source covers the pods of the nodes that reported. */
final class Coverages {
    private final BaselineSnapshot snapshot;
    private final WorkloadDirectory directory;
    private final Span window;

    Coverages(BaselineSnapshot snapshot, WorkloadDirectory directory) {
        this.snapshot = snapshot;
        this.directory = directory;
        this.window = snapshot.span();
    }

    /** The coverage of both directions: a node that reports sees its pods' ingress and egress alike. */
    Coverage of(WorkloadKey workload) {
        TreeSet<Boolean> covered = new TreeSet<>();
        for (PodRecord pod : directory.inventory().podsOf(workload)) {
            if (!pod.hostNetwork() && livedIn(pod, window)) {
                covered.add(snapshot.reports().containsKey(pod.node()));
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

    /** The blind spots of the nodes on which the workload ran, during the recording. */
    List<BlindSpot> blindSpots(WorkloadKey workload) {
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
