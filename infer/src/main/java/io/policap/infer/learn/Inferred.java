package io.policap.infer.learn;

import static java.util.Objects.requireNonNull;

import io.policap.infer.intent.Intent;
import java.util.List;

/**
 * What inference concludes.
 *
 * @param intent who may reach whom
 * @param edges every edge of the recording with its outcome, in the order of the connection classes
 */
public record Inferred(Intent intent, List<JudgedEdge> edges) {
    public Inferred {
        requireNonNull(intent, "intent");
        edges = List.copyOf(edges);
    }
}
