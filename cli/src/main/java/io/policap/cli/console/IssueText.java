package io.policap.cli.console;

import io.policap.infer.issue.Issue;

/** Issues on one line each. */
public final class IssueText {
    private IssueText() {}

    /** {@code code place: message}. */
    public static String line(Issue issue) {
        String place = issue.place().isEmpty() ? "" : issue.place() + ": ";
        return Printable.line(issue.code().text() + ": " + place + issue.message());
    }
}
