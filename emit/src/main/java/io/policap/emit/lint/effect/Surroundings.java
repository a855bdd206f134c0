package io.policap.emit.lint.effect;

import static java.util.Objects.requireNonNull;

import io.policap.infer.policy.cilium.CiliumLabelFilter;
import io.policap.infer.policy.rollout.CiliumVersion;
import java.util.Optional;
import java.util.Set;

/**
 * What is known beside the policy itself.
 *
 * @param version the cluster's Cilium version
 * @param labels which labels Cilium keeps
 * @param cluster pods and nodes, empty where no inventory was given
 * @param cidrGroups the names of the CiliumCIDRGroups that are known, empty where none are
 * @param dns which workloads may ask which names, over all policies
 */
public record Surroundings(
        CiliumVersion version,
        CiliumLabelFilter labels,
        Optional<KnownCluster> cluster,
        Set<String> cidrGroups,
        DnsOpenings dns) {
    public Surroundings {
        requireNonNull(version, "version");
        requireNonNull(labels, "labels");
        requireNonNull(cluster, "cluster");
        cidrGroups = Set.copyOf(cidrGroups);
        requireNonNull(dns, "dns");
    }
}
