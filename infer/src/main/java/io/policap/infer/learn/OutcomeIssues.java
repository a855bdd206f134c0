package io.policap.infer.learn;

import io.policap.infer.connection.Sign;
import io.policap.infer.intent.Mark;
import io.policap.infer.issue.IssueCode;
import io.policap.infer.issue.Issues;
import io.policap.infer.learn.edge.Edge;
import io.policap.infer.learn.edge.End;
import io.policap.infer.learn.edge.JudgedEdge;
import java.util.List;
import java.util.TreeSet;

/** Says what was seen and makes no rule, and what made one on thin evidence (R2, R3). */
final class OutcomeIssues {
    private final Scans scans;
    private final Issues issues;

    OutcomeIssues(Scans scans, Issues issues) {
        this.scans = scans;
        this.issues = issues;
    }

    void report(List<JudgedEdge> edges) {
        TreeSet<String> scanners = new TreeSet<>();
        for (JudgedEdge judged : edges) {
            Edge edge = judged.edge();
            if (scans.isScanner(edge.client()) && scanners.add(Edge.text(edge.client()))) {
                issues.add(
                        IssueCode.SCAN,
                        Edge.text(edge.client()),
                        "failed at " + scans.describe(edge.client())
                                + "; its TCP connections count only where data flowed");
            }
            unattributed(judged);
            if (judged.outcome().isServed()) {
                judged.outcome().marks().forEach(mark -> thin(judged, mark));
                if (edge.evidence().sum(Sign.EXPLICITLY_DENIED) > 0) {
                    issues.add(
                            IssueCode.DENIED_BY_POLICY,
                            Edge.text(edge.client()),
                            toServer(edge) + ", answered at one time and denied by a rule of a policy at another");
                }
            } else {
                notServed(judged);
            }
        }
    }

    private void notServed(JudgedEdge judged) {
        Edge edge = judged.edge();
        long count = edge.evidence().mostTotal();
        String seen = toServer(edge) + ", seen " + count + (count == 1 ? " time" : " times");
        String place = Edge.text(edge.client());
        switch (judged.outcome().kind()) {
            case REFUSED:
                issues.add(IssueCode.REFUSED, place, seen + refusal(edge) + ": no rule");
                break;
            case UNANSWERED:
                issues.add(IssueCode.UNANSWERED, place, seen + ", never answered: no rule");
                break;
            case ONE_WAY_UNDECLARED:
                issues.add(
                        IssueCode.ONE_WAY_UNDECLARED,
                        place,
                        seen + ", never answered, and the server declares other ports but not this one: no rule");
                break;
            case DENIED:
                issues.add(
                        IssueCode.POLICY_DENIED,
                        place,
                        seen + ", denied because no policy allows it: no rule; --learn-denied learns it");
                break;
            case EXPLICITLY_DENIED:
                issues.add(IssueCode.DENIED_BY_POLICY, place, seen + ", denied by a rule of a policy: never a rule");
                break;
            case DENIED_BY_DECISION:
            case SCANNED:
            case SERVED:
                break;
        }
    }

    private static String refusal(Edge edge) {
        return edge.evidence().sum(Sign.UNREACHABLE) > 0 && edge.evidence().sum(Sign.RESET) == 0
                ? ", never answered but by ICMP, which said that it cannot be reached"
                : ", always reset";
    }

    private void thin(JudgedEdge judged, Mark mark) {
        Edge edge = judged.edge();
        String place = Edge.text(edge.client());
        switch (mark) {
            case ONE_WAY:
                issues.add(
                        IssueCode.ONE_WAY, place, toServer(edge) + " was never answered; learned as one-way traffic");
                break;
            case VERDICT_ONLY:
                issues.add(
                        IssueCode.VERDICT_ONLY,
                        place,
                        toServer(edge) + " was let pass; whether it was answered is not in the recording");
                break;
            case DENIED:
                issues.add(IssueCode.LEARNED_DENIED, place, toServer(edge) + " was learned from denied traffic");
                break;
            case HANDSHAKE_ONLY:
                // A kubelet's TCP probe is nothing else.
                if (!judged.probe()) {
                    issues.add(
                            IssueCode.HANDSHAKE_ONLY, place, toServer(edge) + " was opened and closed without a byte");
                }
                break;
            default:
                break;
        }
    }

    /** The edge as it reads after its client. */
    private static String toServer(Edge edge) {
        return "to " + Edge.text(edge.server()) + " " + port(edge);
    }

    private static String port(Edge edge) {
        return edge.protocol() + (edge.protocol().hasPorts() ? " " : " type ") + edge.port();
    }

    private void unattributed(JudgedEdge judged) {
        Edge edge = judged.edge();
        boolean client = edge.client() instanceof End.Unattributed;
        boolean server = edge.server() instanceof End.Unattributed;
        if (client || server) {
            End unknown = client ? edge.client() : edge.server();
            issues.add(
                    IssueCode.UNATTRIBUTED,
                    Edge.text(unknown),
                    (client ? toServer(edge) : "reached by " + Edge.text(edge.client()) + " on " + port(edge))
                            + ": nobody is known to have had this address then, so no rule; give the"
                            + " inventory of that time (kubectl get pods -A -w --output-watch-events -o json)");
        }
    }
}
