package io.policap.infer;

import io.policap.infer.evaluate.ClusterView;
import io.policap.infer.evaluate.Evaluator;
import io.policap.infer.evaluate.EvaluatorOptions;
import io.policap.infer.intent.Intent;
import io.policap.infer.intent.Mark;
import io.policap.infer.intent.NamespaceIntent;
import io.policap.infer.intent.Peer;
import io.policap.infer.intent.Permission;
import io.policap.infer.intent.Rule;
import io.policap.infer.intent.WorkloadIntent;
import io.policap.infer.inventory.Inventory;
import io.policap.infer.inventory.WorkloadKey;
import io.policap.infer.issue.IssueCode;
import io.policap.infer.learn.Inferred;
import io.policap.infer.policy.Policy;
import io.policap.infer.policy.cilium.CiliumPolicy;
import io.policap.infer.policy.from.CiliumPolicies;
import io.policap.infer.policy.from.DefaultDenyPolicies;
import io.policap.infer.policy.from.KubernetesPolicies;
import io.policap.infer.policy.from.SourcedPolicy;
import io.policap.infer.policy.kubernetes.NetworkPolicy;
import io.policap.infer.policy.rollout.Accepted;
import io.policap.infer.policy.rollout.RolloutPlan;
import io.policap.infer.replay.Replay;
import io.policap.infer.replay.ReplayResult;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** What a test may ask of an inference, in short texts. */
public record LearnResult(Inferred inferred, Inventory inventory) {
    public Intent intent() {
        return inferred.intent();
    }

    public WorkloadIntent workload(String name) {
        return intent().workloads().stream()
                .filter(workload -> workload.key().shortName().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no workload " + name + " in " + intent()));
    }

    public boolean has(String name) {
        return intent().workloads().stream()
                .anyMatch(workload -> workload.key().shortName().equals(name));
    }

    /** One text per ingress permission: {@code peer protocol port [marks]}. */
    public List<String> ingress(String name) {
        return texts(workload(name).ingress());
    }

    public List<String> egress(String name) {
        return texts(workload(name).egress());
    }

    public NamespaceIntent namespace(String name) {
        return intent().namespaces().stream()
                .filter(namespace -> namespace.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    public static List<String> texts(List<Rule> rules) {
        List<String> texts = new ArrayList<>();
        for (Rule rule : rules) {
            for (Permission permission : rule.permissions()) {
                TreeSet<String> marks = new TreeSet<>();
                for (Mark mark : permission.marks()) {
                    marks.add(mark.text());
                }
                texts.add(text(rule.peer()) + " " + permission.ports() + (marks.isEmpty() ? "" : " " + marks));
            }
        }
        return texts;
    }

    private static String text(Peer peer) {
        if (peer instanceof Peer.Workload workload) {
            WorkloadKey key = workload.key();
            String cluster = key.cluster().equals(WorkloadKey.DEFAULT_CLUSTER) ? "" : key.cluster() + ":";
            return cluster + key.shortName();
        }
        if (peer instanceof Peer.Nodes nodes) {
            return (nodes.controlPlane() ? "control-plane " : "nodes ") + nodes.addresses();
        }
        if (peer instanceof Peer.ApiServer server) {
            return "api-server " + server.addresses();
        }
        if (peer instanceof Peer.Addresses addresses) {
            return addresses.prefixes().toString();
        }
        if (peer instanceof Peer.IngressProxy) {
            return "ingress-proxy";
        }
        if (peer instanceof Peer.Entity entity) {
            return "entity " + entity.entity().text();
        }
        if (peer instanceof Peer.Names names) {
            return "names " + names.names() + names.patterns() + " at " + names.prefixes();
        }
        return peer instanceof Peer.EveryPod ? "every-pod" : "anyone";
    }

    public List<String> issues(IssueCode code) {
        return intent().issues().stream()
                .filter(issue -> issue.code() == code)
                .map(issue -> issue.place() + ": " + issue.message())
                .toList();
    }

    public List<NetworkPolicy> networkPolicies() {
        return KubernetesPolicies.from(intent()).policies().stream()
                .map(SourcedPolicy::policy)
                .toList();
    }

    public List<CiliumPolicy> ciliumPolicies() {
        return CiliumPolicies.from(intent()).policies().stream()
                .map(SourcedPolicy::policy)
                .toList();
    }

    /** Everything that would be enforced: every workload accepted, default-deny where nothing is left uncovered. */
    public List<Policy> enforced(boolean cilium) {
        Accepted everyWorkload = new Accepted(
                false,
                new TreeSet<>(intent().workloads().stream()
                        .map(workload -> workload.key().shortName())
                        .toList()));
        return cilium
                ? models(RolloutPlan.enforce(
                        intent(), CiliumPolicies.from(intent()).policies(), everyWorkload, DefaultDenyPolicies::cilium))
                : models(RolloutPlan.enforce(
                        intent(),
                        KubernetesPolicies.from(intent()).policies(),
                        everyWorkload,
                        DefaultDenyPolicies::kubernetes));
    }

    private static List<Policy> models(RolloutPlan<? extends Policy> plan) {
        List<Policy> policies = new ArrayList<>();
        plan.allow().forEach(policy -> policies.add(policy.policy()));
        plan.defaultDeny().forEach(policy -> policies.add(policy.policy()));
        return policies;
    }

    public Evaluator evaluator(boolean cilium) {
        return Evaluator.of(enforced(cilium), ClusterView.of(WorkloadKey.DEFAULT_CLUSTER), EvaluatorOptions.DEFAULT);
    }

    public ReplayResult replay(boolean cilium) {
        return new Replay(evaluator(cilium), inventory, cilium).run(inferred.edges());
    }
}
