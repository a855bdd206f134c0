package io.policap.bench.generator;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;

/** The cluster's objects as {@code kubectl get -A -o json} prints them. */
final class InventoryFile {
    private static final String CREATED = "2025-10-01T08:00:00Z";

    private final Writer out;
    private String separator = "";

    private InventoryFile(Writer out) {
        this.out = out;
    }

    static void write(Cluster cluster, Path file) throws IOException {
        try (Writer out = Files.newBufferedWriter(file)) {
            out.write("{\"apiVersion\":\"v1\",\"kind\":\"List\",\"metadata\":{\"resourceVersion\":\"\"},\"items\":[\n");
            new InventoryFile(out).objects(cluster);
            out.write("\n]}\n");
        }
    }

    /** What a ReplicaSet adds to its name and its pods' labels. */
    static String templateHash(Workload workload) {
        return String.format("%08x", workload.fullName().hashCode());
    }

    private void objects(Cluster cluster) throws IOException {
        for (int node = 0; node < cluster.nodes; node++) {
            item(
                    "{\"apiVersion\":\"v1\",\"kind\":\"Node\",\"metadata\":{\"name\":\"node-%d\"},\"spec\":{\"podCIDR\":"
                            + "\"10.244.%d.0/24\",\"podCIDRs\":[\"10.244.%d.0/24\",\"fd00:10:244:%x::/64\"]},"
                            + "\"status\":{\"addresses\":[{\"type\":\"InternalIP\",\"address\":\"%s\"}]}}",
                    node, node, node, node, Pod.text(Cluster.nodeAddress(node)));
        }
        namespace("kube-system");
        for (String name : Cluster.NAMESPACES) {
            namespace(name);
        }
        for (Workload workload : cluster.workloads) {
            owners(workload);
            service(workload);
            for (Pod pod : workload.pods) {
                pod(workload, pod);
            }
        }
    }

    private void namespace(String name) throws IOException {
        item(
                "{\"apiVersion\":\"v1\",\"kind\":\"Namespace\",\"metadata\":{\"name\":\"%s\",\"labels\":"
                        + "{\"kubernetes.io/metadata.name\":\"%s\"}}}",
                name, name);
    }

    private void owners(Workload workload) throws IOException {
        String spec =
                "\"spec\":{\"selector\":{\"matchLabels\":{\"app.kubernetes.io/name\":\"" + workload.name + "\"}}}";
        item(
                "{\"apiVersion\":\"apps/v1\",\"kind\":\"%s\",\"metadata\":{\"name\":\"%s\",\"namespace\":\"%s\"},%s}",
                workload.stateful ? "StatefulSet" : "Deployment", workload.name, workload.namespace, spec);
        if (!workload.stateful) {
            item(
                    "{\"apiVersion\":\"apps/v1\",\"kind\":\"ReplicaSet\",\"metadata\":{\"name\":\"%s-%s\",\"namespace\":"
                            + "\"%s\",\"ownerReferences\":[{\"apiVersion\":\"apps/v1\",\"kind\":\"Deployment\",\"name\":"
                            + "\"%s\",\"controller\":true}]},%s}",
                    workload.name, templateHash(workload), workload.namespace, workload.name, spec);
        }
    }

    private void service(Workload workload) throws IOException {
        String address = Pod.text(workload.clusterIp);
        item(
                "{\"apiVersion\":\"v1\",\"kind\":\"Service\",\"metadata\":{\"name\":\"%s\",\"namespace\":\"%s\"},\"spec\":"
                        + "{\"type\":\"ClusterIP\",\"clusterIP\":\"%s\",\"clusterIPs\":[\"%s\"],\"selector\":"
                        + "{\"app.kubernetes.io/name\":\"%s\"},\"ports\":[{\"name\":\"main\",\"port\":%d,\"targetPort\":%d,"
                        + "\"protocol\":\"%s\"}]}}",
                workload.name,
                workload.namespace,
                address,
                address,
                workload.name,
                workload.servicePort,
                workload.port,
                workload.protocol());
    }

    private void pod(Workload workload, Pod pod) throws IOException {
        String hash = templateHash(workload);
        item(
                "{\"apiVersion\":\"v1\",\"kind\":\"Pod\",\"metadata\":{\"name\":\"%s\",\"namespace\":\"%s\","
                        + "\"creationTimestamp\":\"%s\",\"labels\":{\"app.kubernetes.io/name\":\"%s\"%s},\"ownerReferences\":"
                        + "[{\"apiVersion\":\"apps/v1\",\"kind\":\"%s\",\"name\":\"%s\",\"controller\":true}]},\"spec\":"
                        + "{\"nodeName\":\"node-%d\",\"containers\":[{\"name\":\"main\",\"image\":\"registry.example/%s:1\","
                        + "\"ports\":[{\"name\":\"main\",\"containerPort\":%d,\"protocol\":\"%s\"}]}]},\"status\":{\"phase\":"
                        + "\"Running\",\"startTime\":\"%s\",\"hostIP\":\"%s\",\"podIP\":\"%s\",\"podIPs\":[{\"ip\":\"%s\"},"
                        + "{\"ip\":\"%s\"}]}}",
                pod.name(),
                workload.namespace,
                CREATED,
                workload.name,
                workload.stateful ? "" : ",\"pod-template-hash\":\"" + hash + "\"",
                workload.stateful ? "StatefulSet" : "ReplicaSet",
                workload.stateful ? workload.name : workload.name + "-" + hash,
                pod.node(),
                workload.name,
                workload.port,
                workload.protocol(),
                CREATED,
                Pod.text(Cluster.nodeAddress(pod.node())),
                Pod.text(pod.ip()),
                Pod.text(pod.ip()),
                pod.ipv6Text());
    }

    private void item(String format, Object... values) throws IOException {
        out.write(separator);
        out.write(String.format(format, values));
        separator = ",\n";
    }
}
