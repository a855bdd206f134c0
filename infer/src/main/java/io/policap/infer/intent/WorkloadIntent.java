package io.policap.infer.intent;

import static java.util.Objects.requireNonNull;

import io.policap.infer.flow.BlindSpot;
import io.policap.infer.inventory.WorkloadKey;
import java.util.List;

/**
 * What one workload may do and who may reach it.
 *
 * @param key the workload
 * @param selection its selector within its namespace
 * @param ingress who may reach it, sorted by peer; empty where nothing was seen, then the direction stays open
 * @param egress whom it may reach, sorted by peer; empty where nothing was seen
 * @param ingressCoverage what the sources could see of its ingress
 * @param egressCoverage what the sources could see of its egress
 * @param confidence how well it is known
 * @param blindSpots when its nodes may have seen more than they reported, sorted
 * @param notReady why it is not safe to enforce, one phrase each, sorted; empty when it is ready (R16)
 */
public record WorkloadIntent(
        WorkloadKey key,
        Selection selection,
        List<Rule> ingress,
        List<Rule> egress,
        Coverage ingressCoverage,
        Coverage egressCoverage,
        Confidence confidence,
        List<BlindSpot> blindSpots,
        List<String> notReady)
        implements Comparable<WorkloadIntent> {
    /** A workload without blind spots. */
    public WorkloadIntent(
            WorkloadKey key,
            Selection selection,
            List<Rule> ingress,
            List<Rule> egress,
            Coverage ingressCoverage,
            Coverage egressCoverage,
            Confidence confidence,
            List<String> notReady) {
        this(key, selection, ingress, egress, ingressCoverage, egressCoverage, confidence, List.of(), notReady);
    }

    public WorkloadIntent {
        requireNonNull(key, "key");
        requireNonNull(selection, "selection");
        requireNonNull(ingressCoverage, "ingressCoverage");
        requireNonNull(egressCoverage, "egressCoverage");
        requireNonNull(confidence, "confidence");
        ingress = ingress.stream().sorted().toList();
        egress = egress.stream().sorted().toList();
        blindSpots = blindSpots.stream().sorted().toList();
        notReady = notReady.stream().distinct().sorted().toList();
    }

    /** The same with other egress rules. */
    public WorkloadIntent withEgress(List<Rule> rules) {
        return new WorkloadIntent(
                key, selection, ingress, rules, ingressCoverage, egressCoverage, confidence, blindSpots, notReady);
    }

    /** The coverage of both directions together. */
    public Coverage coverage() {
        return ingressCoverage.and(egressCoverage);
    }

    public boolean isReady() {
        return notReady.isEmpty();
    }

    public boolean hasRules() {
        return !ingress.isEmpty() || !egress.isEmpty();
    }

    @Override
    public int compareTo(WorkloadIntent other) {
        return key.compareTo(other.key);
    }
}
