package io.policap.infer.learn.layer7;

import io.policap.infer.baseline.ClassEvidence;
import io.policap.infer.baseline.ContentEvidence;
import io.policap.infer.connection.ConnectionClass;
import io.policap.infer.http.PathLeaf;
import io.policap.infer.learn.edge.Edge;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/** What the connections of each edge carried, of all classes that make the same edge together. */
public final class EdgeContents {
    private final Map<String, ContentEvidence> contents = new TreeMap<>();
    private final Map<String, ClassEvidence> evidence = new HashMap<>();

    /**
     * The contents of the edges.
     *
     * @param classes what connections carried, by class
     * @param edgesOf the edges that came of a class
     * @param edges all edges
     */
    public EdgeContents(
            Map<ConnectionClass, ContentEvidence> classes,
            Function<ConnectionClass, List<Edge>> edgesOf,
            List<Edge> edges) {
        if (classes.isEmpty()) {
            return;
        }
        classes.forEach((type, content) ->
                edgesOf.apply(type).forEach(edge -> contents.merge(edge.describe(), content, ContentEvidence::plus)));
        edges.forEach(edge -> evidence.merge(edge.describe(), edge.evidence(), ClassEvidence::plus));
    }

    /** What was seen of it; {@link ContentEvidence#NONE} where nobody looked. */
    ContentEvidence of(Edge edge) {
        return contents.getOrDefault(edge.describe(), ContentEvidence.NONE);
    }

    /** All that was seen of connections between the same ends to the same port. */
    ClassEvidence evidence(Edge edge) {
        return evidence.getOrDefault(edge.describe(), edge.evidence());
    }

    boolean isEmpty() {
        return contents.isEmpty();
    }

    /** What was asked for over HTTP, by the edge in words. */
    public SortedMap<String, List<PathLeaf>> requests() {
        SortedMap<String, List<PathLeaf>> requests = new TreeMap<>();
        contents.forEach((edge, content) -> {
            if (!content.paths().leaves().isEmpty()) {
                requests.put(edge, content.paths().leaves());
            }
        });
        return requests;
    }
}
