package io.policap.infer.policy.from;

import io.policap.infer.issue.Issue;
import io.policap.infer.policy.Policy;
import java.util.List;

/**
 * The policies of one kind, and what that kind cannot say.
 *
 * @param policies one per workload with rules, sorted by workload
 * @param issues what was left out and why, sorted
 * @param <P> the kind of policy
 */
public record KindPolicies<P extends Policy>(List<SourcedPolicy<P>> policies, List<Issue> issues) {
    public KindPolicies {
        policies = List.copyOf(policies);
        issues = issues.stream().sorted().toList();
    }
}
