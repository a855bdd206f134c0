package io.policap.capture.packet.vantage;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.policap.capture.kubernetes.InventoryReader;
import io.policap.infer.inventory.Inventory;
import io.policap.infer.inventory.InventoryBuilder;
import io.policap.infer.issue.Issues;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * A cluster of up to three nodes: node N is 172.18.0.N, its pods p1 to p5 are 10.244.N.11 to 10.244.N.15 and
 * fd00:N::11 to fd00:N::15, a service is 10.96.0.10.
 */
final class ThreeNodes {
    private final StringBuilder objects = new StringBuilder();

    ThreeNodes(int nodes) {
        for (int node = 1; node <= nodes; node++) {
            objects.append("""
                    {"apiVersion": "v1", "kind": "Node", "metadata": {"name": "n%1$d"},
                     "spec": {"podCIDR": "10.244.%1$d.0/24", "podCIDRs": ["10.244.%1$d.0/24", "fd00:%1$d::/64"]},
                     "status": {"addresses": [{"type": "InternalIP", "address": "172.18.0.%1$d"}]}}
                    """.formatted(node));
            for (int pod = 1; pod <= 5; pod++) {
                addPod("n" + node + "-p" + pod, node, 10 + pod, "2026-01-01T00:00:00Z");
            }
        }
        objects.append("""
                {"apiVersion": "v1", "kind": "Service", "metadata": {"name": "dns", "namespace": "shop"},
                 "spec": {"type": "ClusterIP", "clusterIP": "10.96.0.10", "clusterIPs": ["10.96.0.10"],
                          "ports": [{"port": 53, "protocol": "UDP"}]}}
                """);
    }

    ThreeNodes addPod(String name, int node, int last, String since) {
        objects.append("""
                {"apiVersion": "v1", "kind": "Pod",
                 "metadata": {"name": "%1$s", "namespace": "shop", "uid": "%1$s", "creationTimestamp": "%4$s"},
                 "spec": {"nodeName": "n%2$d", "containers": []},
                 "status": {"phase": "Running", "startTime": "%4$s", "podIP": "10.244.%2$d.%3$d",
                            "podIPs": [{"ip": "10.244.%2$d.%3$d"}, {"ip": "fd00:%2$d::%3$d"}]}}
                """.formatted(name, node, last, since));
        return this;
    }

    Inventory inventory() {
        InventoryBuilder builder = new InventoryBuilder();
        try {
            new InventoryReader(builder, new Issues())
                    .read(
                            "objects.json",
                            new ByteArrayInputStream(objects.toString().getBytes(UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return builder.build();
    }
}
