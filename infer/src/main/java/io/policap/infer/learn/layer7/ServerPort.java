package io.policap.infer.learn.layer7;

import io.policap.infer.inventory.WorkloadKey;
import java.util.Comparator;

/**
 * A TCP port of a workload.
 *
 * @param server the workload
 * @param port the port that it serves on
 */
record ServerPort(WorkloadKey server, int port) implements Comparable<ServerPort> {
    private static final Comparator<ServerPort> ORDER =
            Comparator.comparing(ServerPort::server).thenComparing(ServerPort::port);

    @Override
    public int compareTo(ServerPort other) {
        return ORDER.compare(this, other);
    }
}
