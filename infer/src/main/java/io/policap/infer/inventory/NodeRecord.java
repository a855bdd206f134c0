package io.policap.infer.inventory;

import static java.util.Objects.requireNonNull;

import io.policap.infer.label.Labels;
import io.policap.infer.net.Cidr;
import io.policap.infer.net.Ip;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A node with every address it may speak from (R4).
 *
 * @param cluster the cluster's name
 * @param name its name
 * @param labels its labels
 * @param addresses InternalIP and ExternalIP addresses, sorted
 * @param cniAddresses network and first address of each podCIDR, CiliumInternalIP, and those of CNI annotations, sorted
 * @param podCidrs the ranges of its pods, sorted
 * @param controlPlane whether it runs the control plane (role label, or it serves {@code default/kubernetes})
 */
public record NodeRecord(
        String cluster,
        String name,
        Labels labels,
        List<Ip> addresses,
        List<Ip> cniAddresses,
        List<Cidr> podCidrs,
        boolean controlPlane) {
    public NodeRecord {
        requireNonNull(cluster, "cluster");
        requireNonNull(name, "name");
        requireNonNull(labels, "labels");
        addresses = SortedCopies.of(addresses);
        cniAddresses = SortedCopies.of(cniAddresses);
        podCidrs = SortedCopies.of(podCidrs);
    }

    // These three are written out, as what a record has of its own is linked when it is first used, which takes longer
    // than all nodes of a cluster.
    @Override
    public boolean equals(@Nullable Object other) {
        return this == other
                || (other instanceof NodeRecord node
                        && name.equals(node.name)
                        && cluster.equals(node.cluster)
                        && controlPlane == node.controlPlane
                        && labels.equals(node.labels)
                        && addresses.equals(node.addresses)
                        && cniAddresses.equals(node.cniAddresses)
                        && podCidrs.equals(node.podCidrs));
    }

    @Override
    public int hashCode() {
        return cluster.hashCode() * 31 + name.hashCode();
    }

    @Override
    public String toString() {
        return "NodeRecord[cluster=" + cluster + ", name=" + name + ", labels=" + labels + ", addresses=" + addresses
                + ", cniAddresses=" + cniAddresses + ", podCidrs=" + podCidrs + ", controlPlane=" + controlPlane + "]";
    }

    /** Whether this tells all that the other tells of the same node. */
    boolean covers(NodeRecord other) {
        return (other.labels.isEmpty() || other.labels.equals(labels))
                && addresses.containsAll(other.addresses)
                && cniAddresses.containsAll(other.cniAddresses)
                && podCidrs.containsAll(other.podCidrs)
                && (controlPlane || !other.controlPlane);
    }
}
