package io.policap.emit.report;

import static java.util.Objects.requireNonNull;

import io.policap.infer.baseline.BaselineSnapshot;
import io.policap.infer.issue.Issue;
import io.policap.infer.learn.Inferred;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the report shows, as plain data in the order of the page.
 *
 * @param mode the form of the policies in words: {@code audit} or {@code enforce}
 * @param recording what was read
 * @param outcomes connection classes by what became of them
 * @param probes served classes that are kubelet probes and need no rule
 * @param coverage workloads by what the sources could see of them
 * @param kinds the policies and the proof, per kind
 * @param workloads one per subject, sorted
 * @param issues grouped by code, in the order of severity
 * @param edges who spoke to whom, sorted, at most {@link #EDGES_SHOWN}
 * @param edgesLeftOut edges beyond those
 */
public record ReportModel(
        String mode,
        Recording recording,
        SortedMap<String, Long> outcomes,
        long probes,
        SortedMap<String, Long> coverage,
        List<KindRow> kinds,
        List<WorkloadRow> workloads,
        List<IssueGroup> issues,
        List<EdgeRow> edges,
        long edgesLeftOut) {
    /** Edges that a page holds and a browser still filters at once. */
    public static final int EDGES_SHOWN = 20_000;

    public ReportModel {
        requireNonNull(mode, "mode");
        requireNonNull(recording, "recording");
        outcomes = Collections.unmodifiableSortedMap(new TreeMap<>(outcomes));
        coverage = Collections.unmodifiableSortedMap(new TreeMap<>(coverage));
        kinds = List.copyOf(kinds);
        workloads = List.copyOf(workloads);
        issues = List.copyOf(issues);
        edges = List.copyOf(edges);
    }

    /**
     * The report of a run.
     *
     * @param mode the form of the policies in words
     * @param snapshot what was seen
     * @param inferred what was concluded
     * @param kinds the policies and the proof, per kind, in the order to show them
     * @param issues everything the user has to know
     */
    public static ReportModel of(
            String mode, BaselineSnapshot snapshot, Inferred inferred, List<KindRow> kinds, List<Issue> issues) {
        return new ReportRows(snapshot, inferred).model(mode, kinds, issues);
    }

    /**
     * What was read.
     *
     * @param first the first time in the recording as text, empty where none is known
     * @param last the last time
     * @param nodes nodes that reported
     * @param read flows read
     * @param used flows that became evidence
     * @param refused flows that did not fit into the baseline's limits
     * @param skipped flows that are no evidence, by reason
     * @param blindSpots intervals in which something may be missing
     * @param lost events known to be lost
     */
    public record Recording(
            String cluster,
            String first,
            String last,
            int nodes,
            long read,
            long used,
            long refused,
            SortedMap<String, Long> skipped,
            int blindSpots,
            long lost) {
        public Recording {
            requireNonNull(cluster, "cluster");
            requireNonNull(first, "first");
            requireNonNull(last, "last");
            skipped = Collections.unmodifiableSortedMap(new TreeMap<>(skipped));
        }
    }
}
