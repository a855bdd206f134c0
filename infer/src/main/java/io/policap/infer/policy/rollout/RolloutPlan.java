package io.policap.infer.policy.rollout;

import static java.util.Objects.requireNonNull;

import io.policap.infer.intent.Intent;
import io.policap.infer.intent.NamespaceIntent;
import io.policap.infer.intent.WorkloadIntent;
import io.policap.infer.issue.Issue;
import io.policap.infer.issue.IssueCode;
import io.policap.infer.policy.Policy;
import io.policap.infer.policy.from.SourcedPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Which policies of one kind are written, in which form, and which are withheld (R15 to R17).
 *
 * @param allow the first stage
 * @param defaultDeny the second stage, empty in audit mode
 * @param issues what was withheld and why, sorted
 * @param <P> the kind of policy
 */
public record RolloutPlan<P extends Policy>(
        List<SourcedPolicy<P>> allow, List<SourcedPolicy<P>> defaultDeny, List<Issue> issues) {
    public RolloutPlan {
        allow = List.copyOf(allow);
        defaultDeny = List.copyOf(defaultDeny);
        issues = issues.stream().sorted().distinct().toList();
    }

    /**
     * Everything in its harmless form.
     *
     * @param policies the policies as they would be enforced
     * @param form turns a policy and its workload into the audit form
     */
    public static <P extends Policy> RolloutPlan<P> audit(
            Intent intent, List<SourcedPolicy<P>> policies, BiFunction<P, WorkloadIntent, P> form) {
        Map<String, WorkloadIntent> workloads = workloads(intent);
        List<SourcedPolicy<P>> allow = new ArrayList<>();
        for (SourcedPolicy<P> policy : policies) {
            WorkloadIntent workload = requireNonNull(workloads.get(key(policy)), "a policy without its workload");
            allow.add(policy.map(model -> form.apply(model, workload)));
        }
        return new RolloutPlan<>(allow, List.of(), List.of());
    }

    /**
     * What is ready or accepted, in force, and the default-deny of every namespace that is covered or accepted.
     *
     * @param policies the policies as they are enforced
     * @param deny makes the default-deny of a namespace
     */
    public static <P extends Policy> RolloutPlan<P> enforce(
            Intent intent,
            List<SourcedPolicy<P>> policies,
            Accepted accepted,
            Function<NamespaceIntent, SourcedPolicy<P>> deny) {
        Map<String, WorkloadIntent> workloads = workloads(intent);
        List<SourcedPolicy<P>> allow = new ArrayList<>();
        List<Issue> issues = new ArrayList<>();
        Map<String, TreeSet<String>> missing = new TreeMap<>();
        TreeSet<String> written = new TreeSet<>();
        for (SourcedPolicy<P> policy : policies) {
            WorkloadIntent workload = requireNonNull(workloads.get(key(policy)), "a policy without its workload");
            if (workload.isReady() || accepted.workload(workload.key())) {
                allow.add(policy);
                written.add(key(policy));
                leftOpen(policy, workload)
                        .forEach(direction -> missing.computeIfAbsent(policy.namespace(), name -> new TreeSet<>())
                                .add(policy.subject() + " (its " + direction
                                        + " cannot be said in this kind of policy)"));
            } else {
                issues.add(new Issue(
                        IssueCode.WITHHELD,
                        workload.key().toString(),
                        "not ready (" + String.join("; ", workload.notReady()) + "); --accept "
                                + workload.key().shortName() + " writes it all the same"));
            }
        }
        for (WorkloadIntent workload : intent.workloads()) {
            if (workload.hasRules() && !written.contains(key(workload))) {
                missing.computeIfAbsent(workload.key().namespace(), name -> new TreeSet<>())
                        .add(workload.key().kind() + "/" + workload.key().name() + " (no policy in this stage)");
            }
        }
        List<SourcedPolicy<P>> denies = new ArrayList<>();
        for (NamespaceIntent namespace : intent.namespaces()) {
            TreeSet<String> uncovered = new TreeSet<>(namespace.uncovered());
            uncovered.addAll(missing.getOrDefault(namespace.name(), new TreeSet<>()));
            if (!namespace.cut().isEmpty()) {
                uncovered.addAll(namespace.cut());
                issues.add(new Issue(
                        IssueCode.DEFAULT_DENY_WITHHELD,
                        namespace.name(),
                        "would cut off " + String.join(", ", uncovered)
                                + "; no --accept writes it, because recorded traffic would be cut for certain"));
            } else if (uncovered.isEmpty() || accepted.namespace(namespace.name())) {
                denies.add(deny.apply(namespace));
                if (!uncovered.isEmpty()) {
                    issues.add(new Issue(
                            IssueCode.DEFAULT_DENY_ACCEPTED,
                            namespace.name(),
                            "cuts off " + String.join(", ", uncovered) + "; written because it was accepted"));
                }
            } else {
                issues.add(new Issue(
                        IssueCode.DEFAULT_DENY_WITHHELD,
                        namespace.name(),
                        "would cut off " + String.join(", ", uncovered) + "; --accept " + namespace.name()
                                + " writes it all the same"));
            }
        }
        return new RolloutPlan<>(allow, denies, issues);
    }

    /** The directions that the intent has rules for and the policy has not, so that it leaves them open. */
    private static List<String> leftOpen(SourcedPolicy<?> policy, WorkloadIntent workload) {
        List<String> open = new ArrayList<>();
        if (!workload.ingress().isEmpty() && policy.ingress().isEmpty()) {
            open.add("ingress");
        }
        if (!workload.egress().isEmpty() && policy.egress().isEmpty()) {
            open.add("egress");
        }
        return open;
    }

    private static Map<String, WorkloadIntent> workloads(Intent intent) {
        Map<String, WorkloadIntent> byKey = new TreeMap<>();
        intent.workloads().forEach(workload -> byKey.put(key(workload), workload));
        return byKey;
    }

    private static String key(WorkloadIntent workload) {
        return workload.key().namespace() + "/" + workload.key().kind() + "/"
                + workload.key().name();
    }

    private static String key(SourcedPolicy<?> policy) {
        return policy.namespace() + "/" + policy.subject();
    }
}
