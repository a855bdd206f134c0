package io.policap.cli.learn;

import io.policap.emit.http.Re2PathMatcher;
import io.policap.infer.evaluate.ClusterView;
import io.policap.infer.evaluate.Evaluator;
import io.policap.infer.evaluate.EvaluatorOptions;
import io.policap.infer.http.PathLeaf;
import io.policap.infer.inventory.Inventory;
import io.policap.infer.learn.edge.JudgedEdge;
import io.policap.infer.learn.edge.Outcome;
import io.policap.infer.policy.Policy;
import io.policap.infer.policy.PolicyKind;
import io.policap.infer.policy.cilium.CiliumCidrGroup;
import io.policap.infer.policy.cilium.CiliumLabelFilter;
import io.policap.infer.policy.rollout.AuditForm;
import io.policap.infer.replay.Replay;
import io.policap.infer.replay.ReplayResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Replays a recording against policies as if they were enforced, in union with those of the cluster. */
public final class Proof {
    private final String cluster;
    private final Inventory inventory;
    private final List<Policy> existing;
    private final List<CiliumCidrGroup> cidrGroups;
    private final CiliumLabelFilter labels;

    /**
     * A proof for one cluster.
     *
     * @param existing the policies that are in the cluster already
     * @param labels which labels Cilium keeps on identities there
     */
    public Proof(
            String cluster,
            Inventory inventory,
            List<Policy> existing,
            List<CiliumCidrGroup> cidrGroups,
            CiliumLabelFilter labels) {
        this.labels = labels;
        this.cluster = cluster;
        this.inventory = inventory;
        this.existing = List.copyOf(existing);
        this.cidrGroups = List.copyOf(cidrGroups);
    }

    /**
     * The replay of the edges.
     *
     * @param policies the policies as read back from their text; those in audit form count as enforced
     * @param requests what was asked for over HTTP, by the edge in words
     */
    public ReplayResult replay(
            List<? extends Policy> policies, List<JudgedEdge> edges, Map<String, List<PathLeaf>> requests) {
        boolean cilium = policies.stream().anyMatch(policy -> policy.policyKind() != PolicyKind.NETWORK_POLICY);
        if (policies.isEmpty()) {
            return new ReplayResult(0, List.of(), 0, List.of(), 0);
        }
        return new Replay(evaluator(policies), inventory, cilium, new Re2PathMatcher()).run(edges, requests);
    }

    /** Edges that people decided against and these policies let pass, in words. */
    public List<String> open(List<? extends Policy> policies, List<JudgedEdge> edges) {
        boolean decided = edges.stream().anyMatch(edge -> edge.outcome().kind() == Outcome.Kind.DENIED_BY_DECISION);
        if (!decided) {
            return List.of();
        }
        boolean cilium = policies.stream().anyMatch(policy -> policy.policyKind() != PolicyKind.NETWORK_POLICY);
        return new Replay(evaluator(policies), inventory, cilium).open(edges);
    }

    private Evaluator evaluator(List<? extends Policy> policies) {
        List<Policy> enforced = new ArrayList<>();
        for (Policy policy : policies) {
            enforced.add(AuditForm.enforce(policy));
        }
        for (Policy policy : existing) {
            boolean replaced = policies.stream().anyMatch(newer -> newer.ref().equals(policy.ref()));
            if (!replaced) {
                enforced.add(policy);
            }
        }
        ClusterView view = new ClusterView(cluster, inventory.services(), List.of(), cidrGroups);
        return Evaluator.of(enforced, view, EvaluatorOptions.DEFAULT.withLabelFilter(labels));
    }
}
