package io.policap.cli;

import io.policap.infer.net.Protocol;
import java.util.Comparator;

/**
 * A connection that policies may admit.
 *
 * @param from {@code namespace/Kind/name}, {@code node ADDRESS}, or an address outside the cluster
 * @param to likewise
 * @param protocol its protocol
 * @param port the server's own port, or the ICMP type
 */
record AdmittedEdge(String from, String to, Protocol protocol, int port) implements Comparable<AdmittedEdge> {
    private static final Comparator<AdmittedEdge> ORDER = Comparator.comparing(AdmittedEdge::from)
            .thenComparing(AdmittedEdge::to)
            .thenComparing(AdmittedEdge::protocol)
            .thenComparing(AdmittedEdge::port);

    @Override
    public int compareTo(AdmittedEdge other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return from + " -> " + to + " " + protocol + " " + port;
    }
}
