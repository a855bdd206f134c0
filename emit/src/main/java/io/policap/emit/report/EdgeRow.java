package io.policap.emit.report;

import static java.util.Objects.requireNonNull;

import java.util.Comparator;
import java.util.List;

/**
 * Who spoke to whom, and what became of it.
 *
 * @param client who opened it
 * @param server who accepted it
 * @param ports protocol and server port, or the ICMP type
 * @param outcome what became of it; {@code probe} for a kubelet's probe
 * @param marks how it was known to be served
 * @param count flow events of the best observer
 */
public record EdgeRow(String client, String server, String ports, String outcome, List<String> marks, long count)
        implements Comparable<EdgeRow> {
    private static final Comparator<EdgeRow> ORDER = Comparator.comparing(EdgeRow::client)
            .thenComparing(EdgeRow::server)
            .thenComparing(EdgeRow::ports)
            .thenComparing(EdgeRow::outcome)
            .thenComparing(EdgeRow::marks, Comparator.comparing(List::toString))
            .thenComparing(EdgeRow::count);

    public EdgeRow {
        requireNonNull(client, "client");
        requireNonNull(server, "server");
        requireNonNull(ports, "ports");
        requireNonNull(outcome, "outcome");
        marks = List.copyOf(marks);
    }

    /** The same edge, seen more often: several classes may come to one edge. */
    EdgeRow plus(EdgeRow other) {
        long sum = count + other.count;
        return new EdgeRow(client, server, ports, outcome, marks, sum < 0 ? Long.MAX_VALUE : sum);
    }

    @Override
    public int compareTo(EdgeRow other) {
        return ORDER.compare(this, other);
    }
}
