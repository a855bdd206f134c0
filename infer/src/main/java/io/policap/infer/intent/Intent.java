package io.policap.infer.intent;

import static java.util.Objects.requireNonNull;

import io.policap.infer.issue.Issue;
import java.util.List;

/**
 * Who may reach whom, for every workload that was asked for; no kind of policy is chosen yet.
 *
 * @param cluster the cluster whose workloads are the subjects
 * @param workloads the subjects, sorted by key
 * @param namespaces the namespaces of the subjects, sorted
 * @param issues what inference has to say, sorted
 */
public record Intent(
        String cluster, List<WorkloadIntent> workloads, List<NamespaceIntent> namespaces, List<Issue> issues) {
    public Intent {
        requireNonNull(cluster, "cluster");
        workloads = workloads.stream().sorted().toList();
        namespaces = namespaces.stream().sorted().toList();
        issues = List.copyOf(issues);
    }
}
