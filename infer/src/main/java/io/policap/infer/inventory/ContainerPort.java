package io.policap.infer.inventory;

import static java.util.Objects.requireNonNull;

import io.policap.infer.net.Protocol;

/**
 * A port that a container declares (Kubernetes API, ContainerPort).
 *
 * @param name the port's name, empty where it has none
 * @param port the container's port, 1 to 65535
 * @param protocol TCP, UDP or SCTP
 * @param hostPort the node's port that leads to it, 0 where there is none
 */
public record ContainerPort(String name, int port, Protocol protocol, int hostPort)
        implements Comparable<ContainerPort> {
    public ContainerPort {
        requireNonNull(name, "name");
        requireNonNull(protocol, "protocol");
    }

    @Override
    public int compareTo(ContainerPort other) {
        int byProtocol = protocol.compareTo(other.protocol);
        int byPort = byProtocol != 0 ? byProtocol : Integer.compare(port, other.port);
        int byName = byPort != 0 ? byPort : name.compareTo(other.name);
        return byName != 0 ? byName : Integer.compare(hostPort, other.hostPort);
    }
}
