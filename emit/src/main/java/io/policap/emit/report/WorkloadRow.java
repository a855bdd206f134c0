package io.policap.emit.report;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * One workload with its rules.
 *
 * @param name {@code namespace/name}
 * @param kind the workload's kind
 * @param selector what selects its pods, in words
 * @param notReady why it is not safe to enforce, empty when it is ready
 * @param ingressCoverage what the sources could see of its ingress
 * @param egressCoverage what the sources could see of its egress
 * @param newEdge how likely the next ten minutes show a new edge, in words
 * @param flows flow events that touched it
 * @param buckets ten-minute intervals in which it was seen
 * @param first when it was first seen as text, empty where no time is known
 * @param last when it was last seen
 * @param rules what its policies allow, ingress first
 */
public record WorkloadRow(
        String name,
        String kind,
        String selector,
        List<String> notReady,
        String ingressCoverage,
        String egressCoverage,
        String newEdge,
        long flows,
        long buckets,
        String first,
        String last,
        List<RuleRow> rules) {
    public WorkloadRow {
        requireNonNull(name, "name");
        requireNonNull(kind, "kind");
        requireNonNull(selector, "selector");
        requireNonNull(newEdge, "newEdge");
        notReady = List.copyOf(notReady);
        rules = List.copyOf(rules);
    }

    boolean isReady() {
        return notReady.isEmpty();
    }

    /**
     * One permission.
     *
     * @param direction {@code ingress} or {@code egress}
     * @param peer the other end in words
     * @param ports what is open
     * @param count how often it was seen, 0 for never
     * @param observers the nodes that saw it
     * @param marks what a reviewer has to know
     * @param wider whether it is wider than what was seen, on purpose
     * @param names DNS names by which clients knew the peer
     * @param conditions what has to hold beyond the ports, one phrase each: requests, authentication
     */
    public record RuleRow(
            String direction,
            String peer,
            String ports,
            long count,
            List<String> observers,
            List<String> marks,
            boolean wider,
            List<String> names,
            List<String> conditions) {
        public RuleRow {
            requireNonNull(direction, "direction");
            requireNonNull(peer, "peer");
            requireNonNull(ports, "ports");
            observers = List.copyOf(observers);
            marks = List.copyOf(marks);
            names = List.copyOf(names);
            conditions = List.copyOf(conditions);
        }
    }
}
