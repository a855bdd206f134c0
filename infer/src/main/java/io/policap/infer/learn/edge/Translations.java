package io.policap.infer.learn.edge;

import io.policap.infer.baseline.Span;
import io.policap.infer.connection.Party;
import io.policap.infer.net.Ip;
import io.policap.infer.net.Protocol;
import io.policap.infer.translation.Socket;
import io.policap.infer.translation.SocketEnd;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which backends socket calls showed behind the addresses of services, and when (R4).
 *
 * <p>A backend belongs to the service that the same socket used last before it, at most a second earlier; answers are
 * translated back, so that there the service follows. Where two services were used at that very moment nothing is
 * concluded.
 */
public final class Translations {
    /** Both events of a call are written by the kernel in one go; a slow reader may give them later times. */
    private static final Duration ONE_CALL = Duration.ofSeconds(1);

    /** How long before and after it was shown a backend counts as being behind its service. */
    private static final Duration AROUND = Duration.ofMinutes(10);

    private record Use(SocketEnd.Service service, Instant time) {}

    private final SortedSet<Ip> services = new TreeSet<>();
    private final SortedMap<SocketEnd, SortedMap<SocketEnd.Backend, Span>> backends = new TreeMap<>();

    public Translations(SortedMap<SocketEnd, SortedMap<Socket, Instant>> sockets) {
        Map<Socket, List<Use>> uses = new HashMap<>();
        sockets.forEach((end, users) -> {
            if (end instanceof SocketEnd.Service service) {
                services.add(service.address());
                users.forEach((socket, time) ->
                        uses.computeIfAbsent(socket, key -> new ArrayList<>()).add(new Use(service, time)));
            }
        });
        sockets.forEach((end, users) -> {
            if (end instanceof SocketEnd.Backend backend) {
                users.forEach((socket, time) -> translated(uses.getOrDefault(socket, List.of()), socket, time, backend)
                        .ifPresent(service -> backends.computeIfAbsent(service, key -> new TreeMap<>())
                                .merge(backend, Span.at(time), Span::join)));
            }
        });
    }

    private static Optional<SocketEnd.Service> translated(
            List<Use> uses, Socket socket, Instant time, SocketEnd.Backend backend) {
        Duration shortest = ONE_CALL.plusNanos(1);
        List<SocketEnd.Service> found = new ArrayList<>();
        for (Use use : uses) {
            if (use.service.protocol() != backend.protocol() || isToldApart(use.time, time)) {
                continue;
            }
            Duration between = socket.reverse() ? Duration.between(time, use.time) : Duration.between(use.time, time);
            if (between.isNegative() || between.compareTo(shortest) > 0) {
                continue;
            }
            if (between.compareTo(shortest) < 0) {
                found.clear();
                shortest = between;
            }
            found.add(use.service);
        }
        return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
    }

    /** Whether one of both times is not known, and the other is. */
    private static boolean isToldApart(Instant one, Instant other) {
        return one.equals(Instant.MIN) != other.equals(Instant.MIN);
    }

    /** Whether sockets used the address as that of a service, on any port. */
    public boolean isService(Ip address) {
        return services.contains(address);
    }

    /** Every address that sockets used as that of a service, sorted. */
    public SortedSet<Ip> services() {
        return Collections.unmodifiableSortedSet(services);
    }

    /** Every backend that was seen behind any service. */
    public List<Party> parties() {
        List<Party> parties = new ArrayList<>();
        backends.values().forEach(behind -> behind.keySet().forEach(backend -> parties.add(backend.party())));
        return parties;
    }

    /** Who was seen behind a service's address at about that time, sorted; none where nobody was. */
    public List<SocketEnd.Backend> backends(Ip address, Protocol protocol, int port, Span span) {
        List<SocketEnd.Backend> found = new ArrayList<>();
        SocketEnd.Service service = new SocketEnd.Service(address, protocol, port);
        backends.getOrDefault(service, new TreeMap<>()).forEach((backend, shown) -> {
            if (!span.isKnown() || !shown.isKnown() || isAround(shown, span)) {
                found.add(backend);
            }
        });
        return found;
    }

    private static boolean isAround(Span shown, Span span) {
        // By differences, as nonsense in a file may lie at the end of time.
        return Duration.between(span.last(), shown.first()).compareTo(AROUND) <= 0
                && Duration.between(shown.last(), span.first()).compareTo(AROUND) <= 0;
    }
}
