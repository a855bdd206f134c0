package io.policap.emit.report;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The head of the page: what was read, what was concluded, and whether it is proven. */
final class OverviewSection {
    private final Html html;

    OverviewSection(Html html) {
        this.html = html;
    }

    void write(ReportModel model) {
        ReportModel.Recording recording = model.recording();
        html.open("header").line();
        html.element("h1", "Learned policies of " + recording.cluster());
        html.element("p", span(recording), "class", "soft");
        html.open("nav", "aria-label", "Sections");
        for (String section : List.of("Workloads", "Issues", "Connections")) {
            html.element("a", section, "href", "#" + section.toLowerCase(Locale.ROOT));
        }
        html.close("nav").line();
        html.open("div", "class", "cards").line();
        flows(recording);
        workloads(model);
        connections(model);
        model.kinds().forEach(kind -> kind(kind, model.mode()));
        html.close("div").line();
        html.close("header").line();
    }

    private static String span(ReportModel.Recording recording) {
        String when = recording.first().isEmpty()
                ? "Recorded at an unknown time"
                : "Recorded from " + recording.first() + " to " + recording.last();
        return when + ", " + Numbers.of(recording.nodes(), "node", "nodes") + " reported.";
    }

    private void flows(ReportModel.Recording recording) {
        card("Flows and packets read", Numbers.grouped(recording.read()));
        html.open("dl");
        figure("used", recording.used());
        recording.skipped().forEach((reason, count) -> figure("skipped: " + reason, count));
        if (recording.refused() > 0) {
            figure("used, beyond the limits", recording.refused());
        }
        if (recording.blindSpots() > 0) {
            figure("blind spots", recording.blindSpots());
            figure("events lost", recording.lost());
        }
        html.close("dl").close("div").line();
    }

    private void workloads(ReportModel model) {
        long ready = model.workloads().stream().filter(WorkloadRow::isReady).count();
        card("Workloads", Numbers.grouped(model.workloads().size()));
        html.open("dl");
        figure("ready to enforce", ready);
        figure("not ready", model.workloads().size() - ready);
        model.coverage().forEach((kind, count) -> figure("coverage " + kind, count));
        html.close("dl").close("div").line();
    }

    private void connections(ReportModel model) {
        long all = model.outcomes().values().stream().mapToLong(Long::longValue).sum();
        card("Connection classes", Numbers.grouped(all));
        html.open("dl");
        model.outcomes().forEach(this::figure);
        if (model.probes() > 0) {
            figure("of the served: kubelet probes", model.probes());
        }
        html.close("dl").close("div").line();
    }

    private void kind(KindRow kind, String mode) {
        boolean clean = kind.replay().isClean();
        card(kind.name() + " policies (" + mode + ")", Numbers.grouped(kind.allow()));
        String proof = clean
                ? "Replay: all " + Numbers.grouped(kind.replay().replayed()) + " allowed"
                : "Replay: " + Numbers.grouped(kind.replay().denials().size()) + " of "
                        + Numbers.grouped(kind.replay().replayed()) + " denied";
        html.open("p").element("strong", proof, "class", clean ? "good" : "bad").close("p");
        html.open("dl");
        if (kind.defaultDeny() > 0) {
            figure("default-deny", kind.defaultDeny());
        }
        counted("have to satisfy an L7 rule as well", kind.replay().redirected());
        counted("no words for", kind.replay().notExpressible().size());
        counted("unattributed, not asked", kind.replay().unattributed());
        for (Map.Entry<String, Long> mark : kind.wider().entrySet()) {
            figure("wider on purpose: " + mark.getKey(), mark.getValue());
        }
        html.close("dl");
        list(
                "Denied",
                kind.replay().denials().stream()
                        .map(denial -> denial.edge() + ": " + denial.reason())
                        .toList());
        list("Withheld", kind.withheld());
        list("No words for", kind.replay().notExpressible());
        html.close("div").line();
    }

    private void list(String title, List<String> items) {
        if (items.isEmpty()) {
            return;
        }
        html.open("details")
                .element("summary", title + " (" + items.size() + ")")
                .open("ul");
        items.forEach(item -> html.element("li", item));
        html.close("ul").close("details");
    }

    private void card(String title, String figure) {
        html.open("div", "class", "card").element("h2", title, "class", "card-title");
        html.element("p", figure, "class", "big");
    }

    private void counted(String name, long count) {
        if (count > 0) {
            figure(name, count);
        }
    }

    private void figure(String name, long count) {
        html.element("dt", name).element("dd", Numbers.grouped(count));
    }
}
