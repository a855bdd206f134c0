package io.policap.infer.learn;

import io.policap.infer.baseline.BaselineSnapshot;
import io.policap.infer.flow.BlindSpot;
import io.policap.infer.intent.Confidence;
import io.policap.infer.intent.Coverage;
import io.policap.infer.inventory.WorkloadKey;
import io.policap.infer.issue.IssueCode;
import io.policap.infer.issue.Issues;
import io.policap.infer.learn.edge.Edge;
import io.policap.infer.learn.edge.End;
import io.policap.infer.learn.edge.JudgedEdge;
import io.policap.infer.learn.workload.Coverages;
import io.policap.infer.learn.workload.WorkloadDirectory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Which workloads are safe to enforce, and why the others are not (R14, R16, R19); replay is judged elsewhere. */
final class Readiness {
    /** The probability of something new in the next ten minutes above which a workload is not stable. */
    private static final double UNSTABLE = 0.1;

    private static final int SPOTS_TOLD = 3;

    private final BaselineSnapshot snapshot;
    private final WorkloadDirectory directory;
    private final Coverages coverages;
    private final Stability stability;
    private final List<Edges.Undetermined> undetermined;
    private final TreeMap<WorkloadKey, TreeSet<String>> unclear = new TreeMap<>();

    Readiness(
            BaselineSnapshot snapshot,
            WorkloadDirectory directory,
            Stability stability,
            List<JudgedEdge> edges,
            List<Edges.Undetermined> undetermined) {
        this.snapshot = snapshot;
        this.directory = directory;
        this.coverages = new Coverages(snapshot, directory);
        this.stability = stability;
        this.undetermined = undetermined;
        for (JudgedEdge judged : edges) {
            Edge edge = judged.edge();
            if (edge.client() instanceof End.Unattributed) {
                mark(edge.server(), "unattributed client " + Edge.text(edge.client()));
            }
            if (edge.server() instanceof End.Unattributed) {
                mark(edge.client(), "unattributed server " + Edge.text(edge.server()));
            }
        }
        for (Edges.Undetermined open : undetermined) {
            mark(open.left(), "undetermined direction with " + Edge.text(open.right()));
            mark(open.right(), "undetermined direction with " + Edge.text(open.left()));
        }
    }

    private void mark(End end, String reason) {
        if (end instanceof End.Workloads) {
            for (WorkloadKey workload : ((End.Workloads) end).keys()) {
                unclear.computeIfAbsent(workload, key -> new TreeSet<>()).add(reason);
            }
        }
    }

    Coverage ingressCoverage(WorkloadKey workload) {
        return coverages.ingress(workload);
    }

    Coverage egressCoverage(WorkloadKey workload) {
        return coverages.egress(workload);
    }

    Confidence confidence(WorkloadKey workload) {
        List<BlindSpot> blind = coverages.blindSpots(workload);
        long lost = 0;
        for (BlindSpot spot : blind) {
            lost += spot.events();
        }
        return stability.of(workload).withLoss(blind.size(), lost);
    }

    /** The blind spots of the nodes on which the workload ran, during the recording, sorted. */
    List<BlindSpot> blindSpots(WorkloadKey workload) {
        return coverages.blindSpots(workload);
    }

    List<String> notReady(WorkloadKey workload) {
        SortedSet<String> reasons = new TreeSet<>(unclear.getOrDefault(workload, new TreeSet<>()));
        Coverage ingress = ingressCoverage(workload);
        Coverage egress = egressCoverage(workload);
        if (ingress == egress && ingress != Coverage.FULL) {
            reasons.add("coverage " + ingress.text());
        } else {
            addUnlessFull("ingress", ingress, reasons);
            addUnlessFull("egress", egress, reasons);
        }
        List<BlindSpot> blind = coverages.blindSpots(workload);
        if (!blind.isEmpty()) {
            reasons.add(blind.size() + (blind.size() == 1 ? " blind spot" : " blind spots") + " in its window: "
                    + described(blind));
        }
        Confidence confidence = stability.of(workload);
        if (!confidence.isJudged()) {
            reasons.add("seen in " + confidence.buckets()
                    + (confidence.buckets() == 1 ? " ten-minute interval, " : " ten-minute intervals, ")
                    + Confidence.FEWEST_INTERVALS
                    + " are needed to judge stability");
        } else if (confidence.newEdgeProbability() > UNSTABLE) {
            reasons.add(String.format(
                    Locale.ROOT,
                    "not stable: new edge in the next ten minutes with probability %.2f",
                    confidence.newEdgeProbability()));
        }
        return new ArrayList<>(reasons);
    }

    private static String described(List<BlindSpot> blind) {
        String first = blind.stream().limit(SPOTS_TOLD).map(BlindSpot::text).collect(Collectors.joining("; "));
        int more = blind.size() - SPOTS_TOLD;
        return first + (more > 0 ? "; and " + more + " more" : "");
    }

    private static void addUnlessFull(String direction, Coverage coverage, SortedSet<String> reasons) {
        if (coverage != Coverage.FULL) {
            reasons.add(direction + " coverage " + coverage.text());
        }
    }

    void report(Issues issues) {
        for (Edges.Undetermined open : undetermined) {
            issues.add(
                    IssueCode.UNDETERMINED_DIRECTION,
                    Edge.text(open.left()),
                    "traffic with " + Edge.text(open.right()) + " "
                            + open.question().protocol() + " ports "
                            + open.question().leftPort() + " and "
                            + open.question().rightPort()
                            + ": neither end is known to listen, or both are; no rule");
        }
        for (BlindSpot spot : snapshot.blindSpots()) {
            IssueCode code = spot.events() > 0 ? IssueCode.LOST_EVENTS : IssueCode.NODE_UNAVAILABLE;
            issues.add(
                    code,
                    spot.node().isEmpty() ? "every node" : spot.node(),
                    (spot.events() > 0 ? spot.events() + " events lost (" : "out of reach (") + spot.reason()
                            + "); what its pods did then is not known: workloads there are not ready until a"
                            + " recording without gaps is added");
        }
        for (WorkloadKey workload : directory.workloads()) {
            if (!workload.cluster().equals(snapshot.cluster())) {
                continue;
            }
            Coverage coverage = ingressCoverage(workload).and(egressCoverage(workload));
            if (coverage == Coverage.PARTIAL) {
                issues.add(
                        IssueCode.PARTIAL_COVERAGE,
                        workload.toString(),
                        "what some of its pods did, or did for some of the time, no source could see; add the flow logs"
                                + " of every node (hubble-relay), or captures of all interfaces of every node (tcpdump"
                                + " -i any) for the whole time; recording.yaml says where a capture was taken");
            } else if (coverage == Coverage.UNKNOWN) {
                issues.add(
                        IssueCode.UNKNOWN_COVERAGE,
                        workload.toString(),
                        "no source is known to have seen its pods; add the flow logs of their nodes, or captures of all"
                                + " interfaces there (tcpdump -i any); recording.yaml says where a capture was taken");
            }
        }
    }
}
