package io.policap.infer.learn.decided;

import io.policap.infer.decision.Decision;
import io.policap.infer.decision.DecisionPlace;
import io.policap.infer.decision.Decisions;
import io.policap.infer.inventory.Inventory;
import io.policap.infer.inventory.WorkloadKey;
import io.policap.infer.issue.IssueCode;
import io.policap.infer.issue.Issues;
import io.policap.infer.learn.edge.Edge;
import io.policap.infer.learn.edge.End;
import io.policap.infer.learn.edge.Outcome;
import io.policap.infer.net.Cidr;
import io.policap.infer.net.Protocol;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Takes from edges that people do not want the permission to pass: those they denied, and outside callers of a public
 * endpoint that they narrowed to others.
 */
public final class DeniedEdges {
    private final List<Decision.Deny> denials;
    private final Decisions decisions;
    private final Inventory inventory;
    private final DecisionUse use;
    private final Issues issues;
    private final TreeSet<String> unclear = new TreeSet<>();
    private final Set<Exposed> exposed = new LinkedHashSet<>();
    private final TreeMap<Drift, Seen> drift = new TreeMap<>();

    public DeniedEdges(DecisionUse use, Inventory inventory, Issues issues) {
        this.decisions = use.decisions();
        this.denials = decisions.of(Decision.Deny.class);
        this.inventory = inventory;
        this.use = use;
        this.issues = issues;
    }

    /** A port that is exposed and narrowed, of which some outside caller was denied. */
    public record Exposed(WorkloadKey server, Protocol protocol, int port) {}

    /**
     * What became of an edge, or that people decided against it.
     *
     * @param named the names by which its server was reached
     */
    public Outcome judge(Edge edge, Outcome outcome, Collection<String> named) {
        Set<String> names = new TreeSet<>(named.isEmpty() ? edge.evidence().names() : named);
        for (Decision.Deny denial : denials) {
            EndMatch match = match(denial, edge, names);
            if (match == EndMatch.ALL) {
                use.matched(denial);
                return denied(denial, edge, outcome, "");
            }
            if (match == EndMatch.SOME) {
                unclear(denial, edge);
            }
        }
        if (edge.client() instanceof End.Outside && edge.server() instanceof End.Workloads) {
            return narrowed(edge, outcome);
        }
        return outcome;
    }

    /** The decision that denies some of what another one allows. */
    public Optional<Decision.Deny> against(Decision.Allow allowed) {
        return denials.stream()
                .filter(denial -> EndMatch.overlap(denial.from(), allowed.from())
                        && EndMatch.overlap(denial.to(), allowed.to())
                        && Decision.overlap(denial.ports(), allowed.ports()))
                .findFirst();
    }

    private static EndMatch match(Decision.Deny denial, Edge edge, Set<String> names) {
        if (!Decision.covers(denial.ports(), edge.protocol(), edge.port())) {
            return EndMatch.NONE;
        }
        return EndMatch.of(denial.from(), edge.client(), List.of()).and(EndMatch.of(denial.to(), edge.server(), names));
    }

    private Outcome narrowed(Edge edge, Outcome outcome) {
        Cidr client = ((End.Outside) edge.client()).block();
        for (WorkloadKey server : ((End.Workloads) edge.server()).keys()) {
            if (!edge.protocol().hasPorts() || !inventory.isExposed(server, edge.protocol(), edge.port())) {
                continue;
            }
            Optional<Decision.PublicEndpoint> narrowed = decisions.publicEndpoint(server, edge.protocol(), edge.port());
            if (narrowed.isPresent() && narrowed.get().cidrs().stream().noneMatch(cidr -> cidr.contains(client))) {
                use.matched(narrowed.get());
                exposed.add(new Exposed(server, edge.protocol(), edge.port()));
                return denied(narrowed.get(), edge, outcome, " at an endpoint narrowed to other addresses");
            }
        }
        return outcome;
    }

    private Outcome denied(Decision decision, Edge edge, Outcome outcome, String what) {
        drift.computeIfAbsent(new Drift(decision.place(), edge.describe()), key -> new Seen(edge, decision, what))
                .add(edge, outcome);
        return Outcome.of(Outcome.Kind.DENIED_BY_DECISION);
    }

    /** Exposed ports that keep a rule for those whom people let in, also where only others were seen. */
    public List<Exposed> exposed() {
        return List.copyOf(exposed);
    }

    /** Tells what was denied, an edge that several sources or label generations showed once. */
    public void report() {
        drift.values().forEach(seen -> issues.add(IssueCode.DENIED_BY_DECISION, seen.client(), seen.text()));
        drift.clear();
    }

    private record Drift(DecisionPlace place, String edge) implements Comparable<Drift> {
        @Override
        public int compareTo(Drift other) {
            int byPlace = place.compareTo(other.place);
            return byPlace != 0 ? byPlace : edge.compareTo(other.edge);
        }
    }

    private static final class Seen {
        private final Edge edge;
        private final Decision decision;
        private final String what;
        private final TreeSet<String> outcomes = new TreeSet<>();
        private long count;

        private Seen(Edge edge, Decision decision, String what) {
            this.edge = edge;
            this.decision = decision;
            this.what = what;
        }

        private void add(Edge same, Outcome outcome) {
            outcomes.add(outcome.kind().text());
            count = Math.max(count, same.evidence().mostTotal());
        }

        private String client() {
            return Edge.text(edge.client());
        }

        private String text() {
            String reason = decision.reason().isEmpty() ? "" : ": " + decision.reason();
            return "to " + Edge.text(edge.server()) + " " + edge.protocol()
                    + (edge.protocol().hasPorts() ? " " : " type ") + edge.port() + ", seen " + count
                    + (count == 1 ? " time" : " times") + " (" + String.join(", ", outcomes) + "), is denied"
                    + what + reason + " (" + decision.place() + "); no rule";
        }
    }

    private void unclear(Decision.Deny denial, Edge edge) {
        if (unclear.add(denial.place() + " " + edge.describe())) {
            use.notApplied(
                    denial,
                    edge.describe() + " may be what is denied and may be something else, so it keeps its rule; give the"
                            + " inventory, or deny all that it may be");
        }
    }
}
