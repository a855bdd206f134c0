package io.policap.infer.inventory;

import static java.util.Objects.requireNonNull;

import io.policap.infer.net.Protocol;

/**
 * A port of a service (Kubernetes API, ServicePort).
 *
 * @param name its name, empty where it has none
 * @param port the service's own port
 * @param protocol TCP, UDP or SCTP
 * @param targetPort the backend's port as written: a number, a container port's name, or empty for {@code port}
 * @param nodePort the node port, 0 where there is none
 */
public record ServicePort(String name, int port, Protocol protocol, String targetPort, int nodePort) {
    public ServicePort {
        requireNonNull(name, "name");
        requireNonNull(protocol, "protocol");
        requireNonNull(targetPort, "targetPort");
    }
}
