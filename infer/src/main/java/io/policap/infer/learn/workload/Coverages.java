package io.policap.infer.learn.workload;

import io.policap.infer.baseline.BaselineSnapshot;
import io.policap.infer.baseline.Span;
import io.policap.infer.flow.BlindSpot;
import io.policap.infer.flow.Vantage;
import io.policap.infer.intent.Coverage;
import io.policap.infer.inventory.PodRecord;
import io.policap.infer.inventory.WorkloadKey;
import io.policap.infer.learn.workload.Sight.Share;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;

/** What the sources could see of each workload in each direction, by the vantages that they claim (R19). */
public final class Coverages {
    /** How long a source may have nothing to show. */
    private static final Duration QUIET = Duration.ofMinutes(10);

    private final BaselineSnapshot snapshot;
    private final WorkloadDirectory directory;
    private final Span window;

    public Coverages(BaselineSnapshot snapshot, WorkloadDirectory directory) {
        this.snapshot = snapshot;
        this.directory = directory;
        this.window = snapshot.span();
    }

    /** What the sources could see of what reaches the workload's pods. */
    public Coverage ingress(WorkloadKey workload) {
        return of(workload, Sight::ingress);
    }

    /** What the sources could see of what the workload's pods send. */
    public Coverage egress(WorkloadKey workload) {
        return of(workload, Sight::egress);
    }

    private Coverage of(WorkloadKey workload, Function<Sight, Share> direction) {
        EnumSet<Share> shares = EnumSet.noneOf(Share.class);
        for (PodRecord pod : directory.inventory().podsOf(workload)) {
            if (!pod.hostNetwork() && livedIn(pod, window)) {
                shares.add(share(pod, direction));
            }
        }
        if (shares.isEmpty()) {
            for (String node : directory.nodesOf(workload)) {
                shares.add(share(node, direction));
            }
        }
        if (shares.isEmpty() || shares.equals(EnumSet.of(Share.NOTHING))) {
            return Coverage.UNKNOWN;
        }
        boolean whole = shares.equals(EnumSet.of(Share.ALL)) && blindSpots(workload).isEmpty();
        return whole ? Coverage.FULL : Coverage.PARTIAL;
    }

    /** The most that one vantage shows of a pod; a vantage that was there for a part of the pod's life shows some. */
    private Share share(PodRecord pod, Function<Sight, Share> direction) {
        Share most = Share.NOTHING;
        for (Map.Entry<Vantage, Span> claim : snapshot.claims().entrySet()) {
            Share share = direction.apply(Sight.ofPod(claim.getKey(), pod.key(), pod.node()));
            if (share == Share.ALL && !isWhole(claim.getValue(), pod)) {
                share = Share.SOME;
            }
            most = share.compareTo(most) > 0 ? share : most;
        }
        return most;
    }

    private Share share(String node, Function<Sight, Share> direction) {
        Share most = Share.NOTHING;
        for (Vantage vantage : snapshot.claims().keySet()) {
            Share share = direction.apply(Sight.ofNode(vantage, node));
            most = share.compareTo(most) > 0 ? share : most;
        }
        return most;
    }

    /** Whether a claim spans the pod's life within the recording; a quiet node may have nothing to show for a while. */
    private boolean isWhole(Span claim, PodRecord pod) {
        if (!claim.isKnown() || !window.isKnown()) {
            return true;
        }
        Instant from =
                pod.lifetime().from().isAfter(window.first()) ? pod.lifetime().from() : window.first();
        Instant to =
                pod.lifetime().to().isBefore(window.last()) ? pod.lifetime().to() : window.last();
        return !claim.first().isAfter(from.plus(QUIET)) && !claim.last().isBefore(to.minus(QUIET));
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
