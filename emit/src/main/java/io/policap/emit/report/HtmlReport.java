package io.policap.emit.report;

import java.util.List;
import java.util.TreeSet;

/**
 * Renders the report as one HTML file that needs nothing else: no network, no other file, no time of the run.
 *
 * <p>The page is well-formed XML as well, works without its script, and its content security policy permits its own
 * style sheet and script and nothing besides.
 */
public final class HtmlReport {
    private static final Inline STYLE = Inline.resource("report.css");
    private static final Inline SCRIPT = Inline.resource("report.js");

    private final Html html = new Html();
    private final ReportModel model;

    private HtmlReport(ReportModel model) {
        this.model = model;
    }

    /** The whole page; the same model gives the same text. */
    public static String render(ReportModel model) {
        return new HtmlReport(model).page();
    }

    private String page() {
        html.trusted("<!DOCTYPE html>\n").open("html", "lang", "en", "xmlns", "http://www.w3.org/1999/xhtml");
        head();
        html.open("body").line();
        html.element("a", "Skip to the workloads", "class", "skip", "href", "#workloads");
        new OverviewSection(html).write(model);
        html.open("main").line();
        workloads();
        new IssueSection(html).write(model.issues());
        edges();
        html.close("main").line();
        html.open("script").trusted(SCRIPT.content()).close("script").line();
        return html.close("body").close("html").line().toString();
    }

    private void head() {
        html.open("head").line();
        html.empty("meta", "charset", "utf-8").line();
        html.empty(
                        "meta",
                        "http-equiv",
                        "Content-Security-Policy",
                        "content",
                        "default-src 'none'; style-src " + STYLE.source() + "; script-src " + SCRIPT.source()
                                + "; base-uri 'none'; form-action 'none'")
                .line();
        html.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1")
                .line();
        html.empty("meta", "name", "referrer", "content", "no-referrer").line();
        html.element("title", "policap: " + model.recording().cluster()).line();
        html.open("style").trusted(STYLE.content()).close("style").line();
        html.close("head").line();
    }

    private void workloads() {
        html.open("section", "id", "workloads", "aria-labelledby", "workloads-title");
        html.element("h2", "Workloads", "id", "workloads-title").line();
        if (model.workloads().isEmpty()) {
            html.element("p", "No workload was seen.", "class", "soft");
        } else {
            filter("workload-table", "Filter workloads, peers, ports", "Readiness", List.of("ready", "not ready"));
            new WorkloadTable(html).write(model.workloads());
        }
        html.close("section").line();
    }

    private void edges() {
        html.open("section", "id", "connections", "aria-labelledby", "connections-title");
        html.element("h2", "Connections", "id", "connections-title").line();
        if (model.edgesLeftOut() > 0) {
            html.element(
                    "p",
                    Numbers.grouped(model.edgesLeftOut())
                            + " more connections are not shown here; baseline.json has all.",
                    "class",
                    "warn");
        }
        TreeSet<String> outcomes = new TreeSet<>();
        model.edges().forEach(edge -> outcomes.add(edge.outcome()));
        filter("edge-rows", "Filter clients, servers, ports", "Outcome", List.copyOf(outcomes));
        html.open("div", "class", "scroll").open("table");
        html.open("thead").open("tr");
        for (String title : List.of("Client", "Server", "Port", "Outcome")) {
            html.element("th", title, "scope", "col");
        }
        html.element("th", "Seen", "scope", "col", "class", "number");
        html.close("tr").close("thead").line();
        html.open("tbody", "id", "edge-rows").line();
        model.edges().forEach(this::edge);
        html.close("tbody").close("table").close("div").close("section").line();
    }

    private void edge(EdgeRow edge) {
        html.open("tr", "data-row", edge.outcome());
        html.element("td", edge.client()).element("td", edge.server()).element("td", edge.ports(), "class", "keep");
        html.open("td").element("span", edge.outcome(), "class", outcomeClass(edge.outcome()));
        edge.marks().forEach(mark -> html.text(" ").element("span", mark, "class", "tag warn"));
        html.close("td").element("td", Numbers.grouped(edge.count()), "class", "number");
        html.close("tr").line();
    }

    private static String outcomeClass(String outcome) {
        return outcome.equals("served") || outcome.equals("probe") ? "tag good" : "tag warn";
    }

    /** A bar that the script shows and serves; without it everything is listed. */
    private void filter(String table, String search, String choice, List<String> choices) {
        html.open("div", "class", "filter", "data-table", table, "hidden", "hidden", "role", "search");
        html.empty("input", "type", "search", "placeholder", search, "aria-label", search);
        html.open("select", "aria-label", choice);
        html.element("option", choice + ": any", "value", "");
        choices.forEach(value -> html.element("option", value, "value", value));
        html.close("select");
        html.open("output", "aria-live", "polite", "class", "soft").close("output");
        html.close("div").line();
    }
}
