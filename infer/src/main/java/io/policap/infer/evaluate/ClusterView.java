package io.policap.infer.evaluate;

import static java.util.Objects.requireNonNull;

import io.policap.infer.inventory.EndpointSliceRecord;
import io.policap.infer.inventory.ServiceRecord;
import io.policap.infer.policy.cilium.CiliumCidrGroup;
import java.util.List;

/**
 * What policies refer to besides the two ends of a connection.
 *
 * @param cluster the name of the cluster whose policies are evaluated; pods of other clusters are only peers
 * @param services its services, for {@code toServices}
 * @param endpointSlices the backends of services, for those without a selector
 * @param cidrGroups its CiliumCIDRGroups
 */
public record ClusterView(
        String cluster,
        List<ServiceRecord> services,
        List<EndpointSliceRecord> endpointSlices,
        List<CiliumCidrGroup> cidrGroups) {
    public ClusterView {
        requireNonNull(cluster, "cluster");
        services = List.copyOf(services);
        endpointSlices = List.copyOf(endpointSlices);
        cidrGroups = List.copyOf(cidrGroups);
    }

    /** A cluster of which only the name is known. */
    public static ClusterView of(String cluster) {
        return new ClusterView(cluster, List.of(), List.of(), List.of());
    }
}
