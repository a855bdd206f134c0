package io.policap.infer.learn;

import io.policap.infer.baseline.ClassEvidence;
import io.policap.infer.connection.Origin;
import io.policap.infer.learn.edge.Edge;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The evidence that counts for an edge: its own, or, where Hubble and captures both saw it, all of both.
 *
 * <p>They may name the same pods by different labels, so that one edge comes from several classes.
 */
final class JointEvidence {
    private final Map<String, ClassEvidence> joint = new HashMap<>();

    JointEvidence(List<Edge> edges) {
        boolean packets = edges.stream().anyMatch(edge -> edge.evidence().has(Origin.PACKETS));
        if (packets && edges.stream().anyMatch(edge -> edge.evidence().has(Origin.HUBBLE))) {
            edges.forEach(edge -> joint.merge(edge.describe(), edge.evidence(), ClassEvidence::plus));
            joint.values().removeIf(evidence -> !evidence.has(Origin.PACKETS) || !evidence.has(Origin.HUBBLE));
        }
    }

    ClassEvidence of(Edge edge) {
        return joint.isEmpty() ? edge.evidence() : joint.getOrDefault(edge.describe(), edge.evidence());
    }
}
