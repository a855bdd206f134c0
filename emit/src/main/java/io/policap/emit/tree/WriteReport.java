package io.policap.emit.tree;

import io.policap.infer.issue.Issue;
import java.util.List;

/**
 * What became of an output directory.
 *
 * @param written files that are new or changed
 * @param unchanged files that were there already with the same content
 * @param removed files that we wrote once and that are no longer needed
 * @param issues files that were left alone because somebody else wrote or edited them, sorted
 */
public record WriteReport(int written, int unchanged, int removed, List<Issue> issues) {
    public WriteReport {
        issues = issues.stream().sorted().toList();
    }
}
