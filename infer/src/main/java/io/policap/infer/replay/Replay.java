package io.policap.infer.replay;

import io.policap.infer.evaluate.ConnectionQuery;
import io.policap.infer.evaluate.Decision;
import io.policap.infer.evaluate.Endpoint;
import io.policap.infer.evaluate.Evaluator;
import io.policap.infer.evaluate.Outcome;
import io.policap.infer.http.PathLeaf;
import io.policap.infer.http.PathMatcher;
import io.policap.infer.inventory.Inventory;
import io.policap.infer.learn.edge.Edge;
import io.policap.infer.learn.edge.JudgedEdge;
import io.policap.infer.learn.edge.Outcome.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** Asks the evaluator about every served edge of a recording, at both of its ends. */
public final class Replay {
    private static final String NAMELESS =
            "; nobody was seen asking DNS for this address, so no rule by name can match it: give a recording with DNS";

    private final Evaluator evaluator;
    private final ReplayEndpoints endpoints;
    private final boolean icmp;
    private final Optional<RequestReplay> requests;

    /**
     * A replay against one set of policies.
     *
     * @param evaluator the policies, as read back from their text, as if enforced
     * @param inventory the cluster they would be enforced in
     * @param icmp whether the kind of policy has words for ICMP
     */
    public Replay(Evaluator evaluator, Inventory inventory, boolean icmp) {
        this(evaluator, inventory, icmp, Optional.empty());
    }

    /**
     * A replay that asks HTTP rules as well.
     *
     * @param matcher the engine that reads their expressions
     */
    public Replay(Evaluator evaluator, Inventory inventory, boolean icmp, PathMatcher matcher) {
        this(evaluator, inventory, icmp, Optional.of(new RequestReplay(evaluator, matcher)));
    }

    private Replay(Evaluator evaluator, Inventory inventory, boolean icmp, Optional<RequestReplay> requests) {
        this.requests = requests;
        this.evaluator = evaluator;
        this.endpoints = new ReplayEndpoints(inventory);
        this.icmp = icmp;
    }

    /** Replays the edges that have to pass. */
    public ReplayResult run(List<JudgedEdge> edges) {
        return run(edges, Map.of());
    }

    /**
     * Replays the edges that have to pass, and the requests that were seen over them.
     *
     * @param requested what was asked for, by the edge in words
     */
    public ReplayResult run(List<JudgedEdge> edges, Map<String, List<PathLeaf>> requested) {
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
            List<PathLeaf> asked = requested.getOrDefault(edge.describe(), List.of());
            Outcome worst = replay(edge, judged.names(), asked, denials);
            redirected += worst == Outcome.REDIRECT ? 1 : 0;
        }
        return new ReplayResult(replayed, denials, redirected, notExpressible, unattributed);
    }

    /** Of the edges that people decided against, those that would pass all the same, in words, sorted. */
    public List<String> open(List<JudgedEdge> edges) {
        TreeSet<String> open = new TreeSet<>();
        for (JudgedEdge judged : edges) {
            Edge edge = judged.edge();
            if (judged.outcome().kind() == Kind.DENIED_BY_DECISION
                    && (icmp || edge.protocol().hasPorts())) {
                passing(edge, judged.names()).forEach(how -> open.add(edge.describe() + ": " + how));
            }
        }
        return List.copyOf(open);
    }

    private List<String> passing(Edge edge, SortedSet<String> names) {
        boolean v6 = edge.type().v6();
        List<String> passing = new ArrayList<>();
        for (Endpoint client : endpoints.of(edge.client(), edge.type().client(), v6, List.of())) {
            for (Endpoint server : endpoints.of(edge.server(), edge.type().server(), v6, names)) {
                Decision decision = evaluator.evaluate(new ConnectionQuery(
                        ReplayEndpoints.apart(client, server), server, edge.protocol(), edge.port()));
                if (decision.allowed()) {
                    passing.add("egress: " + decision.egress().explain() + "; ingress: "
                            + decision.ingress().explain());
                }
            }
        }
        return passing;
    }

    private Outcome replay(Edge edge, SortedSet<String> names, List<PathLeaf> requested, List<Denial> denials) {
        boolean v6 = edge.type().v6();
        Outcome worst = Outcome.ALLOW;
        for (Endpoint client : endpoints.of(edge.client(), edge.type().client(), v6, List.of())) {
            for (Endpoint server : endpoints.of(edge.server(), edge.type().server(), v6, names)) {
                ConnectionQuery query = new ConnectionQuery(
                        ReplayEndpoints.apart(client, server), server, edge.protocol(), edge.port());
                Decision decision = evaluator.evaluate(query);
                if (!decision.allowed()) {
                    boolean nameless = names.isEmpty() && server instanceof Endpoint.Address && evaluator.saysNames();
                    denials.add(new Denial(edge.describe(), explain(decision) + (nameless ? NAMELESS : "")));
                    worst = Outcome.DENY;
                } else if (decision.verdict() == Outcome.REDIRECT && worst == Outcome.ALLOW) {
                    worst = Outcome.REDIRECT;
                }
                if (decision.verdict() == Outcome.REDIRECT && requests.isPresent()) {
                    for (String refused : requests.get().refused(query, requested)) {
                        denials.add(new Denial(edge.describe(), refused));
                        worst = Outcome.DENY;
                    }
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
