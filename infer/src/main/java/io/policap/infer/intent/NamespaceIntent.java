package io.policap.infer.intent;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * What the default-deny of one namespace needs (R17).
 *
 * @param cluster the cluster's name
 * @param name the namespace
 * @param resolver the rules that lead to the cluster's resolver, for every pod of the namespace; may be empty
 * @param uncovered running pods that no policy of this run selects and workloads that cannot be selected,
 *     {@code name (why)}, sorted: while there is one, the default-deny is withheld
 * @param cut workloads whose recorded traffic no rule can keep open, {@code name (why)}, sorted: while there is one,
 *     the default-deny is withheld whatever is accepted
 */
public record NamespaceIntent(
        String cluster, String name, List<Rule> resolver, List<String> uncovered, List<String> cut)
        implements Comparable<NamespaceIntent> {
    public NamespaceIntent {
        requireNonNull(cluster, "cluster");
        requireNonNull(name, "name");
        resolver = resolver.stream().sorted().toList();
        uncovered = uncovered.stream().distinct().sorted().toList();
        cut = cut.stream().distinct().sorted().toList();
    }

    /** A namespace in which every recorded connection can be kept open. */
    public NamespaceIntent(String cluster, String name, List<Rule> resolver, List<String> uncovered) {
        this(cluster, name, resolver, uncovered, List.of());
    }

    /** The same with another way to the resolver. */
    public NamespaceIntent withResolver(List<Rule> rules) {
        return new NamespaceIntent(cluster, name, rules, uncovered, cut);
    }

    @Override
    public int compareTo(NamespaceIntent other) {
        int byCluster = cluster.compareTo(other.cluster);
        return byCluster != 0 ? byCluster : name.compareTo(other.name);
    }
}
