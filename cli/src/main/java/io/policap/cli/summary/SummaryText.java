package io.policap.cli.summary;

import io.policap.capture.packet.TakenCapture;
import io.policap.capture.packet.join.ClockSkew;
import io.policap.cli.console.Printable;
import io.policap.cli.learn.Learned;
import io.policap.infer.baseline.Books;
import io.policap.infer.flow.Vantage;
import io.policap.infer.intent.Coverage;
import io.policap.infer.intent.WorkloadIntent;
import io.policap.infer.issue.Issue;
import io.policap.infer.issue.IssueCode;
import io.policap.infer.learn.edge.JudgedEdge;
import io.policap.infer.learn.edge.Outcome;
import io.policap.infer.range.AddressFigures;
import io.policap.infer.replay.Denial;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.TreeSet;

/** The summary of a run as people read it. */
public final class SummaryText {

    private final StringBuilder text = new StringBuilder();
    private final Learned learned;

    private SummaryText(Learned learned) {
        this.learned = learned;
    }

    public static String of(Learned learned, String directory) {
        SummaryText summary = new SummaryText(learned);
        summary.flows();
        summary.captures();
        summary.workloads();
        summary.addresses();
        summary.kinds();
        summary.rollout();
        summary.issues();
        summary.row("written", directory);
        return summary.text.toString();
    }

    private void row(String name, String value) {
        text.append(String.format("%-14s %s%n", name, Printable.line(value)));
    }

    private void flows() {
        Books books = learned.ingested().baseline().books();
        row(
                learned.ingested().counted(),
                books.read() + " read, " + books.used() + " used, " + books.skippedTotal() + " skipped");
        books.skipped().forEach((reason, count) -> row("", count + " " + reason.text()));
        long lost = learned.ingested().baseline().blindSpots().stream()
                .mapToLong(spot -> spot.events())
                .sum();
        int spots = learned.ingested().baseline().blindSpots().size();
        if (spots > 0) {
            row("blind spots", spots + ", " + lost + " events lost");
        }
    }

    private void captures() {
        List<TakenCapture> captures = learned.ingested().captures();
        if (captures.isEmpty()) {
            return;
        }
        Map<String, Integer> kinds = new TreeMap<>();
        for (TakenCapture capture : captures) {
            for (Vantage vantage : capture.vantages()) {
                kinds.merge(vantage.text().split(" ", 2)[0], 1, Integer::sum);
            }
        }
        StringJoiner taken = new StringJoiner(", ");
        kinds.forEach((kind, count) -> taken.add(count + " " + kind));
        row("captures", captures.size() + ", taken at: " + taken);
        for (ClockSkew skew : learned.ingested().skews()) {
            String apart = String.format(Locale.ROOT, "%.1f ms", Math.abs(skew.offset()) / 1e6);
            row(
                    "clocks",
                    skew.nodeB()
                            + (apart.equals("0.0 ms")
                                    ? " in step with "
                                    : " " + apart + (skew.offset() < 0 ? " behind " : " ahead of "))
                            + skew.nodeA() + " (" + skew.connections() + " connections)");
        }
    }

    private void workloads() {
        List<WorkloadIntent> subjects = learned.inferred().intent().workloads();
        TreeSet<String> namespaces = new TreeSet<>();
        Map<Coverage, Long> coverage = new EnumMap<>(Coverage.class);
        long withRules = 0;
        for (WorkloadIntent subject : subjects) {
            namespaces.add(subject.key().namespace());
            coverage.merge(subject.coverage(), 1L, Long::sum);
            withRules += subject.hasRules() ? 1 : 0;
        }
        row("workloads", subjects.size() + " in " + namespaces.size() + " namespaces, " + withRules + " with traffic");
        StringJoiner seen = new StringJoiner(", ");
        coverage.forEach((kind, count) -> seen.add(count + " " + kind.text()));
        row("coverage", seen.toString());
        Map<String, Long> outcomes = new TreeMap<>();
        long probes = 0;
        for (JudgedEdge edge : learned.inferred().edges()) {
            outcomes.merge(edge.outcome().kind().text(), 1L, Long::sum);
            probes += edge.probe() ? 1 : 0;
        }
        StringJoiner classes = new StringJoiner(", ");
        String served = Outcome.Kind.SERVED.text();
        classes.add(outcomes.getOrDefault(served, 0L) + " " + served);
        outcomes.remove(served);
        outcomes.forEach((kind, count) -> classes.add(count + " " + kind));
        row("connections", learned.inferred().edges().size() + " classes: " + classes);
        if (probes > 0) {
            row("", probes + " of the served are kubelet probes and need no rule");
        }
        learned.inferred()
                .crossCheck()
                .ifPresent(check -> row(
                        "cross-check",
                        check.both() + " served edges seen by Hubble and captures, "
                                + check.onlyHubble().size() + " by Hubble only, "
                                + check.onlyPackets().size() + " by captures only"));
    }

