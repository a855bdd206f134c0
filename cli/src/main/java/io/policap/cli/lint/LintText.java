package io.policap.cli.lint;

import io.policap.cli.console.JsonText;
import io.policap.cli.console.Printable;
import io.policap.emit.lint.LintReport;
import io.policap.emit.lint.finding.Finding;
import io.policap.emit.lint.finding.Refuser;
import tools.jackson.core.JsonGenerator;

/** The findings of lint as text and as JSON. */
public final class LintText {
    private LintText() {}

    /**
     * A line for each finding, and one that sums them up.
     *
     * @param quiet whether to leave out that one
     */
    public static String text(LintReport report, boolean quiet) {
        StringBuilder text = new StringBuilder();
        for (Finding finding : report.findings()) {
            text.append(Printable.line(finding.toString())).append('\n');
        }
        if (quiet) {
            return text.toString();
        }
        text.append(count(report.objects(), "object")).append(": ");
        if (report.findings().isEmpty()) {
            return text.append("nothing found\n").toString();
        }
        return text.append(count(report.refusals().size(), "refusal"))
                .append(", ")
                .append(count(report.warnings().size(), "warning"))
                .append('\n')
                .toString();
    }

    private static String count(long number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }

    /** One object with the findings and their number. */
    public static String json(LintReport report) {
        return JsonText.pretty(json -> {
            json.writeNumberProperty("objects", report.objects());
            json.writeNumberProperty("otherObjects", report.others());
            json.writeNumberProperty("refusals", report.refusals().size());
            json.writeNumberProperty("warnings", report.warnings().size());
            json.writeName("findings");
            json.writeStartArray();
            report.findings().forEach(finding -> finding(json, finding));
            json.writeEndArray();
        });
    }

    private static void finding(JsonGenerator json, Finding finding) {
        json.writeStartObject();
        json.writeStringProperty("file", finding.place());
        json.writeNumberProperty("line", finding.line());
        json.writeStringProperty("object", finding.object());
        json.writeStringProperty("path", finding.path());
        json.writeStringProperty("rule", finding.rule().text());
        json.writeName("refusedBy");
        json.writeStartArray();
        for (Refuser refuser : finding.refusedBy()) {
            json.writeString(refuser.text());
        }
        json.writeEndArray();
        json.writeStringProperty("message", finding.message());
        json.writeEndObject();
    }
}
