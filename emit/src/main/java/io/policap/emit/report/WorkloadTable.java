package io.policap.emit.report;

import io.policap.emit.report.WorkloadRow.RuleRow;
import java.util.List;

/** The table of workloads: one body of rows per workload, with its rules folded away. */
final class WorkloadTable {
    private static final String COLUMNS = "5";

    private final Html html;

    WorkloadTable(Html html) {
        this.html = html;
    }

    void write(List<WorkloadRow> workloads) {
        html.open("div", "class", "scroll").open("table", "id", "workload-table");
        html.open("thead").open("tr");
        for (String title : List.of("Workload", "Enforce", "Coverage in / out")) {
            html.element("th", title, "scope", "col");
        }
        html.element(
                "th",
                "New edge",
                "scope",
                "col",
                "class",
                "number",
                "title",
                "Probability that the next ten minutes in which it is seen show a new edge");
        html.element("th", "Seen", "scope", "col");
        html.close("tr").close("thead").line();
        workloads.forEach(this::workload);
        html.close("table").close("div").line();
    }

    private void workload(WorkloadRow row) {
        html.open("tbody", "data-row", row.isReady() ? "ready" : "not ready").open("tr");
        html.open("th", "scope", "row").text(row.name()).text(" ");
        html.element("span", row.kind(), "class", "soft").close("th");
        html.open("td");
        if (row.isReady()) {
            html.element("span", "ready", "class", "tag good");
        } else {
            html.element("span", "not ready", "class", "tag warn");
            html.open("ul");
            row.notReady().forEach(reason -> html.element("li", reason));
            html.close("ul");
        }
        html.close("td").element("td", row.ingressCoverage() + " / " + row.egressCoverage());
        html.element("td", row.newEdge(), "class", "number");
        html.open("td").text(Numbers.of(row.flows(), "flow", "flows") + " in ");
        html.text(Numbers.of(row.buckets(), "interval", "intervals") + " of ten minutes");
        if (!row.first().isEmpty()) {
            html.text(", " + row.first() + " to " + row.last());
        }
        html.close("td").close("tr");
        html.open("tr", "class", "detail").open("td", "colspan", COLUMNS);
        rules(row);
        html.close("td").close("tr").close("tbody").line();
    }

    private void rules(WorkloadRow row) {
        if (row.rules().isEmpty()) {
            html.element("p", "No traffic, no rules.", "class", "soft");
            return;
        }
        long wider = row.rules().stream().filter(RuleRow::wider).count();
        html.open("details").open("summary");
        html.text(Numbers.of(row.rules().size(), "permission", "permissions"));
        html.text(wider == 0 ? "" : ", " + Numbers.grouped(wider) + " wider than seen, on purpose");
        html.close("summary")
                .open("p")
                .text("Selects ")
                .element("code", row.selector())
                .close("p");
        html.open("table").open("thead").open("tr");
        for (String title : List.of("Direction", "Peer", "Port", "Seen", "Marks")) {
            html.element("th", title, "scope", "col");
        }
        html.close("tr").close("thead").open("tbody");
        row.rules().forEach(this::rule);
        html.close("tbody").close("table").close("details");
    }

    private void rule(RuleRow rule) {
        html.open("tr").element("td", rule.direction(), "class", "keep");
        html.open("td").text(rule.peer());
        if (!rule.names().isEmpty()) {
            html.text(" ").element("span", "known as " + String.join(", ", rule.names()), "class", "soft");
        }
        html.close("td").open("td", "class", "keep").text(rule.ports());
        for (String condition : rule.conditions()) {
            html.open("div").element("code", condition).close("div");
        }
        html.close("td");
        html.open("td").text(rule.count() == 0 ? "never" : Numbers.grouped(rule.count()) + "×");
        if (!rule.observers().isEmpty()) {
            html.text(" ").element("span", "by " + String.join(", ", rule.observers()), "class", "soft");
        }
        html.close("td").open("td");
        rule.marks().forEach(mark -> html.element("span", mark, "class", rule.wider() ? "tag info" : "tag warn"));
        html.close("td").close("tr");
    }
}
