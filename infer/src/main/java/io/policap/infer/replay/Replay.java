package io.policap.infer.replay;

import io.policap.infer.evaluate.ConnectionQuery;
import io.policap.infer.evaluate.Decision;
import io.policap.infer.evaluate.Endpoint;
import io.policap.infer.evaluate.Evaluator;
import io.policap.infer.evaluate.Outcome;
import io.policap.infer.inventory.Inventory;
import io.policap.infer.learn.edge.Edge;
import io.policap.infer.learn.edge.JudgedEdge;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;

/** Asks the evaluator about every served edge of a recording, at both of its ends. */
public final class Replay {
    private final Evaluator evaluator;
    private final ReplayEndpoints endpoints;
    private final boolean icmp;

    /**
     * A replay against one set of policies.
     *
     * @param evaluator the policies, as read back from their text, as if enforced
     * @param inventory the cluster they would be enforced in
     * @param icmp whether the kind of policy has words for ICMP
     */
    public Replay(Evaluator evaluator, Inventory inventory, boolean icmp) {
        this.evaluator = evaluator;
        this.endpoints = new ReplayEndpoints(inventory);
        this.icmp = icmp;
    }

    /** Replays the edges that have to pass. */
    public ReplayResult run(List<JudgedEdge> edges) {
        long replayed = 0;
        long redirected = 0;
        long unattributed = 0;
        List<Denial> denials = new ArrayList<>();
        List<String> notExpressible = new ArrayList<>();
        for (JudgedEdge judged : edges) {
            Edge edge = judged.edge();
            if (!judged.mustPass()) {
                unattributed += judged.outcome().isServed() ? 1 : 0;
                continue;
            }
            if (!icmp && !edge.protocol().hasPorts()) {
                notExpressible.add(edge.describe());
                continue;
            }
            replayed++;
            Outcome worst = replay(edge, judged.names(), denials);
            redirected += worst == Outcome.REDIRECT ? 1 : 0;
        }
        return new ReplayResult(replayed, denials, redirected, notExpressible, unattributed);
    }

    private Outcome replay(Edge edge, SortedSet<String> names, List<Denial> denials) {
        boolean v6 = edge.type().v6();
        Outcome worst = Outcome.ALLOW;
        for (Endpoint client : endpoints.of(edge.client(), edge.type().client(), v6, List.of())) {
            for (Endpoint server : endpoints.of(edge.server(), edge.type().server(), v6, names)) {
                Decision decision = evaluator.evaluate(new ConnectionQuery(
                        ReplayEndpoints.apart(client, server), server, edge.protocol(), edge.port()));
                if (!decision.allowed()) {
                    denials.add(new Denial(edge.describe(), explain(decision)));
                    worst = Outcome.DENY;
                } else if (decision.verdict() == Outcome.REDIRECT && worst == Outcome.ALLOW) {
                    worst = Outcome.REDIRECT;
                }
            }
        }
        return worst;
    }

    private static String explain(Decision decision) {
        String egress =
                decision.egress().passes() ? "" : "egress: " + decision.egress().explain();
        String ingress = decision.ingress().passes()
                ? ""
                : "ingress: " + decision.ingress().explain();
        return egress.isEmpty() || ingress.isEmpty() ? egress + ingress : egress + "; " + ingress;
    }
}
