package io.policap.infer.baseline;

import static java.util.Objects.requireNonNull;

import io.policap.infer.connection.ConnectionClass;
import io.policap.infer.connection.OpenQuestion;
import io.policap.infer.connection.PodSighting;
import io.policap.infer.flow.BlindSpot;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a baseline holds at one moment, immutable and sorted: the record that serves replay, verify, merge and files.
 *
 * @param cluster the cluster's name
 * @param books the account of what was read
 * @param classes the connection classes with their evidence
 * @param questions traffic whose direction is not known yet
 * @param pods which pods carried which labels, and when
 * @param reports from when to when each node reported
 * @param blindSpots where something may be missing, sorted
 * @param refused records that could not be kept because a limit was reached
 */
public record BaselineSnapshot(
        String cluster,
        Books books,
        SortedMap<ConnectionClass, ClassEvidence> classes,
        SortedMap<OpenQuestion, ClassEvidence> questions,
        SortedMap<PodSighting, Span> pods,
        SortedMap<String, Span> reports,
        List<BlindSpot> blindSpots,
        long refused) {
    public BaselineSnapshot {
        requireNonNull(cluster, "cluster");
        requireNonNull(books, "books");
        classes = Collections.unmodifiableSortedMap(new TreeMap<>(classes));
        questions = Collections.unmodifiableSortedMap(new TreeMap<>(questions));
        pods = Collections.unmodifiableSortedMap(new TreeMap<>(pods));
        reports = Collections.unmodifiableSortedMap(new TreeMap<>(reports));
        blindSpots = blindSpots.stream().sorted().toList();
    }

    /** From the first to the last report of any node. */
    public Span span() {
        Span span = Span.NEVER;
        for (Span report : reports.values()) {
            span = span.join(report);
        }
        return span;
    }
}
