package io.policap.cli.learn;

import io.policap.cli.source.Ingested;
import io.policap.emit.lint.LintOptions;
import io.policap.emit.read.PolicyReading;
import io.policap.emit.render.CiliumYaml;
import io.policap.emit.render.KubernetesYaml;
import io.policap.infer.intent.Intent;
import io.policap.infer.intent.WorkloadIntent;
import io.policap.infer.inventory.PodRecord;
import io.policap.infer.issue.Issue;
import io.policap.infer.issue.IssueCode;
import io.policap.infer.label.Labels;
import io.policap.infer.learn.Inference;
import io.policap.infer.learn.Inferred;
import io.policap.infer.learn.LearnOptions;
import io.policap.infer.learn.name.NameOptions;
import io.policap.infer.policy.cilium.CiliumPolicy;
import io.policap.infer.policy.from.CiliumPolicies;
import io.policap.infer.policy.from.DefaultDenyPolicies;
import io.policap.infer.policy.from.KindPolicies;
import io.policap.infer.policy.from.KubernetesPolicies;
import io.policap.infer.policy.kubernetes.NetworkPolicy;
import io.policap.infer.policy.rollout.Accepted;
import io.policap.infer.policy.rollout.AuditForm;
import io.policap.infer.policy.rollout.CiliumVersion;
import io.policap.infer.policy.rollout.Isolation;
import io.policap.infer.policy.rollout.Mode;
import io.policap.infer.policy.rollout.RolloutPlan;
import io.policap.infer.policy.rollout.VersionedFields;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** From what was read to proven policies of each kind: the pipeline of {@code learn}. */
public final class Learning {
    /** The trees that a run can write. */
    public enum Format {
        kubernetes,
        cilium
    }

    private final Ingested ingested;
    private final PolicyReading existing;
    private final LearnOptions options;
    private final Mode mode;
    private final Accepted accepted;
    private final Set<Format> formats;
    private final CiliumVersion ciliumVersion;
    private final String cluster;
    private final List<Issue> issues = new ArrayList<>();

    public Learning(
            Ingested ingested,
            PolicyReading existing,
            LearnOptions options,
            Mode mode,
            Accepted accepted,
            Set<Format> formats,
            CiliumVersion ciliumVersion,
            String cluster) {
        this.ingested = ingested;
        this.existing = existing;
        this.options = options;
        this.mode = mode;
        this.accepted = accepted;
        this.formats = formats;
        this.ciliumVersion = ciliumVersion;
        this.cluster = cluster;
    }

    public Learned run() {
        Inferred inferred = Inference.infer(ingested.baseline(), ingested.inventory(), asked());
        Intent intent = inferred.intent();
        Proof proof = new Proof(
                cluster, ingested.inventory(), existing.models(), existing.cidrGroups(), options.ciliumLabels());
        Isolation isolation = new Isolation(existing.models());
        SortedMap<String, KindResult> kinds = new TreeMap<>();
        LintOptions lint = LintOptions.of(ciliumVersion);
        if (formats.contains(Format.kubernetes)) {
            KindPolicies<NetworkPolicy> policies = KubernetesPolicies.from(intent);
            RolloutPlan<NetworkPolicy> plan = mode == Mode.AUDIT
                    ? RolloutPlan.audit(intent, policies.policies(), (policy, workload) -> AuditForm.audit(policy))
                    : RolloutPlan.enforce(intent, policies.policies(), accepted, DefaultDenyPolicies::kubernetes);
            issues.addAll(policies.issues());
            issues.addAll(plan.issues());
            kinds.put(
                    "kubernetes",
                    new KindPipeline<NetworkPolicy>("kubernetes", KubernetesYaml::render, mode, proof, lint)
                            .run(plan, inferred));
        }
        if (formats.contains(Format.cilium)) {
            KindPolicies<CiliumPolicy> policies = VersionedFields.fit(CiliumPolicies.from(intent), ciliumVersion);
            issues.addAll(policies.issues());
            RolloutPlan<CiliumPolicy> plan = ciliumPlan(intent, policies, isolation);
            issues.addAll(plan.issues());
            kinds.put(
                    "cilium",
                    new KindPipeline<CiliumPolicy>("cilium", CiliumYaml::render, mode, proof, lint)
                            .run(plan, inferred));
        }
        kinds.forEach((name, kind) -> kind.replay()
                .denials()
                .forEach(denial ->
                        issues.add(new Issue(IssueCode.REPLAY_DENIED, name, denial.edge() + ": " + denial.reason()))));
        kinds.forEach((name, kind) -> kind.open()
                .forEach(edge -> issues.add(new Issue(
                        IssueCode.DENIED_BUT_OPEN,
                        name,
                        edge + "; what is denied passes until a policy of these closes one end"))));
        issues.addAll(intent.issues());
        issues.addAll(ingested.issues().list());
        return new Learned(ingested, options, inferred, mode, kinds, issues);
    }

    /** The options without what would refuse something in audit mode: an old proxy applies its rules all the same. */
    private LearnOptions asked() {
        boolean refuses = mode == Mode.AUDIT
                && formats.contains(Format.cilium)
                && options.names().exactQuestions()
                && !ciliumVersion.canAuditHttp();
        if (!refuses) {
            return options;
        }
        issues.add(new Issue(
                IssueCode.DNS_NAMES_ANY,
                "cilium",
                "below Cilium 1.18 exact DNS names would refuse other questions even in audit mode, so DNS rules admit any"
                        + " name; --mode enforce writes exact ones"));
        return options.with(new NameOptions(false, options.names().patternBudget()));
    }

    private RolloutPlan<CiliumPolicy> ciliumPlan(
            Intent intent, KindPolicies<CiliumPolicy> policies, Isolation isolation) {
        if (mode == Mode.ENFORCE) {
            return RolloutPlan.enforce(intent, policies.policies(), accepted, DefaultDenyPolicies::cilium);
        }
        if (!ciliumVersion.canAudit()) {
            issues.add(new Issue(
                    IssueCode.WITHHELD,
                    "cilium",
                    "Cilium " + ciliumVersion + " has no enableDefaultDeny, so an audit policy would be enforced; no"
                            + " CiliumNetworkPolicy is written below 1.16"));
            return new RolloutPlan<>(List.of(), List.of(), List.of());
        }
        issues.addAll(VersionedFields.notInAudit(policies, ciliumVersion));
        return RolloutPlan.audit(
                intent,
                policies.policies(),
                (policy, workload) -> AuditForm.audit(
                        policy, isolation.selects(workload.key().namespace(), labelsOf(workload)), ciliumVersion));
    }

    private List<Labels> labelsOf(WorkloadIntent workload) {
        List<Labels> labels = new ArrayList<>();
        for (PodRecord pod : ingested.inventory().podsOf(workload.key())) {
            labels.add(pod.labels());
        }
        labels.add(Labels.of(workload.selection().kubernetes().matchLabels()));
        return labels;
    }
}
