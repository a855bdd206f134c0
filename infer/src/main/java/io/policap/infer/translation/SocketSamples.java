package io.policap.infer.translation;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Which sockets used which services and which backends: for each of these a bounded sample of its sockets.
 *
 * <p>The two events of a call may come in any order and from different files, so that both are kept until all is read.
 * Of each service and each backend stay the sockets that come first in {@link Socket}'s order, an order that has nothing
 * to do with who uses the socket. Two samples therefore favour the same sockets and still share some where both are much
 * larger than what is kept, and what is kept depends on the set of events only: never on their order or on merges.
 *
 * <p>One exception, as with connection classes: beyond the limit of services and backends the first that came are kept.
 */
public final class SocketSamples {
    /** Sockets kept of each service and each backend. */
    public static final int SOCKETS_KEPT = 64;

    /** Services and backends kept at all. */
    private static final int MOST_ENDS = 16_384;

    private final int mostEnds;
    private final Map<SocketEnd, TreeMap<Socket, Instant>> ends = new HashMap<>();

    public SocketSamples() {
        this(MOST_ENDS);
    }

    SocketSamples(int mostEnds) {
        this.mostEnds = mostEnds;
    }

    /**
     * Notes that a socket used a service or a backend.
     *
     * @param time when; of several times the first is kept
     * @return whether there was room for it
     */
    public boolean add(SocketEnd end, Socket socket, Instant time) {
        TreeMap<Socket, Instant> sockets = ends.get(end);
        if (sockets == null) {
            if (ends.size() >= mostEnds) {
                return false;
            }
            sockets = new TreeMap<>();
            ends.put(end, sockets);
        }
        if (sockets.size() == SOCKETS_KEPT && socket.compareTo(sockets.lastKey()) > 0) {
            return true;
        }
        sockets.merge(socket, time, (one, other) -> one.isBefore(other) ? one : other);
        if (sockets.size() > SOCKETS_KEPT) {
            sockets.pollLastEntry();
        }
        return true;
    }

    /**
     * Notes that a service is there, whoever uses it.
     *
     * @return whether there was room for it
     */
    public boolean add(SocketEnd.Service service) {
        if (!ends.containsKey(service) && ends.size() >= mostEnds) {
            return false;
        }
        ends.computeIfAbsent(service, key -> new TreeMap<>());
        return true;
    }

    /** What is held now, sorted. */
    public SortedMap<SocketEnd, SortedMap<Socket, Instant>> snapshot() {
        TreeMap<SocketEnd, SortedMap<Socket, Instant>> sorted = new TreeMap<>();
        ends.forEach((end, sockets) -> sorted.put(end, new TreeMap<>(sockets)));
        return sorted;
    }
}
