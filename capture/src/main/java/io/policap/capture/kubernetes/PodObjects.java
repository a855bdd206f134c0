package io.policap.capture.kubernetes;

import io.policap.infer.inventory.InventoryBuilder;
import io.policap.infer.inventory.NodeRecord;
import io.policap.infer.inventory.PodKey;
import io.policap.infer.inventory.PodRecord;
import io.policap.infer.inventory.PodSighting;
import io.policap.infer.inventory.WorkloadKey;
import io.policap.infer.label.Labels;
import io.policap.infer.net.Ip;
import java.util.ArrayList;
import java.util.List;

/** Reads pods (Kubernetes API, core/v1 Pod), and from the control plane's own pods the cluster's ranges. */
final class PodObjects {
    private static final String SERVICE_RANGE = "--service-cluster-ip-range=";
    private static final String POD_RANGE = "--cluster-cidr=";

    private PodObjects() {}

    static void read(String cluster, Fields pod, ObjectMeta meta, boolean deleted, InventoryBuilder builder) {
        Fields spec = pod.at("spec");
        Fields status = pod.at("status");
        boolean specKnown = spec.has("containers");
        ContainerPorts ports = ContainerPorts.of(spec);
        String account = spec.text("serviceAccountName");
        PodRecord record = new PodRecord(
                new PodKey(cluster, meta.namespace(), meta.name()),
                meta.uid(),
                meta.labels(),
                new WorkloadKey(cluster, meta.namespace(), "Pod", meta.name()),
                spec.text("nodeName"),
                addresses(status),
                spec.truth("hostNetwork"),
                status.text("phase"),
                PodLifetimes.of(pod, deleted),
                ports.declared(),
                ports.probed(),
                specKnown,
                account.isEmpty() ? spec.text("serviceAccount") : account,
                deleted);
        builder.addPod(new PodSighting(record, meta.controller(), meta.version()));
        readHost(cluster, spec.text("nodeName"), status, builder);
        if (meta.namespace().equals("kube-system")) {
            readRanges(spec, builder);
        }
    }

    private static List<Ip> addresses(Fields status) {
        List<Ip> addresses = new ArrayList<>();
        for (Fields address : status.each("podIPs")) {
            address.addAddress("ip", addresses);
        }
        if (addresses.isEmpty()) {
            status.addAddress("podIP", addresses);
        }
        return addresses;
    }

    // Where the Node objects were not given, its pods still tell a node's addresses.
    private static void readHost(String cluster, String node, Fields status, InventoryBuilder builder) {
        List<Ip> addresses = new ArrayList<>();
        status.addAddress("hostIP", addresses);
        for (Fields address : status.each("hostIPs")) {
            address.addAddress("ip", addresses);
        }
        if (!node.isEmpty() && !addresses.isEmpty()) {
            builder.addNode(new NodeRecord(cluster, node, Labels.NONE, addresses, List.of(), List.of(), false));
        }
    }

    // The flags of kube-apiserver and kube-controller-manager are where a cluster's ranges are set.
    private static void readRanges(Fields spec, InventoryBuilder builder) {
        for (Fields container : spec.each("containers")) {
            for (String key : List.of("command", "args")) {
                for (String argument : container.texts(key)) {
                    for (String range : values(argument, SERVICE_RANGE)) {
                        container.range(key, range).ifPresent(builder::addServiceRange);
                    }
                    for (String range : values(argument, POD_RANGE)) {
                        container.range(key, range).ifPresent(builder::addPodRange);
                    }
                }
            }
        }
    }

    private static List<String> values(String argument, String flag) {
        return argument.startsWith(flag)
                ? List.of(argument.substring(flag.length()).split(",", 8))
                : List.of();
    }
}
