package io.policap.emit.read;

import static java.util.Objects.requireNonNull;

import io.policap.infer.issue.Issues;
import io.policap.infer.policy.Policy;
import io.policap.infer.policy.cilium.CiliumCidrGroup;
import java.util.ArrayList;
import java.util.List;

/**
 * What was read from one source.
 *
 * @param policies the policies, in the order found
 * @param cidrGroups the CiliumCIDRGroups that policies may refer to, likewise
 * @param others how many objects were no policies, and so were left alone
 * @param malformed how many documents or objects could not be read; each has an issue
 * @param issues what the user has to know
 */
public record PolicyReading(
        List<LoadedPolicy> policies, List<CiliumCidrGroup> cidrGroups, long others, long malformed, Issues issues) {
    public PolicyReading {
        policies = List.copyOf(policies);
        cidrGroups = List.copyOf(cidrGroups);
        requireNonNull(issues, "issues");
    }

    /** The policies without their places. */
    public List<Policy> models() {
        return policies.stream().map(LoadedPolicy::policy).toList();
    }

    /** Both readings together, this one first. */
    public PolicyReading plus(PolicyReading other) {
        List<LoadedPolicy> allPolicies = new ArrayList<>(policies);
        allPolicies.addAll(other.policies);
        List<CiliumCidrGroup> allGroups = new ArrayList<>(cidrGroups);
        allGroups.addAll(other.cidrGroups);
        Issues allIssues = new Issues();
        allIssues.addAll(issues);
        allIssues.addAll(other.issues);
        return new PolicyReading(allPolicies, allGroups, others + other.others, malformed + other.malformed, allIssues);
    }
}
