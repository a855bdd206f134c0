package io.policap.infer.inventory;

import static java.util.Objects.requireNonNull;

import io.policap.infer.net.Ip;
import java.util.List;

/**
 * The backends of a service (Kubernetes API, discovery.k8s.io/v1 EndpointSlice, or the older Endpoints).
 *
 * @param cluster the cluster's name
 * @param namespace its namespace
 * @param service the service's name (label {@code kubernetes.io/service-name}), empty where it has none
 * @param addresses the backends' addresses, sorted
 * @param ports the backends' ports; {@code targetPort} holds the number, {@code port} is the same
 */
public record EndpointSliceRecord(
        String cluster, String namespace, String service, List<Ip> addresses, List<ServicePort> ports) {
    public EndpointSliceRecord {
        requireNonNull(cluster, "cluster");
        requireNonNull(namespace, "namespace");
        requireNonNull(service, "service");
        addresses = addresses.stream().distinct().sorted().toList();
        ports = List.copyOf(ports);
    }
}
