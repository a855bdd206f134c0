package io.policap.infer.evaluate;

import io.policap.infer.inventory.ContainerPort;

/** Resolves named ports, which are the destination's in both directions. */
final class NamedPorts {
    private NamedPorts() {}

    /** Whether the destination is a pod that declares the connection's port under this name. */
    static boolean isPort(ConnectionQuery query, String name) {
        return reaches(query, name, 0);
    }

    /** Whether the connection's port lies between the port of this name and the last port of a range. */
    static boolean reaches(ConnectionQuery query, String name, int last) {
        if (!(query.destination() instanceof Endpoint.Pod pod)) {
            return false;
        }
        for (ContainerPort declared : pod.ports()) {
            if (declared.name().equals(name) && declared.protocol() == query.protocol()) {
                int end = Math.max(declared.port(), last);
                if (query.port() >= declared.port() && query.port() <= end) {
                    return true;
                }
            }
        }
        return false;
    }
}
