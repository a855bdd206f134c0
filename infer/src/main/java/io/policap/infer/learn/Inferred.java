package io.policap.infer.learn;

import static java.util.Objects.requireNonNull;

import io.policap.infer.http.PathLeaf;
import io.policap.infer.intent.Intent;
import io.policap.infer.issue.IssueCode;
import io.policap.infer.learn.edge.JudgedEdge;
import io.policap.infer.range.AddressFigures;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What inference concludes.
 *
 * @param intent who may reach whom
 * @param edges every edge of the recording with its outcome, in the order of the connection classes
 * @param crossCheck what one kind of source saw and the other did not; absent where there was one kind only
 * @param addresses what became of outside addresses, in numbers
 * @param requests what was asked for over HTTP on each edge, by the edge in words; only of edges of which it is known
 * @param issueCounts how often each issue was found, also where the intent lists only the first of them
 */
public record Inferred(
        Intent intent,
        List<JudgedEdge> edges,
        Optional<CrossCheck> crossCheck,
        AddressFigures addresses,
        SortedMap<String, List<PathLeaf>> requests,
        SortedMap<IssueCode, Long> issueCounts) {
    public Inferred {
        requireNonNull(intent, "intent");
        requireNonNull(crossCheck, "crossCheck");
        requireNonNull(addresses, "addresses");
        edges = List.copyOf(edges);
        requests = Collections.unmodifiableSortedMap(new TreeMap<>(requests));
        issueCounts = Collections.unmodifiableSortedMap(new TreeMap<>(issueCounts));
    }
}
