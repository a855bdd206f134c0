package io.policap.cli.live;

import io.policap.infer.intent.Confidence;
import io.policap.infer.intent.WorkloadIntent;
import io.policap.infer.learn.Inferred;
import io.policap.infer.learn.edge.JudgedEdge;

/**
 * What a run has learned so far, in numbers.
 *
 * @param workloads workloads that were seen
 * @param edges edges that make rules
 * @param stable workloads that were seen for long enough and are not expected to show a new edge within ten minutes (R14)
 */
public record LearningFigures(int workloads, int edges, int stable) {
    /** Before anything was seen. */
    public static final LearningFigures NONE = new LearningFigures(0, 0, 0);

    /**
     * The figures of what was inferred.
     *
     * @param bound the probability of a new edge in the next ten minutes up to which a workload counts as stable, 0 to 1
     */
    public static LearningFigures of(Inferred inferred, double bound) {
        int workloads = 0;
        int stable = 0;
        for (WorkloadIntent workload : inferred.intent().workloads()) {
            Confidence confidence = workload.confidence();
            if (confidence.buckets() > 0) {
                workloads++;
                stable += confidence.isJudged() && confidence.newEdgeProbability() <= bound ? 1 : 0;
            }
        }
        int edges = 0;
        for (JudgedEdge edge : inferred.edges()) {
            edges += edge.mustPass() ? 1 : 0;
        }
        return new LearningFigures(workloads, edges, stable);
    }

    /** Whether all workloads are stable, and there is one. */
    public boolean isStable() {
        return workloads > 0 && stable == workloads;
    }
}
