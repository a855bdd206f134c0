package io.policap.capture.kubernetes;

import io.policap.infer.inventory.InventoryBuilder;
import io.policap.infer.inventory.NodeRecord;
import io.policap.infer.label.Labels;
import io.policap.infer.net.Cidr;
import io.policap.infer.net.Ip;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Reads nodes and what their CNI adds (R4): the network and first address of each podCIDR (Flannel's and the bridge
 * plugin's own), CiliumInternalIP, and the addresses that Flannel, Calico and Cilium leave in annotations.
 */
final class NodeObjects {
    private static final List<String> ANNOTATIONS = List.of(
            "flannel.alpha.coreos.com/public-ip",
            "flannel.alpha.coreos.com/public-ipv6",
            "flannel.alpha.coreos.com/public-ip-overwrite",
            "flannel.alpha.coreos.com/public-ipv6-overwrite",
            "projectcalico.org/IPv4Address",
            "projectcalico.org/IPv6Address",
            "projectcalico.org/IPv4VXLANTunnelAddr",
            "projectcalico.org/IPv6VXLANTunnelAddr",
            "projectcalico.org/IPv4IPIPTunnelAddr",
            "projectcalico.org/IPv4WireguardInterfaceAddr",
            "projectcalico.org/IPv6WireguardInterfaceAddr",
            "io.cilium.network.ipv4-cilium-host",
            "io.cilium.network.ipv6-cilium-host",
            "network.cilium.io/ipv4-cilium-host",
            "network.cilium.io/ipv6-cilium-host",
            "io.cilium.network.ipv4-health-ip",
            "io.cilium.network.ipv6-health-ip",
            "network.cilium.io/ipv4-health-ip",
            "network.cilium.io/ipv6-health-ip");
    private static final List<String> POD_CIDR_ANNOTATIONS = List.of(
            "io.cilium.network.ipv4-pod-cidr",
            "io.cilium.network.ipv6-pod-cidr",
            "network.cilium.io/ipv4-pod-cidr",
            "network.cilium.io/ipv6-pod-cidr");

    private NodeObjects() {}

    static void readNode(String cluster, Fields node, ObjectMeta meta, InventoryBuilder builder) {
        Fields spec = node.at("spec");
        List<Cidr> ranges = ranges(spec, "podCIDRs");
        if (ranges.isEmpty()) {
            spec.range("podCIDR", spec.text("podCIDR")).ifPresent(ranges::add);
        }
        List<Ip> own = new ArrayList<>();
        List<Ip> cni = new ArrayList<>();
        addAddresses(node.at("status").each("addresses"), "address", own, cni);
        Fields annotations = node.at("metadata").at("annotations");
        for (String key : ANNOTATIONS) {
            String text = annotations.text(key);
            int slash = text.indexOf('/');
            annotations
                    .address(key, slash < 0 ? text : text.substring(0, slash))
                    .ifPresent(cni::add);
        }
        for (String key : POD_CIDR_ANNOTATIONS) {
            annotations.range(key, annotations.text(key)).ifPresent(ranges::add);
        }
        addFirst(ranges, cni);
        Map<String, String> labels = meta.labels().map();
        boolean controlPlane = labels.containsKey("node-role.kubernetes.io/control-plane")
                || labels.containsKey("node-role.kubernetes.io/master");
        builder.addNode(
                new NodeRecord(cluster, meta.name(), meta.labels(), own, cni, ranges, controlPlane), meta.version());
    }

    /**
     * Reads a CiliumNode (cilium.io/v2): its addresses and the pod ranges that Cilium's own IPAM gave it. Cilium names
     * its own address in each range, the first one may be a pod's.
     */
    static void readCiliumNode(String cluster, Fields node, ObjectMeta meta, InventoryBuilder builder) {
        Fields spec = node.at("spec");
        List<Ip> own = new ArrayList<>();
        List<Ip> cni = new ArrayList<>();
        addAddresses(spec.each("addresses"), "ip", own, cni);
        for (String key : List.of("ipv4", "ipv6")) {
            spec.at("health").address(key).ifPresent(cni::add);
            spec.at("ingress").address(key).ifPresent(cni::add);
        }
        List<Cidr> ranges = ranges(spec.at("ipam"), "podCIDRs");
        for (Fields pool : spec.at("ipam").at("pools").each("allocated")) {
            ranges.addAll(ranges(pool, "cidrs"));
        }
        // The version is of another object: labels of the Node itself go first.
        builder.addNode(new NodeRecord(cluster, meta.name(), Labels.NONE, own, cni, ranges, false), "");
    }

    /** Reads an IPPool of Calico: a range of pods. */
    static void readPool(Fields pool, InventoryBuilder builder) {
        Fields spec = pool.at("spec");
        spec.range("cidr", spec.text("cidr")).ifPresent(builder::addPodRange);
    }

    /** Reads a ServiceCIDR (networking.k8s.io): ranges of services. */
    static void readServiceRange(Fields range, InventoryBuilder builder) {
        ranges(range.at("spec"), "cidrs").forEach(builder::addServiceRange);
    }

    private static void addAddresses(List<Fields> addresses, String key, List<Ip> own, List<Ip> cni) {
        for (Fields address : addresses) {
            switch (address.text("type")) {
                case "InternalIP":
                case "ExternalIP":
                    address.address(key).ifPresent(own::add);
                    break;
                case "CiliumInternalIP":
                    address.address(key).ifPresent(cni::add);
                    break;
                default:
                // Host names.
            }
        }
    }

    private static List<Cidr> ranges(Fields holder, String key) {
        List<Cidr> ranges = new ArrayList<>();
        for (String text : holder.texts(key)) {
            holder.range(key, text).ifPresent(ranges::add);
        }
        return ranges;
    }

    private static void addFirst(List<Cidr> ranges, List<Ip> cni) {
        for (Cidr range : ranges) {
            Ip network = range.network();
            cni.add(network);
            if (!range.isSingle()) {
                cni.add(new Ip(network.v6(), network.high(), network.low() + 1));
            }
        }
    }
}
