package io.policap.cli.learn;

import static java.util.Objects.requireNonNull;

import io.policap.cli.source.Ingested;
import io.policap.infer.issue.Issue;
import io.policap.infer.issue.IssueCode;
import io.policap.infer.learn.Inferred;
import io.policap.infer.learn.LearnOptions;
import io.policap.infer.policy.rollout.Mode;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a run of {@code learn} has to show.
 *
 * @param ingested what was read
 * @param options what inference was asked
 * @param inferred what was concluded
 * @param mode the form of the policies
 * @param kinds the result for each kind of policy, by the name of its tree
 * @param issues everything the user has to know, sorted
 */
public record Learned(
        Ingested ingested,
        LearnOptions options,
        Inferred inferred,
        Mode mode,
        SortedMap<String, KindResult> kinds,
        List<Issue> issues) {
    public Learned {
        requireNonNull(ingested, "ingested");
        requireNonNull(options, "options");
        requireNonNull(inferred, "inferred");
        requireNonNull(mode, "mode");
        kinds = Collections.unmodifiableSortedMap(new TreeMap<>(kinds));
        issues = issues.stream().sorted().distinct().toList();
    }

    /** How often each issue was found; the lists hold only the first of very many. */
    public SortedMap<IssueCode, Long> issueCounts() {
        SortedMap<IssueCode, Long> listed = new TreeMap<>();
        issues.forEach(issue -> listed.merge(issue.code(), 1L, Long::sum));
        SortedMap<IssueCode, Long> counts = new TreeMap<>(listed);
        inferred.issueCounts().forEach((code, count) -> counts.merge(code, count, Math::max));
        ingested.issues().counts().forEach((code, count) -> counts.merge(code, count, Math::max));
        return counts;
    }

    /** Whether policies were asked for in force and some were withheld. */
    public boolean isWithheld() {
        return kinds.values().stream().anyMatch(kind -> !kind.withheld().isEmpty());
    }

    /** Whether the replay of no kind denied anything. */
    public boolean isProven() {
        return kinds.values().stream().allMatch(kind -> kind.replay().isClean());
    }
}
