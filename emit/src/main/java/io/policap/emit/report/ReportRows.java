package io.policap.emit.report;

import io.policap.emit.report.WorkloadRow.RuleRow;
import io.policap.infer.baseline.BaselineSnapshot;
import io.policap.infer.flow.BlindSpot;
import io.policap.infer.intent.Confidence;
import io.policap.infer.intent.Mark;
import io.policap.infer.intent.Permission;
import io.policap.infer.intent.Rule;
import io.policap.infer.intent.WorkloadIntent;
import io.policap.infer.issue.Issue;
import io.policap.infer.learn.Inferred;
import io.policap.infer.learn.edge.Edge;
import io.policap.infer.learn.edge.JudgedEdge;
import io.policap.infer.policy.from.PeerText;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Turns the results of a run into the rows of the report. */
final class ReportRows {
    private static final String PROBE = "probe";

    private final BaselineSnapshot snapshot;
    private final Inferred inferred;

    ReportRows(BaselineSnapshot snapshot, Inferred inferred) {
        this.snapshot = snapshot;
        this.inferred = inferred;
    }

    ReportModel model(String mode, List<KindRow> kinds, List<Issue> issues) {
        TreeMap<String, Long> outcomes = new TreeMap<>();
        TreeMap<String, Long> coverage = new TreeMap<>();
        long probes = 0;
        for (JudgedEdge edge : inferred.edges()) {
            outcomes.merge(edge.outcome().kind().text(), 1L, Long::sum);
            probes += edge.probe() ? 1 : 0;
        }
        for (WorkloadIntent workload : inferred.intent().workloads()) {
            coverage.merge(workload.coverage().text(), 1L, Long::sum);
        }
        List<EdgeRow> edges = edges();
        int shown = Math.min(edges.size(), ReportModel.EDGES_SHOWN);
        return new ReportModel(
                mode,
                recording(),
                outcomes,
                probes,
                coverage,
                kinds,
                inferred.intent().workloads().stream().map(this::workload).toList(),
                groups(issues),
                edges.subList(0, shown),
                edges.size() - shown);
    }

    private ReportModel.Recording recording() {
        TreeMap<String, Long> skipped = new TreeMap<>();
        snapshot.books().skipped().forEach((reason, count) -> skipped.put(reason.text(), count));
        long lost = 0;
        for (BlindSpot spot : snapshot.blindSpots()) {
            lost = Math.max(lost, lost + spot.events());
        }
        return new ReportModel.Recording(
                snapshot.cluster(),
                time(snapshot.span().first()),
                time(snapshot.span().last()),
                snapshot.nodes().size(),
                snapshot.books().read(),
                snapshot.books().used(),
                snapshot.refused(),
                skipped,
                snapshot.blindSpots().size(),
                lost);
    }

    private WorkloadRow workload(WorkloadIntent workload) {
        List<RuleRow> rules = new ArrayList<>();
        rules("ingress", workload.ingress(), rules);
        rules("egress", workload.egress(), rules);
        Confidence confidence = workload.confidence();
        return new WorkloadRow(
                workload.key().shortName(),
                workload.key().kind(),
                SelectorText.of(workload.selection().kubernetes()),
                workload.notReady(),
                workload.ingressCoverage().text(),
                workload.egressCoverage().text(),
                confidence.isJudged()
                        ? "≤ " + (int) Math.ceil(confidence.newEdgeProbability() * 100) + " %"
                        : "too early to say",
                confidence.flows(),
                confidence.buckets(),
                time(confidence.first()),
                time(confidence.last()),
                rules);
    }

    private static void rules(String direction, List<Rule> rules, List<RuleRow> into) {
        for (Rule rule : rules) {
            for (Permission permission : rule.permissions()) {
                into.add(new RuleRow(
                        direction,
                        PeerText.of(rule.peer()),
                        permission.ports().toString(),
                        permission.evidence().count(),
                        permission.evidence().observers(),
                        marks(permission),
                        permission.marks().stream().anyMatch(Mark::isWider),
                        List.copyOf(permission.names()),
                        conditions(permission)));
            }
        }
    }

    private static List<String> conditions(Permission permission) {
        List<String> conditions = new ArrayList<>();
        permission.layer7().http().forEach(request -> conditions.add(request.method() + " " + request.path()));
        if (permission.layer7().authenticated()) {
            conditions.add("authenticated");
        }
        return conditions;
    }

    private List<EdgeRow> edges() {
        SortedMap<EdgeRow, EdgeRow> rows = new TreeMap<>();
        for (JudgedEdge judged : inferred.edges()) {
            Edge edge = judged.edge();
            EdgeRow row = new EdgeRow(
                    EndText.of(edge.client()),
                    EndText.of(edge.server()),
                    edge.protocol() + (edge.protocol().hasPorts() ? " " : " type ") + edge.port(),
                    judged.probe() ? PROBE : judged.outcome().kind().text(),
                    marks(judged.outcome().marks()),
                    edge.evidence().mostTotal());
            EdgeRow key = new EdgeRow(row.client(), row.server(), row.ports(), row.outcome(), row.marks(), 0);
            rows.merge(key, row, EdgeRow::plus);
        }
        return List.copyOf(rows.values());
    }

    private static List<IssueGroup> groups(List<Issue> issues) {
        TreeMap<String, List<Issue>> groups = new TreeMap<>();
        for (Issue issue : issues.stream().sorted().toList()) {
            // Severity first, then the order of the codes.
            String key = String.format(
                    "%d %04d", issue.code().severity().ordinal(), issue.code().ordinal());
            groups.computeIfAbsent(key, code -> new ArrayList<>()).add(issue);
        }
        List<IssueGroup> list = new ArrayList<>();
        for (List<Issue> group : groups.values()) {
            list.add(new IssueGroup(
                    group.get(0).code().severity().text(), group.get(0).code().text(), group));
        }
        return list;
    }

    /** Marks with, where people decided, why. */
    private static List<String> marks(Permission permission) {
        List<String> marks = new ArrayList<>(marks(permission.marks()));
        permission.reasons().forEach(reason -> marks.add("because: " + reason));
        return marks;
    }

    private static List<String> marks(Collection<Mark> marks) {
        return marks.stream().map(Mark::text).toList();
    }

    /** A time of the recording to the second, empty where none is known. */
    private static String time(Instant time) {
        if (time.equals(Instant.MIN) || time.equals(Instant.MAX)) {
            return "";
        }
        return Instant.ofEpochSecond(time.getEpochSecond()).toString();
    }
}
