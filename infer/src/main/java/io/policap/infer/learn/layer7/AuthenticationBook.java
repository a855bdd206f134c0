package io.policap.infer.learn.layer7;

import io.policap.infer.baseline.Observation;
import io.policap.infer.connection.Side;
import io.policap.infer.connection.Sign;
import io.policap.infer.decision.Decisions;
import io.policap.infer.decision.MutualAuth;
import io.policap.infer.intent.Peer;
import io.policap.infer.inventory.WorkloadKey;
import io.policap.infer.issue.IssueCode;
import io.policap.infer.issue.Issues;
import io.policap.infer.learn.edge.Edge;
import io.policap.infer.learn.edge.End;
import io.policap.infer.learn.edge.JudgedEdge;
import io.policap.infer.policy.PolicyType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Between which workloads rules ask for mutual authentication (R13): where every policy verdict of that side was for an
 * authenticated connection, or where people decided it for the server.
 */
public final class AuthenticationBook {
    private record Pair(WorkloadKey subject, PolicyType direction, WorkloadKey peer) {}

    private static final class Verdicts {
        private long all;
        private long authenticated;
    }

    private final Decisions decisions;
    private final Issues issues;
    private final Map<Pair, Verdicts> pairs = new HashMap<>();

    public AuthenticationBook(List<JudgedEdge> edges, Decisions decisions, Issues issues) {
        this.decisions = decisions;
        this.issues = issues;
        edges.stream()
                .filter(judged -> judged.mustPass() && !judged.probe())
                .map(JudgedEdge::edge)
                .forEach(this::add);
    }

    private void add(Edge edge) {
        if (!(edge.client() instanceof End.Workloads clients) || !(edge.server() instanceof End.Workloads servers)) {
            return;
        }
        for (WorkloadKey client : clients.keys()) {
            for (WorkloadKey server : servers.keys()) {
                count(new Pair(server, PolicyType.INGRESS, client), edge, Side.SERVER);
                count(new Pair(client, PolicyType.EGRESS, server), edge, Side.CLIENT);
            }
        }
    }

    private void count(Pair pair, Edge edge, Side side) {
        for (Observation seen : edge.evidence().observations()) {
            if (seen.side() == side && seen.count(Sign.VERDICT) > 0) {
                Verdicts verdicts = pairs.computeIfAbsent(pair, key -> new Verdicts());
                verdicts.all += seen.count(Sign.VERDICT);
                verdicts.authenticated += seen.authenticated();
            }
        }
    }

    /** Whether the rule of a workload for a peer asks for authentication; where it was seen both ways, says so. */
    public boolean isRequired(WorkloadKey subject, PolicyType direction, Peer peer) {
        if (!(peer instanceof Peer.Workload other)) {
            return false;
        }
        Verdicts seen = pairs.getOrDefault(new Pair(subject, direction, other.key()), new Verdicts());
        MutualAuth decided = decisions.mutualAuth(subject);
        boolean forced = decided == MutualAuth.REQUIRED && direction == PolicyType.INGRESS;
        boolean sometimes = seen.authenticated < seen.all && (forced || seen.authenticated > 0);
        if (decided == MutualAuth.OFF) {
            return false;
        }
        if (sometimes) {
            issues.add(
                    IssueCode.AUTHENTICATED_SOMETIMES,
                    subject.toString(),
                    (direction == PolicyType.INGRESS ? "from " : "to ") + other.key() + ": " + seen.authenticated
                            + " of "
                            + seen.all + " policy verdicts were for authenticated connections; "
                            + (forced
                                    ? "its rule asks for authentication, as was decided, and would cut the others"
                                    : "its rule does not ask for authentication: decide it with mutualAuth in the"
                                            + " decisions"));
        }
        return forced || (seen.all > 0 && seen.authenticated >= seen.all);
    }
}
