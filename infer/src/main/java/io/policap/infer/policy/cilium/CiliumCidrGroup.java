package io.policap.infer.policy.cilium;

import static java.util.Objects.requireNonNull;

import io.policap.infer.label.Labels;
import io.policap.infer.net.Cidr;
import java.util.List;

/**
 * A CiliumCIDRGroup: a named list of outside prefixes that policies refer to.
 *
 * @param name its name
 * @param labels its labels
 * @param externalCidrs its prefixes
 */
public record CiliumCidrGroup(String name, Labels labels, List<Cidr> externalCidrs) {
    public CiliumCidrGroup {
        requireNonNull(name, "name");
        requireNonNull(labels, "labels");
        externalCidrs = List.copyOf(externalCidrs);
    }
}
