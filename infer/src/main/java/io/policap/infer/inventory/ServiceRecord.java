package io.policap.infer.inventory;

import static java.util.Objects.requireNonNull;

import io.policap.infer.label.Labels;
import io.policap.infer.net.Ip;
import java.util.List;

/**
 * A service (Kubernetes API, Service).
 *
 * @param cluster the cluster's name
 * @param namespace its namespace
 * @param name its name
 * @param type {@code ClusterIP}, {@code NodePort}, {@code LoadBalancer} or {@code ExternalName}
 * @param clusterAddresses its virtual addresses, empty for a headless one
 * @param externalAddresses load-balancer and external addresses
 * @param selector the pods behind it, empty for none
 * @param ports its ports in their order
 * @param externalName the name of an ExternalName service, else empty
 */
public record ServiceRecord(
        String cluster,
        String namespace,
        String name,
        String type,
        List<Ip> clusterAddresses,
        List<Ip> externalAddresses,
        Labels selector,
        List<ServicePort> ports,
        String externalName) {
    public ServiceRecord {
        requireNonNull(cluster, "cluster");
        requireNonNull(namespace, "namespace");
        requireNonNull(name, "name");
        requireNonNull(type, "type");
        requireNonNull(selector, "selector");
        requireNonNull(externalName, "externalName");
        clusterAddresses = SortedCopies.of(clusterAddresses);
        externalAddresses = SortedCopies.of(externalAddresses);
        ports = List.copyOf(ports);
    }

    /** Whether the service can be reached from outside the cluster by itself. */
    public boolean isExposed() {
        return type.equals("NodePort") || type.equals("LoadBalancer") || !externalAddresses.isEmpty();
    }
}
