package io.policap.infer.inventory;

import static java.util.Objects.requireNonNull;

import io.policap.infer.net.Ip;
import java.util.Comparator;
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
    private static final Comparator<Backend> ORDER = Comparator.<Backend, Boolean>comparing(b -> b.pod.isEmpty())
            .thenComparing((left, right) -> left.pod.isPresent() && right.pod.isPresent()
                    ? left.pod.get().compareTo(right.pod.get())
                    : 0)
            .thenComparing(b -> b.addresses.toString())
            .thenComparing(Backend::port);

    public Backend {
        requireNonNull(pod, "pod");
        addresses = addresses.stream().distinct().sorted().toList();
        if (port < 1 || port > 65535) {
            throw new IllegalArgumentException("port " + port + " is outside 1..65535");
        }
    }

    @Override
    public int compareTo(Backend other) {
        return ORDER.compare(this, other);
    }
}
