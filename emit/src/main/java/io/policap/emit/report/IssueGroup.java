package io.policap.emit.report;

import static java.util.Objects.requireNonNull;

import io.policap.infer.issue.Issue;
import java.util.List;

/**
 * All issues of one code.
 *
 * @param severity how much they matter, in lower case
 * @param code the code as it is printed
 * @param issues the issues, sorted
 */
public record IssueGroup(String severity, String code, List<Issue> issues) {
    public IssueGroup {
        requireNonNull(severity, "severity");
        requireNonNull(code, "code");
        issues = List.copyOf(issues);
    }
}
