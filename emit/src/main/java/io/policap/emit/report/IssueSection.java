package io.policap.emit.report;

import io.policap.infer.issue.Issue;
import java.util.List;

/** The issues, by severity and code. */
final class IssueSection {
    private final Html html;

    IssueSection(Html html) {
        this.html = html;
    }

    void write(List<IssueGroup> groups) {
        html.open("section", "id", "issues", "aria-labelledby", "issues-title");
        html.element("h2", "Issues", "id", "issues-title").line();
        if (groups.isEmpty()) {
            html.element("p", "Nothing to look at.", "class", "good");
        }
        String severity = "";
        for (IssueGroup group : groups) {
            if (!group.severity().equals(severity)) {
                severity = group.severity();
                html.element("h3", severity, "class", color(severity));
            }
            html.open("details").open("summary").element("code", group.code());
            html.text(" " + Numbers.grouped(group.issues().size()))
                    .close("summary")
                    .open("ul");
            group.issues().forEach(this::issue);
            html.close("ul").close("details").line();
        }
        html.close("section").line();
    }

    private void issue(Issue issue) {
        html.open("li");
        if (!issue.place().isEmpty()) {
            html.element("strong", issue.place()).text(": ");
        }
        html.text(issue.message()).close("li");
    }

    private static String color(String severity) {
        return switch (severity) {
            case "error" -> "bad";
            case "warning" -> "warn";
            case "review" -> "info";
            default -> "soft";
        };
    }
}
