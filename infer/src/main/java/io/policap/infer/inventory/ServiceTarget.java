package io.policap.infer.inventory;

import static java.util.Objects.requireNonNull;

/** A port of a service, found by an address or a node port that leads to it. */
public record ServiceTarget(ServiceRecord service, ServicePort port) {
    public ServiceTarget {
        requireNonNull(service, "service");
        requireNonNull(port, "port");
    }
}
