package io.policap.infer.learn;

import static java.util.Objects.requireNonNull;

import io.policap.infer.decision.Decisions;
import io.policap.infer.learn.name.NameOptions;
import io.policap.infer.policy.cilium.CiliumLabelFilter;
import io.policap.infer.range.AddressOptions;
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
 * @param addresses what may be made of outside addresses (R9)
 * @param decisions what people decided beyond what was seen
 * @param layer7 whether and how rules look into HTTP
 */
public record LearnOptions(
        SortedSet<String> namespaces,
        boolean learnDenied,
        double rangeRisk,
        boolean dnsObservedOnly,
        CiliumLabelFilter ciliumLabels,
        NameOptions names,
        AddressOptions addresses,
        Decisions decisions,
        Layer7Options layer7) {
    public static final LearnOptions DEFAULT =
            new LearnOptions(new TreeSet<>(), false, 0.01, false, CiliumLabelFilter.byDefault());

    /**
     * Options without decisions, for rules of addresses and ports, with the defaults of names, and only the outside
     * addresses that were seen.
     */
    public LearnOptions(
            SortedSet<String> namespaces,
            boolean learnDenied,
            double rangeRisk,
            boolean dnsObservedOnly,
            CiliumLabelFilter ciliumLabels) {
        this(
                namespaces,
                learnDenied,
                rangeRisk,
                dnsObservedOnly,
                ciliumLabels,
                NameOptions.DEFAULT,
                AddressOptions.EXACT,
                Decisions.NONE,
                Layer7Options.OFF);
    }

    public LearnOptions {
        namespaces = Collections.unmodifiableSortedSet(new TreeSet<>(namespaces));
        requireNonNull(ciliumLabels, "ciliumLabels");
        requireNonNull(addresses, "addresses");
        requireNonNull(names, "names");
        requireNonNull(decisions, "decisions");
        requireNonNull(layer7, "layer7");
        if (!(rangeRisk > 0 && rangeRisk < 1)) {
            throw new IllegalArgumentException("range risk " + rangeRisk + " is not between 0 and 1");
        }
    }

    /** The same with this asked of names. */
    public LearnOptions with(NameOptions asked) {
        return new LearnOptions(
                namespaces, learnDenied, rangeRisk, dnsObservedOnly, ciliumLabels, asked, addresses, decisions, layer7);
    }

    /** The same with this asked of outside addresses. */
    public LearnOptions with(AddressOptions asked) {
        return new LearnOptions(
                namespaces, learnDenied, rangeRisk, dnsObservedOnly, ciliumLabels, names, asked, decisions, layer7);
    }

    /** The same with these decisions. */
    public LearnOptions with(Decisions decided) {
        return new LearnOptions(
                namespaces, learnDenied, rangeRisk, dnsObservedOnly, ciliumLabels, names, addresses, decided, layer7);
    }

    /** The same with rules that look into HTTP as these say. */
    public LearnOptions with(Layer7Options wanted) {
        return new LearnOptions(
                namespaces, learnDenied, rangeRisk, dnsObservedOnly, ciliumLabels, names, addresses, decisions, wanted);
    }

    /** Whether workloads of the namespace are subjects. */
    public boolean wants(String namespace) {
        return (namespaces.isEmpty() || namespaces.contains(namespace)) && !decisions.ignores(namespace);
    }
}
