package io.policap.emit.lint;

import static java.util.Objects.requireNonNull;

import io.policap.infer.inventory.Inventory;
import io.policap.infer.policy.cilium.CiliumLabelFilter;
import io.policap.infer.policy.rollout.CiliumVersion;
import java.util.Set;

/**
 * What lint compares policies with.
 *
 * @param version the cluster's Cilium version
 * @param labels which labels Cilium keeps
 * @param inventory the cluster's objects; empty where they are not known
 * @param cidrGroups names of CiliumCIDRGroups in the cluster, beside those that are linted too
 */
public record LintOptions(
        CiliumVersion version, CiliumLabelFilter labels, Inventory inventory, Set<String> cidrGroups) {
    public LintOptions {
        requireNonNull(version, "version");
        requireNonNull(labels, "labels");
        requireNonNull(inventory, "inventory");
        cidrGroups = Set.copyOf(cidrGroups);
    }

    /** A cluster of which only the version is known. */
    public static LintOptions of(CiliumVersion version) {
        return new LintOptions(version, CiliumLabelFilter.byDefault(), Inventory.empty(), Set.of());
    }
}
