package io.policap.capture.hubble.collect;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;

/** What a collector has read so far, server by server, in the order they were given. */
public record CollectorCounts(List<ServerCounts> servers) {
    public CollectorCounts {
        servers = List.copyOf(servers);
    }

    public long events() {
        return sum(ServerCounts::events);
    }

    public long flows() {
        return sum(ServerCounts::flows);
    }

    public long malformed() {
        return sum(ServerCounts::malformed);
    }

    public long duplicates() {
        return sum(ServerCounts::duplicates);
    }

    public long lost() {
        return sum(ServerCounts::lost);
    }

    public long gaps() {
        return sum(ServerCounts::gaps);
    }

    public long reconnects() {
        return sum(ServerCounts::reconnects);
    }

    /** Servers whose flows are being read. */
    public long connected() {
        return servers.stream()
                .filter(server -> server.state() == ServerCounts.State.CONNECTED)
                .count();
    }

    /** The time of the newest flow of all. */
    public Optional<Instant> lastEvent() {
        return servers.stream()
                .flatMap(server -> server.lastEvent().stream())
                .max(Comparator.naturalOrder());
    }

    private long sum(ToLongFunction<ServerCounts> part) {
        return servers.stream().mapToLong(part).sum();
    }
}
