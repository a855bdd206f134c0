package io.policap.infer.learn;

import static java.util.Objects.requireNonNull;

import io.policap.infer.learn.name.NameOptions;
import io.policap.infer.policy.cilium.CiliumLabelFilter;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What the user asked of inference.
 *
 * @param namespaces the namespaces of the subjects, empty for all; peers are never limited
 * @param learnDenied whether traffic that a policy denied (reason 133) counts as served (R3)
 * @param rangeRisk the risk, above 0 and below 1, that a port outside an inferred range is used one day (R8)
 * @param dnsObservedOnly whether the resolver is opened only where it was seen (R10)
 * @param ciliumLabels which labels Cilium keeps on identities
 * @param names how names are used in rules
 */
public record LearnOptions(
        SortedSet<String> namespaces,
        boolean learnDenied,
        double rangeRisk,
        boolean dnsObservedOnly,
        CiliumLabelFilter ciliumLabels,
        NameOptions names) {
    public static final LearnOptions DEFAULT =
            new LearnOptions(new TreeSet<>(), false, 0.01, false, CiliumLabelFilter.byDefault());

    /** Options with the defaults of names. */
    public LearnOptions(
            SortedSet<String> namespaces,
            boolean learnDenied,
            double rangeRisk,
            boolean dnsObservedOnly,
            CiliumLabelFilter ciliumLabels) {
        this(namespaces, learnDenied, rangeRisk, dnsObservedOnly, ciliumLabels, NameOptions.DEFAULT);
    }

    public LearnOptions {
        namespaces = Collections.unmodifiableSortedSet(new TreeSet<>(namespaces));
        requireNonNull(ciliumLabels, "ciliumLabels");
        requireNonNull(names, "names");
        if (!(rangeRisk > 0 && rangeRisk < 1)) {
            throw new IllegalArgumentException("range risk " + rangeRisk + " is not between 0 and 1");
        }
    }

    /** Whether workloads of the namespace are subjects. */
    public boolean wants(String namespace) {
        return namespaces.isEmpty() || namespaces.contains(namespace);
    }
}
