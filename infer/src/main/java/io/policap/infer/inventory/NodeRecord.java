package io.policap.infer.inventory;

import static java.util.Objects.requireNonNull;

import io.policap.infer.label.Labels;
import io.policap.infer.net.Cidr;
import io.policap.infer.net.Ip;
import java.util.List;
import java.util.TreeSet;

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
        addresses = List.copyOf(new TreeSet<>(addresses));
        cniAddresses = List.copyOf(new TreeSet<>(cniAddresses));
        podCidrs = List.copyOf(new TreeSet<>(podCidrs));
    }
}
