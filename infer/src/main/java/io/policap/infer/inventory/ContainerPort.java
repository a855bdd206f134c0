package io.policap.infer.inventory;

import static java.util.Objects.requireNonNull;

import io.policap.infer.net.Protocol;
import java.util.Comparator;

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
    private static final Comparator<ContainerPort> ORDER = Comparator.comparing(ContainerPort::protocol)
            .thenComparing(ContainerPort::port)
            .thenComparing(ContainerPort::name)
            .thenComparing(ContainerPort::hostPort);

    public ContainerPort {
        requireNonNull(name, "name");
        requireNonNull(protocol, "protocol");
    }

    @Override
    public int compareTo(ContainerPort other) {
        return ORDER.compare(this, other);
    }
}
