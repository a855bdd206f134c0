package io.policap.infer.inventory;

import static java.util.Objects.requireNonNull;

import io.policap.infer.net.Ip;
import java.util.List;
import java.util.Optional;

/**
 * What stands behind a port of a service.
 *
 * @param pod the pod, absent where only addresses are known (a service without selector)
 * @param addresses the backend's addresses, sorted; empty for a pod whose address is not known
 * @param port its target port, 1 to 65535, never the service's own
 */
public record Backend(Optional<PodRecord> pod, List<Ip> addresses, int port) implements Comparable<Backend> {
    public Backend {
        requireNonNull(pod, "pod");
        addresses = addresses.stream().distinct().sorted().toList();
        if (port < 1 || port > 65535) {
            throw new IllegalArgumentException("port " + port + " is outside 1..65535");
        }
    }

    @Override
    public int compareTo(Backend other) {
        int order = Boolean.compare(pod.isEmpty(), other.pod.isEmpty());
        if (order == 0 && pod.isPresent() && other.pod.isPresent()) {
            order = pod.get().compareTo(other.pod.get());
        }
        order = order != 0 ? order : addresses.toString().compareTo(other.addresses.toString());
        return order != 0 ? order : Integer.compare(port, other.port);
    }
}