    private void addresses() {
        AddressFigures figures = learned.inferred().addresses();
        List<String> rows = new ArrayList<>();
        if (figures.foldedEdges() > 0) {
            rows.add("those of " + figures.foldedEdges() + " clients or servers and ports folded into "
                    + figures.foldedPrefixes() + " prefixes, to bound memory");
        }
        if (figures.knownRanges() > 0) {
            rows.add(figures.matchedRanges() + " of " + figures.knownRanges() + " known ranges stand for peers");
        }
        if (figures.cidrBudget() > 0) {
            rows.add(figures.surplus() + " surplus of " + figures.cidrBudget() + " allowed, " + figures.saved()
                    + " CIDR entries saved");
        }
        for (int i = 0; i < rows.size(); i++) {
            row(i == 0 ? "addresses" : "", rows.get(i));
        }
    }

    private void kinds() {
        learned.kinds().forEach((name, kind) -> {
            row(
                    name,
                    kind.allow() + " policies (" + learned.mode().text() + ")"
                            + (kind.defaultDeny() > 0 ? ", " + kind.defaultDeny() + " default-deny" : "")
                            + (kind.withheld().isEmpty()
                                    ? ""
                                    : ", " + kind.withheld().size() + " withheld"));
            String proof = "replayed " + kind.replay().replayed() + ", denied "
                    + kind.replay().denials().size();
            if (!kind.replay().notExpressible().isEmpty()) {
                proof += ", " + kind.replay().notExpressible().size() + " it has no words for";
            }
            if (kind.replay().unattributed() > 0) {
                proof += ", " + kind.replay().unattributed() + " unattributed";
            }
            row("  proof", proof);
            if (!kind.wider().isEmpty()) {
                StringJoiner wider = new StringJoiner(", ");
                kind.wider().forEach((mark, count) -> wider.add(count + " " + mark));
                row("  wider", wider + " (on purpose)");
            }
            for (Denial denial : kind.replay().denials()) {
                row("  DENIED", denial.edge() + ": " + denial.reason());
            }
        });
    }

    private void rollout() {
        long ready = learned.inferred().intent().workloads().stream()
                .filter(workload -> workload.hasRules() && workload.isReady())
                .count();
        long all = learned.inferred().intent().workloads().stream()
                .filter(WorkloadIntent::hasRules)
                .count();
        row("ready", ready + " of " + all + " workloads are ready to enforce");
    }

    private void issues() {
        Map<IssueCode, Long> counts = learned.issueCounts();
        if (counts.isEmpty()) {
            row("to look at", "nothing");
            return;
        }
        boolean first = true;
        for (Map.Entry<IssueCode, Long> count : counts.entrySet()) {
            row(
                    first ? "to look at" : "",
                    String.format(
                            "%4d %-26s %s", count.getValue(), count.getKey().text(), example(count.getKey())));
            first = false;
        }
    }

    private String example(IssueCode code) {
        for (Issue issue : learned.issues()) {
            if (issue.code() == code) {
                String line = (issue.place().isEmpty() ? "" : issue.place() + ": ") + issue.message();
                return line.length() > 120 ? line.substring(0, 117) + "..." : line;
            }
        }
        return "";
    }
}
