package io.policap.infer.inventory;

import static java.util.Objects.requireNonNull;

import java.util.Comparator;

/**
 * A service port that an Ingress leads to (Kubernetes API, networking.k8s.io/v1 IngressServiceBackend).
 *
 * @param cluster the cluster's name
 * @param namespace the namespace of the Ingress and its services
 * @param service the service's name
 * @param portName the service port's name, empty where the number is given
 * @param port the service port's number, 0 where the name is given; both absent mean every port
 */
public record IngressBackend(String cluster, String namespace, String service, String portName, int port)
        implements Comparable<IngressBackend> {
    private static final Comparator<IngressBackend> ORDER = Comparator.comparing(IngressBackend::cluster)
            .thenComparing(IngressBackend::namespace)
            .thenComparing(IngressBackend::service)
            .thenComparing(IngressBackend::portName)
            .thenComparing(IngressBackend::port);

    public IngressBackend {
        requireNonNull(cluster, "cluster");
        requireNonNull(namespace, "namespace");
        requireNonNull(service, "service");
        requireNonNull(portName, "portName");
    }

    boolean leadsTo(ServiceRecord candidate, ServicePort candidatePort) {
        if (!candidate.cluster().equals(cluster)
                || !candidate.namespace().equals(namespace)
                || !candidate.name().equals(service)) {
            return false;
        }
        if (port != 0) {
            return candidatePort.port() == port;
        }
        return portName.isEmpty() || candidatePort.name().equals(portName);
    }

    @Override
    public int compareTo(IngressBackend other) {
        return ORDER.compare(this, other);
    }
}
